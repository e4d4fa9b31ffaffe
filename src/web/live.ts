import type { Request, Response } from "restify";
import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import type { People } from "../desk/people.ts";
import { mayInLesson, sideOf } from "../protocol/authorise.ts";
import type { Record } from "../record/record.ts";
import { requireRight, type SignedInCaller } from "./caller.ts";

const BEAT_MS = 10_000;
/** Nothing is wrong: another instance answers at once. */
const MOVING = ": moving\n\n";
const ROLE_CHECKED_EVERY_MS = 60_000;

type Listener = { readonly caller: SignedInCaller; readonly send: (topic: string) => void };

type Parts = {
  readonly record: Pick<Record, "onAppended">;
  readonly staffMatters: Pick<Record, "onAppended">;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly people: People;
  readonly failed: (error: unknown) => void;
};

export type Live = {
  /** `GET /api/live`: a stream of topics that changed, each one only to those who may read it. */
  readonly route: (request: Request, response: Response, caller: SignedInCaller) => Promise<void>;
  readonly close: () => void;
};

/**
 * Live updates. A topic says only that something readable has changed; what it is, the page asks for
 * again, with its own right to know.
 */
export const openLive = ({ record, staffMatters, lessons, concerns, people, failed }: Parts): Live => {
  const listeners = new Set<Listener>();
  const open = new Set<Response>();
  let closed = false;

  const lessonChanged = async (id: string): Promise<void> => {
    const lesson = await lessons.read(id);
    for (const { caller, send } of listeners)
      if (mayInLesson(caller, "read-lesson", lesson)) send(`lesson:${id}`);
  };

  const concernChanged = async (ref: string): Promise<void> => {
    const concern = await concerns.read(ref);
    const lesson = await lessons.read(concern.lesson);
    for (const { caller, send } of listeners) {
      const side = sideOf(caller, concern);
      if (side !== undefined) send("concerns");
      // The raiser's line, and the alert among the steps of ending, stand in the lesson's panel.
      const shown = side === "raiser" || concern.about === "ended";
      if (shown && mayInLesson(caller, "read-lesson", lesson)) send(`lesson:${concern.lesson}`);
    }
  };

  const changed = (streams: readonly string[]): void => {
    if (listeners.size === 0) return;
    for (const stream of streams) {
      const [kind, id = ""] = stream.split(":");
      if (kind === "lesson") lessonChanged(id).catch(failed);
      if (kind === "concern") concernChanged(id).catch(failed);
    }
  };
  const off = [record.onAppended(changed), staffMatters.onAppended(changed)];

  const route: Live["route"] = async (_request, response, caller) => {
    requireRight(caller, "hear-changes");
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    if (closed) {
      response.end(MOVING);
      return;
    }
    response.write(": beat\n\n");
    const listener: Listener = {
      caller,
      send: (topic) => response.write(`data: ${JSON.stringify({ topic })}\n\n`),
    };
    listeners.add(listener);
    open.add(response);
    const beat = setInterval(() => response.write(": beat\n\n"), BEAT_MS);
    const expires = setTimeout(() => response.end(), Math.max(0, caller.expiresAt - Date.now()));
    const roles = setInterval(() => {
      people
        .callerOf(caller.id, caller.name)
        .then((now) => {
          const same =
            now.fresh &&
            JSON.stringify([...now.roles].toSorted()) === JSON.stringify([...caller.roles].toSorted());
          if (!same) response.end();
        })
        .catch(failed);
    }, ROLE_CHECKED_EVERY_MS);
    await new Promise<void>((resolve) => response.once("close", resolve));
    clearInterval(beat);
    clearInterval(roles);
    clearTimeout(expires);
    listeners.delete(listener);
    open.delete(response);
  };

  return {
    route,
    close: () => {
      for (const one of off) one();
      closed = true;
      for (const response of open) response.end(MOVING);
    },
  };
};

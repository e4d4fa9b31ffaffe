import type { Request, Response } from "restify";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import { everInLesson, mayInLesson, sideOf } from "../protocol/who/authorise.ts";
import type { RecordStore } from "../record/record-store.ts";
import { requireRight, type SignedInCaller } from "./caller.ts";

const BEAT_MS = 10_000;
/** Nothing is wrong: another instance answers at once. */
const MOVING = ": moving\n\n";
const ROLE_CHECKED_EVERY_MS = 60_000;

/** Somebody who listens in one school, with the roles they hold there. */
type Listener = {
  readonly school: string;
  readonly caller: SignedInCaller;
  readonly send: (topic: string) => void;
};

/** Where somebody is, and who they are there. */
type Standing = { readonly services: SchoolServices; readonly caller: SignedInCaller };

type Dependencies = {
  readonly records: Pick<RecordStore, "onAppended">;
  readonly schools: Pick<Schools, "at" | "of">;
  readonly failed: (error: unknown) => void;
};

export type Live = {
  /** `GET /api/live`: a stream of topics that changed, each one only to those who may read it. */
  readonly route: (
    request: Request,
    response: Response,
    caller: SignedInCaller,
    at: SchoolServices,
  ) => Promise<void>;
  readonly close: () => void;
};

/**
 * Live updates. A topic says only that something readable has changed; what it is, the page asks for
 * again, with its own right to know.
 */
export const openLive = ({ records, schools, failed }: Dependencies): Live => {
  const listeners = new Set<Listener>();
  const open = new Set<Response>();
  let closed = false;

  const listenersAt = (school: string): readonly Listener[] =>
    [...listeners].filter((one) => one.school === school);

  const lessonChanged = async ({ id: school, lessons }: SchoolServices, id: string): Promise<void> => {
    const lesson = await lessons.read(id);
    for (const { caller, send } of listenersAt(school))
      if (mayInLesson(caller, "read-lesson", lesson)) send(`lesson:${id}`);
  };

  const concernChanged = async (
    { id: school, lessons, concerns }: SchoolServices,
    ref: string,
  ): Promise<void> => {
    const concern = await concerns.read(ref);
    const lesson = await lessons.read(concern.lesson);
    for (const { caller, send } of listenersAt(school)) {
      const side = sideOf(caller, concern, everInLesson(lesson));
      if (side !== undefined) send("concerns");
      // The raiser's line, and the alert among the steps of ending, stand in the lesson's panel.
      const shown = side === "raiser" || concern.about === "ended";
      if (shown && mayInLesson(caller, "read-lesson", lesson)) send(`lesson:${concern.lesson}`);
    }
  };

  const changed = async (school: string, streams: readonly string[]): Promise<void> => {
    const services = await schools.at(school);
    if (services === undefined) return;
    for (const stream of streams) {
      const [kind, id = ""] = stream.split(":");
      if (kind === "lesson") lessonChanged(services, id).catch(failed);
      if (kind === "concern") concernChanged(services, id).catch(failed);
    }
  };
  // Of both stores: who is told of what is decided for each listener.
  const off = records.onAppended(({ school }, streams) => {
    if (listenersAt(school).length > 0) changed(school, streams).catch(failed);
  });

  /** Somebody of several schools hears of all of them, in each by the roles held there. */
  const standingsOf = async (caller: SignedInCaller, at: SchoolServices): Promise<readonly Standing[]> => {
    const theirs = await schools.of(caller.id).catch(() => []);
    const others = theirs.filter(({ id }) => id !== at.id);
    const elsewhere = others.map(async (services) => ({
      services,
      caller: { ...caller, ...(await services.people.callerOf(caller.id, caller.name)) },
    }));
    return [{ services: at, caller }, ...(await Promise.all(elsewhere))];
  };

  const holdsStill = async ({ services, caller }: Standing): Promise<boolean> => {
    const now = await services.people.callerOf(caller.id, caller.name);
    return now.fresh && now.roles.toSorted().join() === caller.roles.toSorted().join();
  };

  const route: Live["route"] = async (_request, response, caller, at) => {
    requireRight(caller, "hear-changes");
    const standings = await standingsOf(caller, at);
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
    const own = standings.map(
      ({ services, caller: there }): Listener => ({
        school: services.id,
        caller: there,
        send: (topic) => response.write(`data: ${JSON.stringify({ topic })}\n\n`),
      }),
    );
    for (const one of own) listeners.add(one);
    open.add(response);
    const beat = setInterval(() => response.write(": beat\n\n"), BEAT_MS);
    const expires = setTimeout(() => response.end(), Math.max(0, caller.expiresAt - Date.now()));
    const roles = setInterval(() => {
      Promise.all(standings.map(holdsStill))
        .then((same) => {
          if (same.includes(false)) response.end();
        })
        .catch(failed);
    }, ROLE_CHECKED_EVERY_MS);
    await new Promise<void>((resolve) => response.once("close", resolve));
    clearInterval(beat);
    clearInterval(roles);
    clearTimeout(expires);
    for (const one of own) listeners.delete(one);
    open.delete(response);
  };

  return {
    route,
    close: () => {
      off();
      closed = true;
      for (const response of open) response.end(MOVING);
    },
  };
};

import type { Request, Response } from "restify";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import { everInLesson, mayInLesson, sideOf } from "../protocol/who/authorise.ts";
import { schoolStream } from "../record/log/streams.ts";
import type { RecordStore } from "../record/record-store.ts";
import { requireRight, type SignedInCaller } from "./caller.ts";
import { type EventStream, openEventStream } from "./event-stream.ts";

const BEAT_MS = 10_000;
/** Nothing is wrong: another server answers at once. */
const MOVING = ": moving\n\n";
const ROLE_CHECKED_EVERY_MS = 60_000;
/** One for each browser of a person, and some that are closing; a new one closes the oldest. */
const MOST_STREAMS = 8;
/** Longer timers end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A person who listens in one school, with the roles they hold there. */
type Listener = {
  readonly school: string;
  readonly caller: SignedInCaller;
  readonly send: (topic: string) => void;
};

/** The school a person is in, and their roles there. */
type InSchool = { readonly services: SchoolServices; readonly caller: SignedInCaller };

type Dependencies = {
  readonly records: Pick<RecordStore, "onAppended">;
  readonly schools: Pick<Schools, "at" | "of">;
  readonly failed: (error: unknown) => void;
};

export type Live = {
  /** `GET /api/live`: a stream of topics that changed, each one only to people who may read it. */
  readonly route: (
    request: Request,
    response: Response,
    caller: SignedInCaller,
    at: SchoolServices,
  ) => Promise<void>;
  readonly close: () => void;
};

/**
 * Live updates. A topic says only that something readable has changed; the page then asks for it
 * again, with its own right to know.
 */
export const openLive = ({ records, schools, failed }: Dependencies): Live => {
  const listeners = new Set<Listener>();
  const open = new Set<EventStream>();
  /** One for each open stream: it ends where its roles are no longer those that it was opened with. */
  const checks = new Map<() => void, readonly string[]>();
  const streamsOf = new Map<string, readonly EventStream[]>();
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
      // The lesson's panel shows the raiser's line, and the alerts of its end and of pupils without staff.
      const shown = side === "raiser" || concern.about === "ended" || concern.about === "alone";
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
  /** A person may have been signed out, or a group exchanged. */
  const rolesChanged = async (school: string): Promise<void> => {
    const services = await schools.at(school);
    await services?.school.refresh();
    for (const [check, places] of checks) if (places.includes(school)) check();
  };
  // Both stores: it is decided for each listener whether they are told.
  const off = records.onAppended(({ school }, streams) => {
    if (streams.includes(schoolStream(school))) rolesChanged(school).catch(failed);
    if (listenersAt(school).length > 0) changed(school, streams).catch(failed);
  });

  /** A person of several schools hears of all of them, in each by the roles held there. */
  const inSchools = async (caller: SignedInCaller, at: SchoolServices): Promise<readonly InSchool[]> => {
    const theirs = await schools.of(caller.id).catch(() => []);
    const others = theirs.filter(({ id }) => id !== at.id);
    const elsewhere = others.map(async (services) => ({
      services,
      caller: { ...caller, ...(await services.people.callerOf(caller.id, caller.name)) },
    }));
    return [{ services: at, caller }, ...(await Promise.all(elsewhere))];
  };

  const holdsStill = async ({ services, caller }: InSchool): Promise<boolean> => {
    const now = await services.people.callerOf(caller.id, caller.name);
    return now.fresh && now.roles.toSorted().join() === caller.roles.toSorted().join();
  };

  /** Each person may have only so many. */
  const enter = (person: string, stream: EventStream): void => {
    const [oldest, ...rest] = streamsOf.get(person) ?? [];
    const full = rest.length + 1 >= MOST_STREAMS;
    streamsOf.set(person, [...(oldest === undefined || full ? [] : [oldest]), ...rest, stream]);
    open.add(stream);
    if (full) oldest?.end(MOVING);
  };

  const leave = (person: string, stream: EventStream): void => {
    const rest = (streamsOf.get(person) ?? []).filter((one) => one !== stream);
    if (rest.length === 0) streamsOf.delete(person);
    else streamsOf.set(person, rest);
    open.delete(stream);
  };

  const route: Live["route"] = async (_request, response, caller, at) => {
    requireRight(caller, "hear-changes");
    const places = await inSchools(caller, at);
    const stream = openEventStream(response);
    if (closed) {
      stream.end(MOVING);
      return;
    }
    stream.write(": beat\n\n");
    const own = places.map(
      ({ services, caller: there }): Listener => ({
        school: services.id,
        caller: there,
        send: (topic) => stream.write(`data: ${JSON.stringify({ topic })}\n\n`),
      }),
    );
    for (const one of own) listeners.add(one);
    enter(caller.id, stream);
    const beat = setInterval(() => stream.write(": beat\n\n"), BEAT_MS);
    const left = Math.min(Math.max(0, caller.expiresAt - Date.now()), LONGEST_TIMER_MS);
    const expires = setTimeout(() => stream.end(), left);
    const check = (): void => {
      Promise.all(places.map(holdsStill))
        .then((same) => {
          if (same.includes(false)) stream.end();
        })
        .catch(failed);
    };
    checks.set(
      check,
      places.map(({ services }) => services.id),
    );
    const roles = setInterval(check, ROLE_CHECKED_EVERY_MS);
    await stream.over;
    checks.delete(check);
    clearInterval(beat);
    clearInterval(roles);
    clearTimeout(expires);
    for (const one of own) listeners.delete(one);
    leave(caller.id, stream);
  };

  return {
    route,
    close: () => {
      off();
      closed = true;
      for (const stream of open) stream.end(MOVING);
    },
  };
};

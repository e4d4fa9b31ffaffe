import type { ConcernEvent } from "../../protocol/concern/events.ts";
import { type ConcernRead, evolveReadings, type Reading } from "../../protocol/concern/reading.ts";
import { type Concern, evolveConcern, NO_CONCERN } from "../../protocol/concern/state.ts";
import { defined } from "../../protocol/defined.ts";
import type { ClassEvent, FamilyEvent } from "../../protocol/families/events.ts";
import {
  type Classes,
  evolveClasses,
  evolveFamily,
  evolveRefused,
  type Family,
  NO_FAMILY,
} from "../../protocol/families/state.ts";
import type { KeepingEvent } from "../../protocol/keeping/events.ts";
import { evolveKeeping, type Keeping, NO_KEEPING } from "../../protocol/keeping/state.ts";
import type { LessonEvent } from "../../protocol/lesson/events.ts";
import { evolve } from "../../protocol/lesson/evolve.ts";
import { type Lesson, NO_LESSON } from "../../protocol/lesson/state.ts";
import { isErasure, mended } from "../retention/erasure.ts";
import type { SchoolRecord } from "../school-record.ts";
import { FIRST_SCHOOL } from "../scope.ts";
import type { StoredFact } from "./stored-fact.ts";
import { isOfLaterSchema } from "./upcast.ts";

/** One stream a lesson (occurrence), a separate one a concern, one a school. */
export const lessonStream = (lesson: string): string => `lesson:${lesson}`;
export const concernStream = (ref: string): string => `concern:${ref}`;
/** Who has read a concern: beside it in the same store, so that reading never delays a writer. */
export const readingStream = (ref: string): string => `reads:${ref}`;
export const schoolStream = (school: string): string =>
  school === FIRST_SCHOOL ? "school" : `school:${school}`;
/** What the school does with its record as a whole: exports and the like. */
export const keepingStream = (school: string): string =>
  school === FIRST_SCHOOL ? "keeping" : `keeping:${school}`;

/** A pupil and the adults with them. */
export const familyStream = (family: string): string => `family:${family}`;
/** The school's lists of families. */
export const classesStream = (school: string): string =>
  school === FIRST_SCHOOL ? "classes" : `classes:${school}`;

/** How many states are kept in memory; others are read again from the record. */
const KEPT = 200;

type AtVersion<State> = { readonly version: number; readonly state: State };

/**
 * The events after a version, or undefined where all has to be read again: the lesson has
 * expired, or personal payload of it has been erased. @param read from that version on
 */
const newerOf = (version: number, [known, ...newer]: readonly StoredFact[]) =>
  known?.version !== version || newer.some(isErasure) ? undefined : newer;

/** A reader of states. `keep` tells it a state that is on disk, so that it need not be read. */
type Reader<State> = ((id: string) => Promise<AtVersion<State>>) & {
  readonly keep: (id: string, now: AtVersion<State>) => void;
};

/**
 * State derived from the record. The last state is kept and only newer events are read, so
 * a second instance's events are never missed; none is read where there surely are none.
 */
const reader = <State, Event>(
  record: Pick<SchoolRecord, "read" | "isNewest">,
  streamOf: (id: string) => string,
  nothing: State,
  evolveOne: (state: State, event: Event) => State,
): Reader<State> => {
  const kept = new Map<string, AtVersion<State>>();
  const keep = (id: string, now: AtVersion<State>): void => {
    kept.delete(id);
    if (now.version > 0) kept.set(id, now);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
  };
  const read = async (id: string): Promise<AtVersion<State>> => {
    const last = kept.get(id);
    if (last !== undefined && record.isNewest(streamOf(id), last.version)) return last;
    const newer =
      last === undefined
        ? undefined
        : newerOf(last.version, await record.read(streamOf(id), last.version - 1));
    const before = last === undefined || newer === undefined ? { version: 0, state: nothing } : last;
    const facts = newer ?? mended(await record.read(streamOf(id)));
    const now: AtVersion<State> = {
      version: facts.at(-1)?.version ?? before.version,
      state: facts.reduce((state, fact) => evolveOne(state, asEvent<Event>(fact)), before.state),
    };
    keep(id, now);
    return now;
  };
  return Object.assign(read, {
    // An older one may come later: two changes on disk together are answered in any order.
    keep: (id: string, now: AtVersion<State>) => {
      if (now.version > (kept.get(id)?.version ?? 0)) keep(id, now);
    },
  });
};

/**
 * Events come back as append wrote them: the record stores types by name and schema. An event of a later version
 * of the program gets a type that no state knows, also where only its schema is later.
 */
export const asEvent = <Event>(fact: StoredFact): Event => {
  const { at, data, personal } = fact;
  const type = isOfLaterSchema(fact) ? `${fact.type}, schema ${fact.schema}` : fact.type;
  return { type, at, data, ...defined({ personal }) } as Event;
};

export const lessonReader = (record: Pick<SchoolRecord, "read" | "isNewest">): Reader<Lesson> =>
  reader<Lesson, LessonEvent>(record, lessonStream, NO_LESSON, evolve);

export const readingReader = (
  record: Pick<SchoolRecord, "read" | "isNewest">,
): ((ref: string) => Promise<AtVersion<readonly Reading[]>>) =>
  reader<readonly Reading[], ConcernRead>(record, readingStream, [], evolveReadings);

/** A school's record, and that of its staff matters. */
export type Stores<Part extends keyof SchoolRecord = keyof SchoolRecord> = {
  readonly record: Pick<SchoolRecord, Part>;
  readonly staffMatters: Pick<SchoolRecord, Part>;
};

/** Finds a concern's store, which its reference does not tell, and says which it is. */
export const concernReader = <Part extends keyof SchoolRecord>(
  stores: Stores<Part | "read" | "isNewest">,
): ((
  ref: string,
) => Promise<AtVersion<Concern> & { readonly record: Pick<SchoolRecord, Part | "read" | "isNewest"> }>) => {
  const { record, staffMatters } = stores;
  const readerOf = (one: Pick<SchoolRecord, "read" | "isNewest">) =>
    reader<Concern, ConcernEvent>(one, concernStream, NO_CONCERN, evolveConcern);
  const general = readerOf(record);
  const adult = readerOf(staffMatters);
  return async (ref) => {
    const found = await general(ref);
    return found.version > 0 ? { ...found, record } : { ...(await adult(ref)), record: staffMatters };
  };
};

export const familyReader = (
  record: Pick<SchoolRecord, "read" | "isNewest">,
): ((family: string) => Promise<AtVersion<Family>>) =>
  reader<Family, FamilyEvent>(record, familyStream, NO_FAMILY, evolveFamily);

/** `refused`: the families with which a refusal is on file. */
type Lists = { readonly classes: Classes; readonly refused: readonly string[] };

export const classesReader = (
  record: Pick<SchoolRecord, "read" | "isNewest" | "scope">,
): (() => Promise<AtVersion<Lists>>) => {
  const stream = classesStream(record.scope.school);
  const read = reader<Lists, ClassEvent>(
    record,
    () => stream,
    { classes: [], refused: [] },
    ({ classes, refused }, event) => ({
      classes: evolveClasses(classes, event),
      refused: evolveRefused(refused, event),
    }),
  );
  return () => read(stream);
};

export const keepingReader = (
  record: Pick<SchoolRecord, "read" | "isNewest" | "scope">,
): (() => Promise<AtVersion<Keeping>>) => {
  const stream = keepingStream(record.scope.school);
  const read = reader<Keeping, KeepingEvent>(record, () => stream, NO_KEEPING, evolveKeeping);
  return () => read(stream);
};

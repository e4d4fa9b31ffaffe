import type { Concern } from "../protocol/concern/state.ts";
import { lessonDocument } from "../protocol/export/lesson-document.ts";
import type { Json } from "../protocol/json.ts";
import { isLessonHeld, isPupilHeld } from "../protocol/keeping/decide.ts";
import { lastExpired, USUAL_RETENTION } from "../protocol/keeping/retention.ts";
import type { LessonEvent } from "../protocol/lesson/events.ts";
import { dayAfter, dayOf, startOfDay } from "../protocol/school-days.ts";
import { breathe } from "../record/breathe.ts";
import type { Record } from "../record/record.ts";
import { mended } from "../record/retention/erasure.ts";
import { asFact } from "./facts.ts";
import type { School } from "./school.ts";
import {
  asEvent,
  concernReader,
  concernStream,
  keepingReader,
  keepingStream,
  lessonReader,
  lessonStream,
} from "./streams.ts";

type Parts = {
  readonly record: Record;
  readonly staffMatters: Record;
  readonly school: School;
  readonly now: () => string;
};

export type Expiries = {
  /** A night begins: what was held before may be free by now. */
  readonly begin: () => void;
  /**
   * Lets a few lessons go whose time is over. A cut in the middle leaves nothing half done: what was not
   * reached is found again. @returns whether there may be more
   */
  readonly some: () => Promise<boolean>;
};

/** Small enough that nobody waits for it. */
const AT_ONCE = 10;

/**
 * Routine lessons expire by the school's setting, all alike: whether a concern was raised in one makes no
 * difference that anybody could see. What a concern needs of its lesson is put into the concern first.
 */
export const openExpiries = (parts: Parts): Expiries => {
  const { record, staffMatters, school, now } = parts;
  const readLesson = lessonReader(record);
  const readConcern = concernReader<keyof Record>({ record, staffMatters });
  const readKeeping = keepingReader(record);

  /** Concerns of a lesson, in either store. */
  const concernsOf = async (lesson: string): Promise<readonly string[]> => {
    const rows = await Promise.all([record.concernsOfLesson(lesson), staffMatters.concernsOfLesson(lesson)]);
    return rows.flat().map(({ ref }) => ref);
  };

  const keepWith = async (ref: string, lesson: string): Promise<void> => {
    const { timeZone, name } = school.settings();
    const { state } = await readLesson(lesson);
    const events = mended(await record.read(lessonStream(lesson))).map((fact) => asEvent<LessonEvent>(fact));
    for (;;) {
      const { state: concern, version, record: its } = await readConcern(ref);
      if (!needsLesson(concern)) return;
      const at = now();
      const document = lessonDocument(state, events, { now: at, timeZone, school: name });
      const kept = { type: "LessonKept", at, data: {}, personal: { document: document as unknown as Json } };
      const { appended } = await its.append({
        streams: [{ stream: concernStream(ref), expectedVersion: version, facts: [asFact(kept)] }],
      });
      if (appended) return;
    }
  };

  const expire = async (lessons: readonly string[], before: string): Promise<void> => {
    const { school: id } = record.scope;
    for (;;) {
      const { version } = await readKeeping();
      const at = now();
      const heads = [];
      for (const lesson of lessons) {
        const stream = lessonStream(lesson);
        const head = await record.headOf(stream);
        if (head !== undefined) heads.push({ lesson, stream, version: head.length, hash: head.hash });
      }
      const streams = heads.map(({ stream, version: length, hash }): Json => ({ stream, length, hash }));
      const stream = keepingStream(id);
      const { appended } = await record.append({
        streams: [
          {
            stream,
            expectedVersion: version,
            facts: [{ type: "LessonsExpired", at, data: { before, streams } }],
          },
        ],
        expire: { stream, lessons: heads, at },
      });
      if (appended) return;
    }
  };

  /** Passed over from now on: a hold that is lifted meanwhile is seen the next night. */
  const held = new Set<string>();

  const free = async (found: readonly string[]): Promise<readonly string[]> => {
    const { state: keeping } = await readKeeping();
    const due: string[] = [];
    for (const lesson of found) {
      const pupils = keeping.holds.some(({ on }) => on === "pupil")
        ? (await readLesson(lesson)).state.register.flatMap(({ name, also }) => [name, ...also])
        : [];
      if (isLessonHeld(keeping, lesson) || pupils.some((name) => isPupilHeld(keeping, name)))
        held.add(lesson);
      else due.push(lesson);
    }
    return due;
  };

  return {
    begin: () => held.clear(),
    some: async () => {
      const { timeZone, retention = USUAL_RETENTION } = school.settings();
      const before = startOfDay(dayAfter(lastExpired(dayOf(now(), timeZone), retention)), timeZone);
      const found = await record.lessonsBefore(before, AT_ONCE, [...held]);
      const due = await free(found);
      if (due.length === 0) return found.length === AT_ONCE;
      for (const lesson of due) {
        for (const ref of await concernsOf(lesson)) await keepWith(ref, lesson);
        await breathe();
      }
      await expire(due, before);
      return found.length === AT_ONCE;
    },
  };
};

const needsLesson = ({ version, keeping }: Concern): boolean =>
  version > 0 && keeping.lessonKeptAt === undefined && keeping.erasedAt === undefined;

import type { Concern } from "../protocol/concern/state.ts";
import { lessonDocument } from "../protocol/export/lesson-document.ts";
import type { Json } from "../protocol/fact.ts";
import { isChildHeld, isLessonHeld } from "../protocol/keeping/decide.ts";
import type { Keeping } from "../protocol/keeping/state.ts";
import type { LessonEvent } from "../protocol/lesson/events.ts";
import { lastExpired, USUAL_RETENTION } from "../protocol/time/retention.ts";
import { dayAfter, dayOf, startOfDay } from "../protocol/time/school-days.ts";
import { everInLesson } from "../protocol/who/authorise.ts";
import { breathe } from "../record/engine/breathe.ts";
import { asFact } from "../record/log/change-facts.ts";
import {
  asEvent,
  concernReader,
  concernStream,
  keepingReader,
  keepingStream,
  lessonReader,
  lessonStream,
} from "../record/log/streams.ts";
import { mended } from "../record/retention/erasure.ts";
import type { Expiry } from "../record/retention/expire.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { pupilsEver } from "./children.ts";
import type { School } from "./school.ts";

type Dependencies = {
  readonly record: SchoolRecord;
  readonly staffMatters: SchoolRecord;
  readonly school: School;
  readonly now: () => string;
};

export type Expiries = {
  /**
   * A night begins, or goes on: by another night, a hold may have been lifted.
   * @param night the same each time that one night is taken up again
   */
  readonly begin: (night: string) => void;
  /**
   * Erases a few lessons that have expired. A stop in the middle leaves nothing half done: lessons not
   * reached, or changed meanwhile, are found again. @returns whether there may be more
   */
  readonly some: (signal?: AbortSignal) => Promise<boolean>;
};

/** Lessons that nothing keeps, with the position of each, and the version of the school's keeping that says so. */
type Looked = { readonly version: number; readonly due: Expiry["lessons"] };

/** Small enough that no one waits for it. */
const AT_ONCE = 10;

/**
 * Routine lessons expire by the school's setting, all alike: no one can see from it whether a concern was raised
 * in a lesson. What a concern needs of its lesson is copied into the concern first.
 */
export const openExpiries = (dependencies: Dependencies): Expiries => {
  const { record, staffMatters, school, now } = dependencies;
  const readLesson = lessonReader(record);
  const readConcern = concernReader<keyof SchoolRecord>({ record, staffMatters });
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
      // A person it may be about must not become able to read it because the lesson is gone (X2).
      const data = concern.about === "adult" ? { staff: everInLesson(state) } : {};
      const kept = { type: "LessonKept", at, data, personal: { document: document as unknown as Json } };
      const { appended } = await its.append({
        streams: [{ stream: concernStream(ref), expectedVersion: version, facts: [asFact(kept)] }],
      });
      if (appended) return;
    }
  };

  /**
   * Only if nothing has changed since they were looked at: a hold placed since, or another run, stops it.
   * @returns false where something has changed; then they are to be looked at again
   */
  const expire = async ({ version: expectedVersion, due }: Looked, before: string): Promise<boolean> => {
    const at = now();
    const streams = due.map(({ stream, version: length, hash }): Json => ({ stream, length, hash }));
    const stream = keepingStream(record.scope.school);
    const { appended } = await record.append({
      streams: [
        { stream, expectedVersion, facts: [{ type: "LessonsExpired", at, data: { before, streams } }] },
      ],
      expire: { stream, lessons: due, at },
    });
    return appended;
  };

  /** Left out from now on: a hold that is lifted meanwhile is seen the next night. */
  const passed = new Set<string>();
  let known = "";

  /** A child on a register that was replaced since is in the lesson all the same. */
  const isHeld = async (keeping: Keeping, lesson: string): Promise<boolean> => {
    if (isLessonHeld(keeping, lesson)) return true;
    if (!keeping.holds.some(({ on }) => on === "pupil")) return false;
    const pupils = pupilsEver(await record.read(lessonStream(lesson)));
    return pupils.some((one) => isChildHeld(keeping, one));
  };

  const look = async (found: readonly string[]): Promise<Looked> => {
    const { state: keeping, version } = await readKeeping();
    const due: Expiry["lessons"][number][] = [];
    for (const lesson of found) {
      const stream = lessonStream(lesson);
      const head = await record.headOf(stream);
      if (head === undefined || (await isHeld(keeping, lesson))) passed.add(lesson);
      else due.push({ lesson, stream, version: head.length, hash: head.hash });
      await breathe();
    }
    return { version, due };
  };

  return {
    begin: (night) => {
      if (night !== known) passed.clear();
      known = night;
    },
    some: async (signal) => {
      const { timeZone, retention = USUAL_RETENTION } = school.settings();
      const before = startOfDay(dayAfter(lastExpired(dayOf(now(), timeZone), retention)), timeZone);
      const found = await record.lessonsBefore(before, AT_ONCE, [...passed]);
      const looked = await look(found);
      const mayBeMore = found.length === AT_ONCE;
      if (looked.due.length === 0) return mayBeMore;
      for (const { lesson } of looked.due) {
        if (signal?.aborted === true) return true;
        for (const ref of await concernsOf(lesson)) await keepWith(ref, lesson);
        await breathe();
      }
      return !(await expire(looked, before)) || mayBeMore;
    },
  };
};

const needsLesson = ({ version, keeping }: Concern): boolean =>
  version > 0 && keeping.lessonKeptAt === undefined && keeping.erasedAt === undefined;

import { type Kysely, type Selectable, sql } from "kysely";
import type { Tables } from "../engine/schema.ts";
import { canonicalJson } from "../log/canonical-json.ts";
import type { LessonRow } from "./index-rows.ts";

/** Finding lessons. The newest comes first: by start, or by the start planned. */
export type Lessons = {
  readonly lessonRow: (lesson: string) => Promise<LessonRow | undefined>;
  readonly lessonsOfChat: (chatId: string) => Promise<readonly LessonRow[]>;
  /**
   * A weekly series has one chat. It stands for the lesson that is on; else the next one planned;
   * else the last.
   */
  readonly lessonByChat: (chatId: string) => Promise<LessonRow | undefined>;
  /** The lesson that this callback id was given to, now or for an earlier join. */
  readonly lessonByCallback: (callback: string) => Promise<LessonRow | undefined>;
  /** All lessons that are not over, planned ones too. */
  readonly openLessons: () => Promise<readonly LessonRow[]>;
  /** Those that staff said are lessons and that began (or were planned) from `from` until before `to`. */
  readonly lessonsDuring: (from: string, to: string) => Promise<readonly LessonRow[]>;
  /** Those that staff said are lessons, and in which a recording was seen, said or missed since then. */
  readonly lessonsRecorded: (from: string) => Promise<readonly LessonRow[]>;
  /** Those in which this person (Entra object id) has a part. */
  readonly lessonsOfStaff: (person: string) => Promise<readonly LessonRow[]>;
};

type Found = Pick<Selectable<Tables["lessons"]>, (typeof COLUMNS)[number]>;

const COLUMNS = [
  "lesson",
  "meetingId",
  "chatId",
  "organiserId",
  "phase",
  "kind",
  "startsAt",
  "startedAt",
  "overAt",
  "callback",
  "callId",
  "updatedAt",
] as const;

/** As the index events_recorded has it, word for word. */
const OF_RECORDING = sql<boolean>`type in ('RecordingSeen', 'RecordingSaid', 'FoundUnrecorded')`;

export const lessonsIn = (db: Kysely<Tables>): Lessons => {
  const lessons = db
    .selectFrom("lessons")
    .select(COLUMNS)
    .orderBy(({ fn }) => fn.coalesce("startedAt", "startsAt", "updatedAt"), "desc")
    .orderBy("lesson");
  const withStaff = async (rows: readonly Found[]): Promise<readonly LessonRow[]> => addStaff(db, rows);
  return {
    lessonRow: async (lesson) => (await withStaff(await lessons.where("lesson", "=", lesson).execute()))[0],
    lessonsOfChat: async (chatId) => withStaff(await lessons.where("chatId", "=", chatId).execute()),
    lessonByChat: async (chatId) =>
      meantBy(
        await withStaff(await lessons.where("chatId", "=", chatId).where("expiredAt", "is", null).execute()),
      ),
    lessonByCallback: async (callback) => {
      const now = await lessons.where("callback", "=", callback).execute();
      if (now.length > 0) return (await withStaff(now))[0];
      const asked = await askedWith(db, callback);
      const then = asked === undefined ? [] : await lessons.where("lesson", "=", asked).execute();
      return (await withStaff(then))[0];
    },
    openLessons: async () => withStaff(await lessons.where("overAt", "is", null).execute()),
    lessonsDuring: async (from, to) =>
      withStaff(
        await lessons
          .where("kind", "is not", null)
          .where("kind", "<>", "not a lesson")
          .where(({ fn }) => fn.coalesce("startedAt", "startsAt", "updatedAt"), ">=", from)
          .where(({ fn }) => fn.coalesce("startedAt", "startsAt", "updatedAt"), "<", to)
          .execute(),
      ),
    lessonsRecorded: async (from) => {
      const found = await db
        .selectFrom("events")
        .select("stream")
        .distinct()
        .where(OF_RECORDING)
        .where("at", ">=", from)
        .execute();
      const ids = found.map(({ stream }) => stream.replace(/^lesson:/, ""));
      return ids.length === 0
        ? []
        : withStaff(
            await lessons
              .where("kind", "is not", null)
              .where("kind", "<>", "not a lesson")
              .where("lesson", "in", ids)
              .execute(),
          );
    },
    lessonsOfStaff: async (person) =>
      withStaff(
        await lessons
          .where("lesson", "in", (staff) =>
            staff.selectFrom("lessonStaff").select("lesson").where("person", "=", person),
          )
          .execute(),
      ),
  };
};

/** Replaces the row of a lesson, and its staff. */
export const saveLesson = async (db: Kysely<Tables>, { staff, ...row }: LessonRow): Promise<void> => {
  const { lesson, ...values } = row;
  await db
    .insertInto("lessons")
    .values(row)
    .onConflict((conflict) => conflict.column("lesson").doUpdateSet(values))
    .execute();
  const before = await db
    .selectFrom("lessonStaff")
    .select(["person", "part"])
    .where("lesson", "=", lesson)
    .execute();
  // They rarely change: most presses write nothing here.
  if (isSameStaff(before, staff)) return;
  await db.deleteFrom("lessonStaff").where("lesson", "=", lesson).execute();
  if (staff.length === 0) return;
  await db
    .insertInto("lessonStaff")
    .values(staff.map(({ person, part }) => ({ lesson, person, part })))
    .execute();
};

const isSameStaff = (before: LessonRow["staff"], after: LessonRow["staff"]): boolean => {
  const textOf = (staff: LessonRow["staff"]) =>
    staff
      .map(({ person, part }) => JSON.stringify([person, part]))
      .toSorted((one, other) => (one < other ? -1 : 1))
      .join();
  return before.length === after.length && textOf(before) === textOf(after);
};

/** Rare: only a leg of the calling bot for which no one waits any more calls back under an old id. */
const askedWith = async (db: Kysely<Tables>, callback: string): Promise<string | undefined> => {
  const found = await db
    .selectFrom("events")
    .select("stream")
    .where("type", "=", "CallAsked")
    .where("data", "=", canonicalJson({ callback }))
    .executeTakeFirst();
  return found?.stream.replace(/^lesson:/, "");
};

const addStaff = async (db: Kysely<Tables>, rows: readonly Found[]): Promise<readonly LessonRow[]> => {
  if (rows.length === 0) return [];
  const staff = await db
    .selectFrom("lessonStaff")
    .select(["lesson", "person", "part"])
    .where(
      "lesson",
      "in",
      rows.map((row) => row.lesson),
    )
    .orderBy("person")
    .execute();
  const staffOf = Map.groupBy(staff, (row) => row.lesson);
  return rows.map((row) => ({
    ...row,
    staff: (staffOf.get(row.lesson) ?? []).map(({ person, part }) => ({ person, part })),
  }));
};

const meantBy = (newestFirst: readonly LessonRow[]): LessonRow | undefined => {
  const open = newestFirst.filter((row) => row.overAt === null);
  return (
    open.find((row) => row.startedAt !== null) ??
    open.toReversed().find((row) => row.startsAt !== null) ??
    open[0] ??
    newestFirst[0]
  );
};

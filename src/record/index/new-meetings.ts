import type { Kysely } from "kysely";
import type { Tables } from "../engine/schema.ts";

/** A meeting whose school is not known yet. */
export type NewMeeting = {
  readonly id: string;
  readonly chatId: string;
  readonly meetingId: string;
  /** ISO 8601 in UTC; null until it has started. */
  readonly startedAt: string | null;
  /** Entra object id, once it is known. */
  readonly organiser: string | null;
  /** When the organiser was asked which school it is for. */
  readonly askedAt: string | null;
  /** What they said. */
  readonly school: string | null;
  readonly tries: number;
};

/** Kept by the tenant until a school is found, without who is in the meeting. Moments: ms since 1970. */
export type NewMeetings = {
  /** A meeting that is new, or heard of again: looked at at once. */
  readonly saveNewMeeting: (
    met: Pick<NewMeeting, "id" | "chatId" | "meetingId" | "startedAt">,
    now: number,
    expiresAt: number,
  ) => Promise<void>;
  readonly newMeeting: (id: string) => Promise<NewMeeting | undefined>;
  /** Those to be looked at by now, and not given up. */
  readonly newMeetingsDue: (now: number) => Promise<readonly NewMeeting[]>;
  readonly noteNewMeeting: (
    id: string,
    what: Partial<Pick<NewMeeting, "organiser" | "askedAt" | "school" | "tries">> & {
      readonly nextAt?: number;
    },
  ) => Promise<void>;
  readonly forgetNewMeeting: (id: string) => Promise<void>;
};

const COLUMNS = [
  "id",
  "chatId",
  "meetingId",
  "startedAt",
  "organiser",
  "askedAt",
  "school",
  "tries",
] as const;

export const newMeetingsIn = (db: Kysely<Tables>): NewMeetings => ({
  saveNewMeeting: async ({ startedAt, ...met }, now, expiresAt) => {
    const again = { nextAt: now, ...(startedAt === null ? {} : { startedAt }) };
    await db
      .insertInto("newMeetings")
      .values({ ...met, startedAt, tries: 0, nextAt: now, expiresAt })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(again))
      .execute();
  },
  newMeeting: async (id) =>
    db.selectFrom("newMeetings").select(COLUMNS).where("id", "=", id).executeTakeFirst(),
  newMeetingsDue: async (now) => {
    await db.deleteFrom("newMeetings").where("expiresAt", "<=", now).execute();
    return db
      .selectFrom("newMeetings")
      .select(COLUMNS)
      .where("nextAt", "<=", now)
      .orderBy("nextAt")
      .execute();
  },
  noteNewMeeting: async (id, what) => {
    await db.updateTable("newMeetings").set(what).where("id", "=", id).execute();
  },
  forgetNewMeeting: async (id) => {
    await db.deleteFrom("newMeetings").where("id", "=", id).execute();
  },
});

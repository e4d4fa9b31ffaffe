import type { Kysely } from "kysely";
import type { Tables } from "../engine/schema.ts";

/** Where a card stands, so that it can be redrawn or withdrawn. */
export type SentCard = {
  /** What the card is about, in the sender's own words. Nothing personal. */
  readonly key: string;
  readonly conversationId: string;
  readonly activityId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
};

/** Cards about the lessons or the concerns of a scope. */
export type Cards = {
  readonly saveSentCard: (card: SentCard) => Promise<void>;
  readonly sentCard: (key: string) => Promise<SentCard | undefined>;
  /** By where it stands in Teams: all that is known of a press that came without its data. */
  readonly sentCardAt: (conversationId: string, activityId: string) => Promise<SentCard | undefined>;
  readonly forgetSentCard: (key: string) => Promise<void>;
};

export const cardsIn = (db: Kysely<Tables>): Cards => ({
  saveSentCard: async ({ key, ...where }) => {
    await db
      .insertInto("sentCards")
      .values({ key, ...where })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(where))
      .execute();
  },
  sentCard: async (key) =>
    db
      .selectFrom("sentCards")
      .select(["key", "conversationId", "activityId", "at"])
      .where("key", "=", key)
      .executeTakeFirst(),
  sentCardAt: async (conversationId, activityId) =>
    db
      .selectFrom("sentCards")
      .select(["key", "conversationId", "activityId", "at"])
      .where("activityId", "=", activityId)
      .where("conversationId", "=", conversationId)
      .executeTakeFirst(),
  forgetSentCard: async (key) => {
    await db.deleteFrom("sentCards").where("key", "=", key).execute();
  },
});

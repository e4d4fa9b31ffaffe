import type { Kysely } from "kysely";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { Tables } from "../engine/schema.ts";
import { portions } from "../log/portions.ts";

/** Where a card was sent, so that it can be redrawn or withdrawn. */
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
  /** Several at once, such as several alerts on one card. */
  readonly saveSentCards: (cards: readonly SentCard[]) => Promise<void>;
  readonly sentCard: (key: string) => Promise<SentCard | undefined>;
  /** All entries for this message, by their keys. A press that comes without its data is understood by them. */
  readonly sentCardsAt: (conversationId: string, activityId: string) => Promise<readonly SentCard[]>;
  readonly forgetSentCard: (key: string) => Promise<void>;
};

type Indexed = { readonly db: Kysely<Tables>; readonly run: BuiltOnce };

export const cardsIn = ({ db, run }: Indexed): Cards => {
  const foundIn = (of: Kysely<Tables>) =>
    of.selectFrom("sentCards").select(["key", "conversationId", "activityId", "at"]);
  const save = async (cards: readonly SentCard[]): Promise<void> => {
    for (const some of portions(cards))
      await db
        .insertInto("sentCards")
        .values(some)
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((row) => ({
            conversationId: row.ref("excluded.conversationId"),
            activityId: row.ref("excluded.activityId"),
            at: row.ref("excluded.at"),
          })),
        )
        .execute();
  };
  return {
    saveSentCard: (card) => save([card]),
    saveSentCards: save,
    sentCard: async (key) => {
      const [card] = await run(db, "sent card", { key }, (built, values) =>
        foundIn(built).where("key", "=", values.key),
      );
      return card;
    },
    sentCardsAt: async (conversationId, activityId) =>
      foundIn(db)
        .where("activityId", "=", activityId)
        .where("conversationId", "=", conversationId)
        .orderBy("key")
        .execute(),
    forgetSentCard: async (key) => {
      await db.deleteFrom("sentCards").where("key", "=", key).execute();
    },
  };
};

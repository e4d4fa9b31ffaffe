import type { Kysely } from "kysely";
import type { Json } from "../protocol/json.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Tables } from "./schema.ts";

export type Channel = { readonly teamId: string; readonly channelId: string; readonly name?: string };

/** Where a card stands, so that it can be redrawn or withdrawn. */
export type SentCard = {
  /** What the card is about, in the sender's own words. Nothing personal. */
  readonly key: string;
  readonly conversationId: string;
  readonly activityId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
};

/** Where Teams lets us speak, and other small things that are not events: Teams tells them anew. */
export type Places = {
  readonly saveServiceUrl: (url: string) => Promise<void>;
  readonly serviceUrl: () => Promise<string | undefined>;
  /** `person` is an Entra object id. */
  readonly savePersonalConversation: (person: string, conversationId: string) => Promise<void>;
  readonly personalConversation: (person: string) => Promise<string | undefined>;
  readonly saveChannel: (channel: Channel) => Promise<void>;
  readonly channels: () => Promise<readonly Channel[]>;
  readonly saveSentCard: (card: SentCard) => Promise<void>;
  readonly sentCard: (key: string) => Promise<SentCard | undefined>;
  readonly forgetSentCard: (key: string) => Promise<void>;
  /** undefined where nothing was saved under this key. */
  readonly setting: (key: string) => Promise<Json | undefined>;
  readonly saveSetting: (key: string, value: Json) => Promise<void>;
  /** Counts what must not make the record grow (neutral refusals). */
  readonly addCount: (counter: string) => Promise<void>;
  readonly count: (counter: string) => Promise<number>;
};

const SERVICE_URL = "teams.serviceUrl";

export const placesIn = (db: Kysely<Tables>): Places => ({
  saveServiceUrl: async (url) => {
    // Every activity brings it: write only what is new.
    if ((await setting(db, SERVICE_URL)) !== url) await saveSetting(db, SERVICE_URL, url);
  },
  serviceUrl: async () => {
    const url = await setting(db, SERVICE_URL);
    return typeof url === "string" ? url : undefined;
  },

  savePersonalConversation: async (person, conversationId) => {
    await db
      .insertInto("personalConversations")
      .values({ person, conversationId })
      .onConflict((conflict) => conflict.column("person").doUpdateSet({ conversationId }))
      .execute();
  },
  personalConversation: async (person) => {
    const row = await db
      .selectFrom("personalConversations")
      .select("conversationId")
      .where("person", "=", person)
      .executeTakeFirst();
    return row?.conversationId;
  },

  saveChannel: async ({ teamId, channelId, name }) => {
    const known = name === undefined ? {} : { name };
    const insert = db.insertInto("channels").values({ teamId, channelId, ...known });
    await insert
      .onConflict((conflict) => {
        const same = conflict.columns(["teamId", "channelId"]);
        return name === undefined ? same.doNothing() : same.doUpdateSet(known);
      })
      .execute();
  },
  channels: async () => {
    const rows = await db.selectFrom("channels").selectAll().orderBy("teamId").orderBy("channelId").execute();
    return rows.map(({ teamId, channelId, name }) =>
      name === null ? { teamId, channelId } : { teamId, channelId, name },
    );
  },

  saveSentCard: async ({ key, ...where }) => {
    await db
      .insertInto("sentCards")
      .values({ key, ...where })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(where))
      .execute();
  },
  sentCard: async (key) => db.selectFrom("sentCards").selectAll().where("key", "=", key).executeTakeFirst(),
  forgetSentCard: async (key) => {
    await db.deleteFrom("sentCards").where("key", "=", key).execute();
  },

  setting: async (key) => setting(db, key),
  saveSetting: async (key, value) => saveSetting(db, key, value),

  addCount: async (counter) => {
    await db
      .insertInto("counters")
      .values({ counter, value: 1 })
      .onConflict((conflict) =>
        conflict.column("counter").doUpdateSet(({ eb }) => ({ value: eb("counters.value", "+", 1) })),
      )
      .execute();
  },
  count: async (counter) => {
    const row = await db
      .selectFrom("counters")
      .select("value")
      .where("counter", "=", counter)
      .executeTakeFirst();
    return row?.value ?? 0;
  },
});

const setting = async (db: Kysely<Tables>, key: string): Promise<Json | undefined> => {
  const row = await db.selectFrom("settings").select("value").where("key", "=", key).executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.value) as Json);
};

const saveSetting = async (db: Kysely<Tables>, key: string, json: Json): Promise<void> => {
  const value = canonicalJson(json);
  await db
    .insertInto("settings")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
};

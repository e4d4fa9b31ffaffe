import type { Kysely } from "kysely";
import { defined } from "../../protocol/defined.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { Tables } from "../engine/schema.ts";
import { tenantSettingsIn } from "./settings.ts";

export type Channel = { readonly teamId: string; readonly channelId: string; readonly name?: string };

/** `school`: whose team it is; absent where not known. */
export type KnownChannel = Channel & { readonly school?: string };

/** Where Teams lets us speak in this tenant, whichever school it is about: nothing of a lesson or a concern. */
export type Conversations = {
  readonly saveServiceUrl: (url: string) => Promise<void>;
  readonly serviceUrl: () => Promise<string | undefined>;
  /** `person` is an Entra object id. */
  readonly savePersonalConversation: (person: string, conversationId: string) => Promise<void>;
  readonly personalConversation: (person: string) => Promise<string | undefined>;
  readonly saveChannel: (channel: KnownChannel) => Promise<void>;
  readonly channels: () => Promise<readonly KnownChannel[]>;
  /** Counts events that must not make the record grow (neutral refusals). */
  readonly addCount: (counter: string) => Promise<void>;
  readonly count: (counter: string) => Promise<number>;
};

const SERVICE_URL = "teams.serviceUrl";

type Indexed = { readonly db: Kysely<Tables>; readonly run: BuiltOnce };

export const conversationsIn = ({ db, run }: Indexed): Conversations => ({
  saveServiceUrl: async (url) => {
    // Every activity brings it: only a new one is written.
    if ((await tenantSettingsIn({ db, run }).setting(SERVICE_URL)) !== url)
      await tenantSettingsIn({ db, run }).saveSetting(SERVICE_URL, url);
  },
  serviceUrl: async () => {
    const url = await tenantSettingsIn({ db, run }).setting(SERVICE_URL);
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
    const [row] = await run(db, "personal conversation", { person }, (built, values) =>
      built.selectFrom("personalConversations").select("conversationId").where("person", "=", values.person),
    );
    return row?.conversationId;
  },

  saveChannel: async ({ teamId, channelId, name, school }) => {
    const known = {
      ...defined({ name, school }),
    };
    const insert = db.insertInto("channels").values({ teamId, channelId, ...known });
    await insert
      .onConflict((conflict) => {
        const same = conflict.columns(["teamId", "channelId"]);
        return Object.keys(known).length === 0 ? same.doNothing() : same.doUpdateSet(known);
      })
      .execute();
  },
  channels: async () => {
    const rows = await db.selectFrom("channels").selectAll().orderBy("teamId").orderBy("channelId").execute();
    return rows.map(({ teamId, channelId, name, school }) => ({
      teamId,
      channelId,
      ...(name === null ? {} : { name }),
      ...(school === null ? {} : { school }),
    }));
  },

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

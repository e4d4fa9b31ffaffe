import type { Kysely } from "kysely";
import type { Json } from "../../protocol/fact.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { Tables } from "../engine/schema.ts";
import { canonicalJson } from "../log/canonical-json.ts";

/** Small values that are not events and can be asked or worked out again. */
export type Settings = {
  /** undefined where nothing was saved under this key. */
  readonly setting: (key: string) => Promise<Json | undefined>;
  readonly saveSetting: (key: string, value: Json) => Promise<void>;
};

/** Those of one scope. */
export const schoolSettingsIn = (db: Kysely<Tables>): Settings => ({
  setting: async (key) => {
    const found = db.selectFrom("schoolSettings").select("value").where("key", "=", key);
    return jsonOf(await found.executeTakeFirst());
  },
  saveSetting: async (key, json) => {
    const value = canonicalJson(json);
    await db
      .insertInto("schoolSettings")
      .values({ key, value })
      .onConflict((conflict) => conflict.columns(["school", "store", "key"]).doUpdateSet({ value }))
      .execute();
  },
});

/** Those of the tenant. */
export const tenantSettingsIn = ({
  db,
  run,
}: {
  readonly db: Kysely<Tables>;
  readonly run: BuiltOnce;
}): Settings => ({
  setting: async (key) => {
    const [found] = await run(db, "setting", { key }, (built, values) =>
      built.selectFrom("settings").select("value").where("key", "=", values.key),
    );
    return jsonOf(found);
  },
  saveSetting: async (key, json) => {
    const value = canonicalJson(json);
    await db
      .insertInto("settings")
      .values({ key, value })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
      .execute();
  },
});

const jsonOf = (row: { readonly value: string } | undefined): Json | undefined =>
  row === undefined ? undefined : (JSON.parse(row.value) as Json);

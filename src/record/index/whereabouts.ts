import type { Kysely } from "kysely";
import type { Tables } from "../engine/schema.ts";
import type { Scope } from "../scope.ts";

/** Which scope a lesson or concern belongs to, and what has to be looked after in all scopes. No content of any. */
export type Whereabouts = {
  /** Ids, in order. */
  readonly schools: () => Promise<readonly string[]>;
  /** false where there is one of this id already. */
  readonly addSchool: (school: string) => Promise<boolean>;
  /** undefined for a stream that does not exist. */
  readonly scopeOf: (stream: string) => Promise<Scope | undefined>;
  /** The school that the lessons of this meeting chat belong to. */
  readonly schoolOfChat: (chatId: string) => Promise<string | undefined>;
  readonly openCalls: () => Promise<
    readonly { readonly school: string; readonly lesson: string; readonly callId: string }[]
  >;
  /** Concerns that no one has taken yet, oldest first. */
  readonly openConcerns: () => Promise<readonly { readonly scope: Scope; readonly ref: string }[]>;
};

export const whereaboutsIn = (db: Kysely<Tables>): Whereabouts => ({
  schools: async () =>
    (await db.selectFrom("schools").select("school").orderBy("school").execute()).map(({ school }) => school),
  addSchool: async (school) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("schools")
      .values({ school })
      .onConflict((conflict) => conflict.column("school").doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },
  scopeOf: async (stream) =>
    db.selectFrom("streams").select(["school", "store"]).where("stream", "=", stream).executeTakeFirst(),
  schoolOfChat: async (chatId) => {
    const found = db.selectFrom("lessons").select("school").where("chatId", "=", chatId);
    return (await found.orderBy("updatedAt", "desc").limit(1).executeTakeFirst())?.school;
  },
  openCalls: async () => {
    const open = db.selectFrom("lessons").select(["school", "lesson", "callId"]).where("overAt", "is", null);
    return (await open.execute()).flatMap(({ school, lesson, callId }) =>
      callId === null ? [] : [{ school, lesson, callId }],
    );
  },
  openConcerns: async () => {
    const open = db.selectFrom("concerns").select(["school", "store", "ref"]).where("state", "=", "open");
    return (await open.orderBy("raisedAt").orderBy("ref").execute()).map(({ school, store, ref }) => ({
      scope: { school, store },
      ref,
    }));
  },
});

import type { Kysely, Selectable } from "kysely";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { Tables } from "../engine/schema.ts";
import { portions } from "../log/portions.ts";
import type { ConcernRow } from "./index-rows.ts";

/** Finding concerns, newest first where it does not say otherwise. The caller checks the asker's right to know of them. */
export type Concerns = {
  readonly concernRow: (ref: string) => Promise<ConcernRow | undefined>;
  readonly concernsOfLesson: (lesson: string) => Promise<readonly ConcernRow[]>;
  /** Those that this person (Entra object id) may know of, by the route. */
  readonly concernsFor: (person: string) => Promise<readonly ConcernRow[]>;
  /** Whether any of these people may know of it, by the route; the same work whether it exists or not. */
  readonly isConcernOf: (ref: string, people: readonly string[]) => Promise<boolean>;
  readonly concernsRaisedBy: (person: string, lesson: string) => Promise<readonly ConcernRow[]>;
  /** Those of this person in this time, both moments included; the newest `MOST_FOUND`. */
  readonly concernsRaisedBetween: (
    person: string,
    from: string,
    until: string,
  ) => Promise<readonly FoundConcern[]>;
  /** Those of this person from this moment on, that moment included; the oldest `MOST_FOUND`, oldest first. */
  readonly concernsRaisedFrom: (person: string, from: string) => Promise<readonly FoundConcern[]>;
  readonly concernsNamed: (refs: readonly string[]) => Promise<readonly FoundConcern[]>;
};

export type FoundConcern = Omit<ConcernRow, "people">;

/** More than this many of one person within minutes make no difference. */
const MOST_FOUND = 200;

type Found = Pick<Selectable<Tables["concerns"]>, (typeof COLUMNS)[number]>;

type Indexed = { readonly db: Kysely<Tables>; readonly run: BuiltOnce };

const COLUMNS = ["ref", "about", "lesson", "raisedBy", "raisedAt", "state"] as const;

export const concernsIn = ({ db, run }: Indexed): Concerns => {
  const concernsOf = (of: Kysely<Tables>) =>
    of.selectFrom("concerns").select(COLUMNS).orderBy("raisedAt", "desc").orderBy("ref");
  const concerns = concernsOf(db);
  const withPeople = async (rows: readonly Found[]): Promise<readonly ConcernRow[]> => addPeople(db, rows);
  return {
    concernRow: async (ref) => (await withPeople(await concerns.where("ref", "=", ref).execute()))[0],
    concernsOfLesson: async (lesson) => withPeople(await concerns.where("lesson", "=", lesson).execute()),
    concernsFor: async (person) =>
      withPeople(
        await concerns
          .where("ref", "in", (people) =>
            people.selectFrom("concernPeople").select("concernPeople.ref").where("person", "=", person),
          )
          .execute(),
      ),
    isConcernOf: async (ref, people) => {
      const one = db.selectFrom("concernPeople").select("ref").where("ref", "=", ref);
      return (await one.where("person", "in", people).executeTakeFirst()) !== undefined;
    },
    concernsRaisedBy: async (person, lesson) =>
      withPeople(
        await run(db, "concerns of a raiser", { person, lesson }, (built, values) =>
          concernsOf(built).where("raisedBy", "=", values.person).where("lesson", "=", values.lesson),
        ),
      ),
    concernsRaisedBetween: async (person, from, until) =>
      concerns
        .where("raisedBy", "=", person)
        .where("raisedAt", ">=", from)
        .where("raisedAt", "<=", until)
        .limit(MOST_FOUND)
        .execute(),
    concernsRaisedFrom: async (person, from) =>
      db
        .selectFrom("concerns")
        .select(COLUMNS)
        .where("raisedBy", "=", person)
        .where("raisedAt", ">=", from)
        .orderBy("raisedAt")
        .orderBy("ref")
        .limit(MOST_FOUND)
        .execute(),
    concernsNamed: async (refs) => {
      const found: FoundConcern[] = [];
      for (const some of portions(refs)) found.push(...(await concerns.where("ref", "in", some).execute()));
      return found;
    },
  };
};

/** Replaces the row of a concern, and who may know of it. */
export const saveConcern = async (db: Kysely<Tables>, { people, ...row }: ConcernRow): Promise<void> => {
  const { ref, ...values } = row;
  await db
    .insertInto("concerns")
    .values(row)
    .onConflict((conflict) => conflict.column("ref").doUpdateSet(values))
    .execute();
  await db.deleteFrom("concernPeople").where("ref", "=", ref).execute();
  if (people.length === 0) return;
  await db
    .insertInto("concernPeople")
    .values(people.map(({ person, why }) => ({ ref, person, why })))
    .execute();
};

const addPeople = async (db: Kysely<Tables>, rows: readonly Found[]): Promise<readonly ConcernRow[]> => {
  if (rows.length === 0) return [];
  const people = await db
    .selectFrom("concernPeople")
    .select(["ref", "person", "why"])
    .where(
      "ref",
      "in",
      rows.map((row) => row.ref),
    )
    .orderBy("person")
    .orderBy("why")
    .execute();
  const peopleOf = Map.groupBy(people, (row) => row.ref);
  return rows.map((row) => ({
    ...row,
    people: (peopleOf.get(row.ref) ?? []).map(({ person, why }) => ({ person, why })),
  }));
};

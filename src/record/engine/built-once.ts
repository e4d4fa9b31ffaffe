import type { CompiledQuery, Kysely } from "kysely";
import type { OpenDatabase } from "./open-database.ts";
import type { Tables } from "./schema.ts";

type Path = readonly (string | number)[];

/** Stands for a value while the query is built. */
class Slot {
  readonly #path: Path;

  constructor(path: Path) {
    this.#path = path;
  }

  in(values: unknown): unknown {
    return this.#path.reduce(
      (at, step) => (at as { readonly [step: string | number]: unknown })[step],
      values,
    );
  }
}

type Query<Row> = {
  readonly compile: () => CompiledQuery<Row>;
  readonly execute: () => Promise<readonly unknown[]>;
};

/**
 * Runs a query that is built and compiled at its first use; from then on only the values are put in.
 * @param name of the query; those of one name differ only in how long the lists of their values are
 * @param values every one of them goes into the query as it is: none may decide what the query says
 */
export type BuiltOnce = <Values extends object, Row>(
  db: Kysely<Tables>,
  name: string,
  values: Values,
  build: (db: Kysely<Tables>, values: Values) => Query<Row>,
) => Promise<readonly Row[]>;

/** Longer lists are rare, and each length would be kept. */
const LONGEST = 12;

/**
 * Building and compiling a query takes longer than SQLite takes to run it. The database itself stays as it is: what
 * keeps a query within its scope is compiled with it.
 * @param scoped whose queries they are, and in which scope
 */
export const builtOnce = (scoped: Kysely<Tables>): BuiltOnce => {
  const known = new Map<string, CompiledQuery>();
  return async <Values extends object, Row>(
    db: Kysely<Tables>,
    name: string,
    values: Values,
    build: (db: Kysely<Tables>, values: Values) => Query<Row>,
  ) => {
    const sizes = sizesOf(values);
    if (sizes.some((size) => size > LONGEST)) return (await build(db, values).execute()) as readonly Row[];
    const key = `${name} ${sizes.join(" ")}`;
    const query = known.get(key) ?? build(scoped, slotsFor(values, []) as Values).compile();
    known.set(key, query);
    const parameters = query.parameters.map((one) => (one instanceof Slot ? one.in(values) : one));
    const { rows } = await db.executeQuery<Row>({ ...(query as CompiledQuery<Row>), parameters });
    return rows;
  };
};

/** Builds each query anew: where values are looked at while it is built, or a number has no type as a parameter. */
const builtEachTime: BuiltOnce = async (db, _name, values, build) =>
  (await build(db, values).execute()) as never;

/** With PostgreSQL values are looked at while a query is built (acting.ts). */
export const buildingFor = (
  { sharesCommits }: Pick<OpenDatabase, "sharesCommits">,
  scoped: Kysely<Tables>,
): BuiltOnce => (sharesCommits ? builtOnce(scoped) : builtEachTime);

const sizesOf = (values: object): readonly number[] =>
  Array.isArray(values)
    ? [values.length]
    : Object.values(values).flatMap((one) => (Array.isArray(one) ? [one.length] : []));

const slotsFor = (values: unknown, path: Path): unknown => {
  if (Array.isArray(values)) return values.map((one, n) => slotsFor(one, [...path, n]));
  if (typeof values !== "object" || values === null) return new Slot(path);
  return Object.fromEntries(
    Object.entries(values).map(([name, one]) => [name, slotsFor(one, [...path, name])]),
  );
};

import type { Ground } from "./engines.ts";

/**
 * Stops the database's own clock as well; returns a function that sets it. SQLite's is this process's, so there is
 * nothing to do. PostgreSQL finds our stopped clock before its own.
 */
export const freezeDatabase = async (ground: Ground, at: number): Promise<(at: number) => Promise<void>> => {
  const { databaseUrl } = ground.place;
  if (databaseUrl === undefined) return async () => undefined;
  const name = new URL(databaseUrl).pathname.slice(1);
  const set = async (moment: number): Promise<void> => {
    await ground.run(`update frozen.clock set at = to_timestamp(${moment} / 1000.0)`);
  };
  await ground.run(
    "create schema frozen",
    "create table frozen.clock (at timestamptz not null)",
    "insert into frozen.clock values (now())",
    "create function frozen.clock_timestamp() returns timestamptz language sql volatile as 'select at from frozen.clock'",
    "grant usage on schema frozen to public",
    "grant select on frozen.clock to public",
    // New tables are made in the first of these.
    `alter database "${name}" set search_path = public, frozen, pg_catalog`,
  );
  await set(at);
  return set;
};

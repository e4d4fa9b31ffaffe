import { PostgresDriver } from "kysely";
import { SharedCommits } from "../../src/record/engine/shared-commits.ts";
import type { Engine } from "./engines.ts";

/**
 * The connection ends at each commit, or at the next few, before the database has answered; `recorded`: after it has
 * committed. Until the mock is restored.
 */
export const loseCommits = (engine: Engine, recorded: boolean, times?: number): jest.SpyInstance => {
  let left = times ?? Number.POSITIVE_INFINITY;
  const driver: { commitTransaction: (connection: never) => Promise<void> } =
    engine === "SQLite" ? SharedCommits.prototype : PostgresDriver.prototype;
  const { commitTransaction } = driver;
  return jest.spyOn(driver, "commitTransaction").mockImplementation(async function (
    this: object,
    connection,
  ) {
    left -= 1;
    if (left < 0 || recorded) await commitTransaction.call(this, connection);
    if (left >= 0) throw new Error("Connection terminated unexpectedly");
  });
};

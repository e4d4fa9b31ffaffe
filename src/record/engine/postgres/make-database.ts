import { Client, type ClientConfig, escapeIdentifier } from "pg";
import { codeOf } from "./away.ts";

const NO_SUCH_DATABASE = "3D000";
const IS_THERE = "42P04";

/** Makes the database that `config` names, where it is not there: its owner is then the user who signs in. */
export const makeDatabase = async (config: ClientConfig): Promise<void> => {
  try {
    await asked(config, "select 1");
  } catch (error) {
    if (codeOf(error) !== NO_SUCH_DATABASE || config.database === undefined) throw error;
    await asked(
      { ...config, database: "postgres" },
      `create database ${escapeIdentifier(config.database)}`,
    ).catch((failed: unknown) => {
      // Another instance was first.
      if (codeOf(failed) !== IS_THERE) throw failed;
    });
  }
};

const asked = async (config: ClientConfig, statement: string): Promise<void> => {
  const client = new Client(config);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
};

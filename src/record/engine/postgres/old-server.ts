import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

const OLDEST = 14;

/** The server is older than the queries here are written for. */
export class RecordServerError extends Error {
  readonly code = "RECORD_SERVER";

  constructor(version: string) {
    super(
      `The record cannot be opened. Look at DATABASE_URL: the server there is PostgreSQL ${version}, and ${OLDEST} is the oldest that will do.`,
    );
    this.name = "RecordServerError";
  }
}

/** @throws RecordServerError */
export const refuseOldServer = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ number: string; version: string }>`select
    current_setting('server_version_num') as number, current_setting('server_version') as version`.execute(
    db,
  );
  const [{ number, version } = { number: "0", version: "unknown" }] = rows;
  if (Number(number) < OLDEST * 10_000) throw new RecordServerError(version);
};

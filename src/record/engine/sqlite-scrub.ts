import type Database from "better-sqlite3";

const AGAIN_MS = 1_000;

/**
 * Empties the write-ahead log after an erasure, so that erased data does not stay in it. While the record is being
 * copied the log is held: then it is tried again, and no one waits for it.
 */
export const createScrubber = (
  connection: Database.Database,
): { readonly scrub: () => void; readonly stop: () => void } => {
  let again: NodeJS.Timeout | undefined;
  const scrub = (): void => {
    clearTimeout(again);
    if (connection.inTransaction) {
      again = setTimeout(scrub, AGAIN_MS).unref();
      return;
    }
    const patience = connection.pragma("busy_timeout", { simple: true });
    // Waiting in the driver would hold up the whole program.
    connection.pragma("busy_timeout = 0");
    let held: boolean;
    try {
      held = connection.pragma("wal_checkpoint(truncate)", { simple: true }) !== 0;
    } finally {
      connection.pragma(`busy_timeout = ${Number(patience)}`);
    }
    if (held) again = setTimeout(scrub, AGAIN_MS).unref();
  };
  return { scrub, stop: () => clearTimeout(again) };
};

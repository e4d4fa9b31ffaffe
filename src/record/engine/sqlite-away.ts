import { RecordAwayError } from "./away.ts";

/**
 * What is wrong with the disk or the file, not with what was asked: full, read-only, damaged, gone, no memory or
 * descriptor left, held by another program. After some of these SQLite has rolled back by itself, and the driver's own
 * rollback fails in its place.
 */
const AWAY =
  /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|NOMEM|PROTOCOL|BUSY|LOCKED|PERM|AUTH)(_|$)/;
const ROLLED_BACK = /^cannot rollback - no transaction is active/;

export const isSqliteAway = (error: unknown): boolean => {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return (
    (typeof code === "string" && AWAY.test(code)) ||
    (code === "SQLITE_ERROR" && typeof message === "string" && ROLLED_BACK.test(message))
  );
};

/** @throws RecordAwayError where the disk or the file is at fault */
export const steadily = async <T>(operation: () => Promise<T>): Promise<T> => {
  try {
    return await operation();
  } catch (error) {
    throw isSqliteAway(error) ? new RecordAwayError(error) : error;
  }
};

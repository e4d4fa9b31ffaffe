import { RecordAwayError } from "./away.ts";

/**
 * Faults of the disk or the file, not of the request: full, read-only, damaged, gone, no memory or
 * descriptor left, held by another program.
 */
const AWAY =
  /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|NOMEM|PROTOCOL|BUSY|LOCKED|PERM|AUTH)(_|$)/;

export const isSqliteAway = (error: unknown): boolean => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" && AWAY.test(code);
};

/** @throws RecordAwayError where the disk or the file is at fault */
export const steadily = async <T>(operation: () => Promise<T>): Promise<T> => {
  try {
    return await operation();
  } catch (error) {
    throw isSqliteAway(error) ? new RecordAwayError(error) : error;
  }
};

import { RecordAwayError } from "./away.ts";
import type { Reserve } from "./sqlite-reserve.ts";

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

const isFull = (error: unknown): boolean => (Object(error) as { code?: unknown }).code === "SQLITE_FULL";

/** Errors for which room was given: changes that were to be committed together fail with the same one. */
const given = new WeakSet<object>();

/**
 * Once more where the disk was full and room had been kept back: what failed has been rolled back whole.
 * @throws RecordAwayError where the disk or the file is at fault
 */
export const steadily = async <T>(
  operation: () => Promise<T>,
  reserve?: Pick<Reserve, "free">,
): Promise<T> => {
  try {
    return await operation();
  } catch (error) {
    const failed = Object(error) as object;
    if (isFull(error) && (given.has(failed) || reserve?.free() === true)) {
      given.add(failed);
      return steadily(operation);
    }
    throw isSqliteAway(error) ? new RecordAwayError(error) : error;
  }
};

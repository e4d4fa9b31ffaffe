import { join } from "node:path";
import Database from "better-sqlite3";

/** Another instance has the record open. */
export class RecordInUseError extends Error {
  readonly code = "RECORD_IN_USE";

  constructor(dataDir: string, cause: unknown) {
    super(
      `Another Lesson Guard is running on the record in ${dataDir}. ` +
        "Stop it first, or give this one a DATA_DIR of its own.",
      { cause },
    );
    this.name = "RecordInUseError";
  }
}

/**
 * One instance only. The lock is the operating system's own on the file, held by an open exclusive
 * transaction: it ends with the process however that dies, unlike a process number in a file.
 *
 * @throws RecordInUseError
 */
export const takeLock = (dataDir: string): Database.Database => {
  const lock = new Database(join(dataDir, "record.lock"), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new RecordInUseError(dataDir, error) : error;
  }
  return lock;
};

/** By its code: the driver keeps one error class for the process, whichever copy of it was loaded first. */
const isBusy = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "SQLITE_BUSY";

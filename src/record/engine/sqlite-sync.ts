import { closeSync, fdatasync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";

/** Puts SQLite's write-ahead log on disk beside the program, which goes on meanwhile. */
export type LogSync = {
  /** Resolves once all that was committed before is on disk. @throws Error `SQLITE_IOERR_FSYNC` */
  readonly sync: () => Promise<void>;
  readonly close: () => void;
};

const onDisk = promisify(fdatasync);

/**
 * SQLite's own wait for the disk holds up the whole program for as long as it takes. With `synchronous = NORMAL` it
 * does not wait at a commit, only before and after the log is copied back, and a commit is made safe here: all that
 * it wrote is in the log, whose pages the system writes for whichever descriptor asks.
 * @param file the database, with its write-ahead log beside it
 */
export const logSync = (file: string): LogSync => {
  let log: number | undefined;
  return {
    sync: async () => {
      try {
        // It stands for as long as a connection is open. SQLite locks the other files alone, so closing it frees no lock.
        log ??= openLog(file);
        await onDisk(log);
      } catch (error) {
        const failed = new Error("the write-ahead log cannot be put on disk", { cause: error });
        throw Object.assign(failed, { code: "SQLITE_IOERR_FSYNC" });
      }
    },
    close: () => {
      if (log !== undefined) closeSync(log);
      log = undefined;
    },
  };
};

/** Its name in the folder has to be on disk, too. */
const openLog = (file: string): number => {
  // Windows puts on disk only what may be written.
  const log = openSync(`${file}-wal`, "r+");
  if (process.platform !== "win32") {
    const folder = openSync(dirname(file), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
  return log;
};

import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RecordAwayError } from "./away.ts";

/** Thousands of facts, and all that has to be written while alerts that stand in the record leave. */
const RESERVE_BYTES = 8 * 1024 * 1024;
/** With less room than this nothing is kept back: it would only fill the disk sooner. */
const LEAST_ROOM_BYTES = 8 * RESERVE_BYTES;

export type Reserve = {
  /** Gives the room that was kept back to the record. false: there is none any more. */
  readonly free: () => boolean;
  /** @throws RecordAwayError while the record lives on what was kept back; keeps it back anew where there is room */
  readonly roomLeft: () => void;
};

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/**
 * Room on the disk that is kept back beside the record. Once the disk is full it is given up: what is already recorded
 * can then be done and its outcome written, alerts first, and a press that protects a child is still taken. Meanwhile
 * the health is down, so that the person who keeps the program running makes room before this is used up too.
 *
 * @param room bytes that are free there
 */
export const keepReserve = (folder: string, room: (folder: string) => number = roomIn): Reserve => {
  const file = join(folder, "reserve");
  let taken = false;

  const keep = (): void => {
    try {
      if (existsSync(file) || room(folder) < LEAST_ROOM_BYTES) return;
      // No hole in it: the room has to be taken.
      writeFileSync(file, Buffer.alloc(RESERVE_BYTES, "reserve"), { mode: 0o600 });
      taken = false;
    } catch {
      // A disk that is full or read-only is said elsewhere; half a reserve is none.
      rmSync(file, { force: true });
    }
  };
  keep();

  return {
    free: () => {
      if (!existsSync(file)) return false;
      try {
        rmSync(file);
      } catch {
        // Read-only: there is no room to be had here.
        return false;
      }
      taken = true;
      return true;
    },
    roomLeft: () => {
      if (!taken) return;
      keep();
      if (taken) throw new RecordAwayError({ code: "SQLITE_FULL" });
    },
  };
};

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { refuseOtherAccount } from "../engine/own-folder.ts";
import { refuseDamaged } from "../engine/sqlite-damage.ts";
import { CopyError } from "./copy-error.ts";
import { type CopyMark, writeMark } from "./copy-mark.ts";

export type BackUp = {
  readonly dataDir: string;
  /** Where to write the copy. */
  readonly file: string;
  /** The version of this program. */
  readonly version: string;
  readonly clock?: () => number;
};

export type Made = CopyMark & { readonly file: string; readonly bytes: number };

/** Copied at a time: 2 MiB. */
const PAGES = 512;
/** After this much the disk is given time: what waits to be written must not hold up the program's own writing. */
const SYNC_BYTES = 8 * 1024 * 1024;
/** Room that is left over beside the copy. */
const SPARE = 1.1;

/**
 * Copies the record in `dataDir` while a program works on it: its state at one moment, read in a single
 * transaction that holds up no writer. The copy is one file, 0600, and appears whole or not at all; it is checked as
 * at a start before it gets its name. The key that signs seals is not in it.
 *
 * @throws CopyError; RecordDamagedError where what was copied is damaged
 */
export const backUp = async ({ dataDir, file, version, clock = Date.now }: BackUp): Promise<Made> => {
  const from = join(resolve(dataDir), "record.sqlite");
  const to = resolve(file);
  refuse(from, to);
  const part = `${to}.part-${process.pid}`;
  const handle = openPart(part);
  try {
    const at = await copyPages(from, part, handle, clock);
    const mark = { at, version };
    writeMark(part, mark);
    refuseDamaged(part, {
      named: from,
      mend: "No copy was made. Put the newest good copy in its place: npm run restore -- <copy>.",
    });
    fsyncSync(handle);
    if (existsSync(to)) throw already(to);
    renameSync(part, to);
    syncFolder(dirname(to));
    return { ...mark, file: to, bytes: statSync(to).size };
  } catch (error) {
    throw isFull(error) ? noRoom(to, error) : error;
  } finally {
    closeSync(handle);
    for (const rest of [part, `${part}-journal`]) rmSync(rest, { force: true });
  }
};

const refuse = (from: string, to: string): void => {
  if (!existsSync(from))
    throw new CopyError(
      `There is no record in ${dirname(from)}. Set DATA_DIR to the folder that Lesson Guard is started with.`,
    );
  refuseOtherAccount(dirname(from));
  if (existsSync(to)) throw already(to);
  if (!existsSync(dirname(to))) throw new CopyError(`There is no folder ${dirname(to)}. Make it first.`);
  const { bavail, bsize } = statfsSync(dirname(to));
  const log = `${from}-wal`;
  const wanted = (statSync(from).size + (existsSync(log) ? statSync(log).size : 0)) * SPARE;
  if (bavail * bsize < wanted) throw noRoom(to);
};

const already = (to: string): CopyError =>
  new CopyError(`${to} is there already. Name a file that is not: a copy is never written over another one.`);

const noRoom = (to: string, cause?: unknown): CopyError =>
  new CopyError(`There is not enough room for a copy in ${dirname(to)}. Nothing was written.`, cause);

const isFull = (error: unknown): boolean => {
  const { code } = Object(error) as { code?: unknown };
  return code === "SQLITE_FULL" || code === "ENOSPC";
};

/** Closed to all other accounts from the beginning. */
const openPart = (part: string): number => {
  try {
    return openSync(part, "wx+", 0o600);
  } catch (error) {
    throw new CopyError(`${dirname(part)} cannot be written to by this account.`, error);
  }
};

/** @returns the moment of the copy, ISO 8601 in UTC */
const copyPages = async (from: string, to: string, handle: number, clock: () => number): Promise<string> => {
  const source = new Database(from, { readonly: true });
  try {
    // The transaction keeps the state that is copied: without it, each change by the program would restart the copy.
    source.exec("begin");
    source.prepare("select count(*) from sqlite_master").get();
    const at = new Date(clock()).toISOString();
    const pageSize = Number(source.pragma("page_size", { simple: true }));
    let left: number | undefined;
    let unsynced = 0;
    await source.backup(to, {
      progress: ({ remainingPages }) => {
        unsynced += ((left ?? remainingPages) - remainingPages) * pageSize;
        left = remainingPages;
        if (unsynced < SYNC_BYTES) return PAGES;
        unsynced = 0;
        fsyncSync(handle);
        return PAGES;
      },
    });
    return at;
  } finally {
    source.close();
  }
};

/** The name is on disk as well; where folders cannot be opened (Windows), the system sees to that. */
const syncFolder = (folder: string): void => {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

import type { KeyObject } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { defined } from "../../protocol/defined.ts";
import { ownFolder, refuseOtherAccount } from "../engine/own-folder.ts";
import { refuseDamaged } from "../engine/sqlite-damage.ts";
import { takeLock } from "../engine/sqlite-lock.ts";
import { openRecordStore, type RecordStore } from "../record-store.ts";
import { FIRST_SCHOOL } from "../scope.ts";
import { publicKeyOf } from "../seal/seal.ts";
import { openWitness, type Witness } from "../seal/witness.ts";
import { type Checked, checkWhole } from "./check-copy.ts";
import { CopyError } from "./copy-error.ts";
import { takeMark } from "./copy-mark.ts";
import { lastRecorded, noteRestore } from "./note-restore.ts";

export type Restoring = {
  /** The copy: a file of `npm run backup`, or the `record.sqlite` of a folder that was copied while nothing ran. */
  readonly file: string;
  readonly dataDir: string;
  /** The version of this program. */
  readonly version: string;
  /** The key that is to sign seals from now on; undefined where there is none yet. */
  readonly key: KeyObject | undefined;
  /** The key that the copy was sealed with is lost. */
  readonly newKey: boolean;
  readonly clock?: () => number;
};

export type CopyFound = Checked & {
  /** The moment of the copy, ISO 8601 in UTC. */
  readonly of: string;
};

export type Put = CopyFound & {
  /** The last moment from which the old record had anything that the copy lacks. */
  readonly until?: string;
  /** Where the record that was there before is now; undefined where there was none. */
  readonly aside?: string;
};

/** The files of a record while, and after, a program works on it. */
const PARTS = ["record.sqlite", "record.sqlite-wal", "record.sqlite-open"];

/** Checks all of a copy, without changing it or anything else. @throws CopyError, RecordDamagedError */
export const tryCopy = async (file: string): Promise<CopyFound> => {
  const folder = mkdtempSync(join(tmpdir(), "lesson-guard-copy-"));
  try {
    const { records, of } = await openCopy(file, folder);
    try {
      return { ...(await checkWhole(records)), of };
    } finally {
      await records.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Puts a copy in place of the record in `dataDir`. The copy is checked, brought up to this version, and marked as
 * restored before it takes the record's name, in one step. The old record is moved aside and never deleted.
 *
 * @throws OtherAccountError; RecordInUseError while a program has the record open; CopyError, RecordDamagedError, RecordTooNewError: then
 * nothing was changed
 */
export const restore = async (restoring: Restoring): Promise<Put> => {
  const { file, version, newKey, key, clock = Date.now } = restoring;
  const dataDir = resolve(restoring.dataDir);
  if (!existsSync(file)) throw noSuchFile(file);
  refuseOtherAccount(dataDir);
  ownFolder(dataDir);
  const lock = takeLock(dataDir);
  const fresh = join(dataDir, "restoring");
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o700 });
    const at = new Date(clock()).toISOString();
    const { records, of } = await openCopy(file, fresh);
    let checked: Checked;
    const witness = openWitness(dataDir);
    let until: string | undefined;
    try {
      checked = await checkWhole(records);
      if (!newKey) refuseOtherKey(checked, key);
      until = lastKnown(dataDir, of, witness);
      await noteRestore(records, { at, of, version, witness, ...defined({ until }) });
    } finally {
      await records.close();
    }
    const aside = putIn(dataDir, fresh, at);
    return {
      ...checked,
      of,
      ...defined({ until, aside }),
    };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    lock.close();
  }
};

const noSuchFile = (file: string): CopyError => new CopyError(`There is no file ${resolve(file)}.`);

/** Works on a copy of the copy: the file itself may be on a read-only disk. */
const openCopy = async (
  file: string,
  folder: string,
): Promise<{ readonly records: RecordStore; readonly of: string }> => {
  if (!existsSync(file) || !statSync(file).isFile()) throw noSuchFile(file);
  const own = join(folder, "record.sqlite");
  copyFileSync(file, own);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${own}-wal`);
  chmodSync(own, 0o600);
  refuseDamaged(own, {
    named: `in the copy ${resolve(file)}`,
    mend: "Nothing was put back. Take an older copy.",
  });
  if (!isRecord(own)) throw new CopyError(`${resolve(file)} is no copy of a record.`);
  const mark = takeMark(own);
  const records = await openRecordStore({ dataDir: folder });
  try {
    const of = mark?.at ?? (await lastRecorded(records)) ?? statSync(file).mtime.toISOString();
    return { records, of };
  } catch (error) {
    await records.close();
    throw error;
  }
};

const isRecord = (file: string): boolean => {
  const copy = new Database(file, { readonly: true });
  try {
    const tables = copy
      .prepare("select name from sqlite_master where name in ('events', 'settings', 'streams')")
      .all();
    return tables.length === 3;
  } finally {
    copy.close();
  }
};

const refuseOtherKey = ({ seal }: Checked, key: KeyObject | undefined): void => {
  if (seal === undefined || (key !== undefined && publicKeyOf(key) === seal.publicKey)) return;
  throw new CopyError(
    `The seals in this copy were made with another key than ${key === undefined ? "there is here: there is none" : "the one that is here"}. ` +
      "Nothing was put back. Put seal-key.pem back into DATA_DIR (or set SEAL_KEY) first. Where it is lost, say --new-key: " +
      "the headteacher is told that there is a new key, so tell them before.",
  );
};

/** What can still be found out about the end of the record that is there now. */
const lastKnown = (dataDir: string, of: string, witness: Pick<Witness, "known">): string | undefined => {
  const seal = witness.known({ school: FIRST_SCHOOL, store: "general" })?.at ?? "";
  const moved = lastMoved(join(dataDir, "record.sqlite")) ?? "";
  const last = seal > moved ? seal : moved;
  return last > of ? last : undefined;
};

const lastMoved = (file: string): string | undefined => {
  if (!existsSync(file)) return undefined;
  let before: Database.Database | undefined;
  try {
    before = new Database(file, { readonly: true });
    const row = before.prepare<[], { at: number | null }>("select max(moved_at) as at from streams").get();
    return row?.at === null || row === undefined ? undefined : new Date(row.at).toISOString();
  } catch {
    // It may be damaged, which may be why a copy is restored.
    return undefined;
  } finally {
    before?.close();
  }
};

/**
 * There is a record under the record's name at every moment: a program started in between would begin an empty one. Nor
 * may the old record's log lie beside the new record: SQLite would play it into that.
 */
const putIn = (dataDir: string, fresh: string, at: string): string | undefined => {
  const there = PARTS.filter((name) => existsSync(join(dataDir, name)));
  const aside = join(dataDir, `record-before-${at.replaceAll(":", "-")}`);
  if (there.length > 0) {
    mkdirSync(aside, { mode: 0o700 });
    for (const name of there) linkSync(join(dataDir, name), join(aside, name));
  }
  for (const name of ["record.sqlite-wal", "record.sqlite-shm", "record.sqlite-open"])
    rmSync(join(dataDir, name), { force: true });
  renameSync(join(fresh, "record.sqlite"), join(dataDir, "record.sqlite"));
  return there.length > 0 ? aside : undefined;
};

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { JsonObject } from "../../protocol/fact.ts";
import { hashOf, type Link } from "../log/chain.ts";

/** The file is not what was written: it is neither read nor written. */
export class RecordDamagedError extends Error {
  readonly code = "RECORD_DAMAGED";

  /** @param what is wrong, as the end of "is damaged: …" */
  constructor(file: string, what: string, mend: string, cause?: unknown) {
    super(`The record ${file} is damaged: ${what}. ${mend}`, { cause });
    this.name = "RecordDamagedError";
  }
}

const FROM_COPY =
  "Put the newest good copy in its place: npm run restore -- <copy> (docs/operating.md). What is there now is kept beside it.";

/** A note beside the file while a program has it open; it stays there if the program does not end well. */
const markOf = (file: string): string => `${file}-open`;
const NOTED_EVERY_MS = 500;

const NEWEST = "select max(rowid) as newest from events";

type Newest = { readonly newest: number | null };

/**
 * Notes how far the record has come, until it is closed. A program that does not end well leaves its newest changes in
 * the write-ahead log: if that is gone or damaged, SQLite goes back to an older record and says nothing.
 * @param reached the newest row of an event; answers once that row is on disk: what is not may never be
 * @returns to be called before the last connection closes
 */
export const noteProgress = async (file: string, reached: () => Promise<number>): Promise<() => void> => {
  let noted: number | undefined;
  let ended = false;
  const note = async (): Promise<void> => {
    try {
      const now = await reached();
      if (now === noted || ended) return;
      writeFileSync(markOf(file), String(now), { mode: 0o600 });
      noted = now;
    } catch {
      // A full or broken disk is reported elsewhere. The older note still holds: the record has come at least as far.
    }
  };
  await note();
  const timer = setInterval(() => void note(), NOTED_EVERY_MS).unref();
  return () => {
    ended = true;
    clearInterval(timer);
    rmSync(markOf(file), { force: true });
  };
};

/** @throws RecordDamagedError where it has gone back */
const checkProgress = (file: string, connection: Database.Database): void => {
  if (!existsSync(markOf(file))) return;
  const noted = Number(readFileSync(markOf(file), "utf8"));
  const reached = hasTable(connection, "events") ? connection.prepare<[], Newest>(NEWEST).get() : undefined;
  if ((reached?.newest ?? 0) >= noted || Number.isNaN(noted)) return;
  throw new RecordDamagedError(
    file,
    `its newest changes were in ${file}-wal, which is gone or damaged`,
    `Put that file back where you have it. Else put the newest good copy in its place (npm run restore -- <copy>, docs/operating.md), or delete ${markOf(file)} to go on without those changes.`,
  );
};

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)(_|$)/;

export const asDamage = (file: string, error: unknown, mend = FROM_COPY): unknown => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" && DAMAGED.test(code)
    ? new RecordDamagedError(file, "SQLite cannot read its pages", mend, error)
    : error;
};

/** What to call a file other than the record itself, and what to do if it is damaged. */
export type SaidOf = { readonly named: string; readonly mend: string };

/**
 * Checks the file before anything is written to it: all its pages, whether it has gone back, and the last event
 * of each open stream.
 * @throws RecordDamagedError
 */
export const refuseDamaged = (file: string, said?: SaidOf): void => {
  if (!existsSync(file)) return;
  const { named, mend } = said ?? { named: file, mend: FROM_COPY };
  let connection: Database.Database | undefined;
  try {
    connection = new Database(file, { readonly: true });
    const found: unknown = connection.pragma("quick_check(1)", { simple: true });
    if (found !== "ok") throw new RecordDamagedError(named, "its pages do not fit together", mend);
    checkProgress(file, connection);
    // A file of an older version is brought up to this one first, and checked when it is next opened.
    if (hasTable(connection, "expired_streams")) checkLastEvents({ named, mend }, connection);
  } catch (error) {
    throw asDamage(named, error, mend);
  } finally {
    connection?.close();
  }
};

const hasTable = (connection: Database.Database, name: string): boolean =>
  connection.prepare("select 1 from sqlite_master where name = ?").get(name) !== undefined;

/** Streams that still grow, and those that all schools depend on. */
const OPEN_STREAMS = `
  select streams.stream, streams.version as headVersion, streams.hash as headHash, events.version, events.type,
    events.schema, events.at, events.data, events.commitment, events.previous, events.hash
  from streams left join events on events.stream = streams.stream and events.version = streams.version
  where not exists (select 1 from expired_streams where expired_streams.stream = streams.stream)
    and (streams.stream not like '%:%' or streams.stream like 'school:%' or streams.stream like 'keeping:%'
      or streams.stream like 'step-back:%'
      or streams.stream in (select 'lesson:' || lesson from lessons where phase <> 'over' and expired_at is null)
      or streams.stream in (select 'concern:' || ref from concerns where state <> 'closed'))`;

type LastRow = { readonly [Field in keyof Omit<Link, "data">]: Link[Field] | null } & {
  readonly headHash: string;
  readonly data: string | null;
  readonly hash: string | null;
};

/** The last event of each open stream is what its digest says, and the one that the stream ends with. */
const checkLastEvents = ({ named, mend }: SaidOf, connection: Database.Database): void => {
  const rows = connection.prepare(OPEN_STREAMS).all() as readonly LastRow[];
  const wrong = rows.filter((row) => !holds(row)).length;
  if (wrong > 0)
    throw new RecordDamagedError(
      named,
      `${wrong === 1 ? "an open lesson, concern or setting does" : `${wrong} open lessons, concerns or settings do`} not end as recorded`,
      mend,
    );
};

const holds = ({
  stream,
  version,
  type,
  schema,
  at,
  data,
  commitment,
  previous,
  hash,
  headHash,
}: LastRow) => {
  if (stream === null || version === null || type === null || schema === null || at === null) return false;
  const object = data === null ? undefined : parsed(data);
  if (object === undefined || hash !== headHash) return false;
  return hashOf({ stream, version, type, schema, at, data: object, commitment, previous }) === hash;
};

const parsed = (text: string): JsonObject | undefined => {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
};

import Database from "better-sqlite3";
import { z } from "zod";

/** What a copy says of itself. */
export type CopyMark = {
  /** The moment of the copy, ISO 8601 in UTC. */
  readonly at: string;
  /** The version of the program that made it. */
  readonly version: string;
};

const MARK = "record.copy";

const Mark = z.object({ at: z.string().datetime(), version: z.string() });

/** Makes one file of a copy (no write-ahead log beside it), with what it says of itself. */
export const writeMark = (file: string, mark: CopyMark): void => {
  const copy = new Database(file);
  try {
    copy.pragma("journal_mode = DELETE");
    copy
      .prepare(
        "insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
      )
      .run(MARK, JSON.stringify(mark));
  } finally {
    copy.close();
  }
};

/** Takes the mark off again: a record in use is no copy. undefined where the file was copied in another way. */
export const takeMark = (file: string): CopyMark | undefined => {
  const copy = new Database(file);
  try {
    const row = copy
      .prepare<[string], { value: string }>("delete from settings where key = ? returning value")
      .get(MARK);
    return row === undefined ? undefined : Mark.parse(JSON.parse(row.value));
  } finally {
    copy.close();
  }
};

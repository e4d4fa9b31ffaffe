import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { PracticeClient } from "./practice.ts";

export type EventRow = {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: string;
};

export type DutyLine = {
  readonly kind: string;
  readonly state: string;
  readonly work: string;
  readonly notBefore: number;
  readonly lastReason: string | null;
};

/** Work that repeats by itself, every few seconds. */
const ROUNDS: ReadonlySet<string> = new Set(["watch-options", "keep-call"]);

/**
 * What Lesson Guard notes by itself at any moment of a lesson: a look at Teams that was late, is answered again, or shows
 * something new.
 */
const READINGS: ReadonlySet<string> = new Set([
  "OptionsSeen",
  "OptionsNotRead",
  "OptionsNotAnswered",
  "CallListSeen",
  "CallListDoubted",
  "CallNotRead",
  "CamerasSeen",
  "SendingSeen",
]);
/** The work that follows from it. */
const FROM_READINGS: ReadonlySet<string> = new Set([
  ...ROUNDS,
  "read-roster",
  "look-again",
  "send-checklist",
  "redraw-alerts",
  "redraw-alert",
]);

/** Where the record ended at one moment. */
export type Mark = { readonly events: number; readonly personal: number; readonly duties: number };

/** The application's record as it lies on the disk, read beside it and never written. */
export class RecordFile {
  readonly #file: string;
  readonly #practice: PracticeClient;

  constructor(practice: PracticeClient) {
    this.#practice = practice;
    this.#file = join(practice.running.dataDir, "record.sqlite");
  }

  rows<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    if (!existsSync(this.#file)) return [];
    const database = new Database(this.#file, { readonly: true });
    try {
      return database.prepare(sql).all(...values) as Row[];
    } finally {
      database.close();
    }
  }

  events(stream = "%"): EventRow[] {
    return this.rows(
      "select stream, version, type, data from events where stream like ? order by rowid",
      stream,
    );
  }

  duties(stream = "%"): DutyLine[] {
    return this.rows(
      `select kind, state, work, not_before as notBefore, last_reason as lastReason
       from duties where stream like ? order by rowid`,
      stream,
    );
  }

  /** The number of events and duties in the record: grows with anything that is recorded. */
  size(): { readonly events: number; readonly personal: number; readonly duties: number } {
    const [size] = this.rows<{ events: number; personal: number; duties: number }>(
      `select (select count(*) from events) as events,
              (select count(*) from personal) as personal,
              (select count(*) from duties) as duties`,
    );
    return size ?? { events: 0, personal: 0, duties: 0 };
  }

  mark(): Mark {
    const [mark] = this.rows<Mark>(
      `select (select coalesce(max(rowid), 0) from events) as events,
              (select coalesce(max(rowid), 0) from personal) as personal,
              (select coalesce(max(rowid), 0) from duties) as duties`,
    );
    return mark ?? { events: 0, personal: 0, duties: 0 };
  }

  /** All that was recorded since, but for readings of Teams, which come at any moment: facts, names and words, work. */
  since({ events, personal, duties }: Mark): readonly string[] {
    const facts = this.rows<{ what: string; data: string }>(
      "select type as what, data from events where rowid > ? order by rowid",
      events,
    ).filter(({ what }) => !READINGS.has(what));
    const work = this.rows<{ what: string; data: string }>(
      "select kind as what, work as data from duties where rowid > ? order by rowid",
      duties,
    ).filter(({ what }) => !FROM_READINGS.has(what));
    const names = this.rows<{ n: number }>("select rowid as n from personal where rowid > ?", personal);
    return [...facts, ...work].map(({ what, data }) => `${what} ${data}`).concat(names.map(() => "personal"));
  }

  /** Waits until nothing is under way and nothing is due within a few seconds, except the rounds, which never end. */
  quiet(withinMs = 20_000): Promise<true> {
    return this.#practice.until(
      "the application is quiet",
      async () => {
        const busy = this.duties().filter(
          ({ kind, state, notBefore }) =>
            state === "started" ||
            (state === "waiting" && notBefore < Date.now() + (ROUNDS.has(kind) ? 1000 : 3000)),
        );
        return busy.length === 0;
      },
      withinMs,
    );
  }
}

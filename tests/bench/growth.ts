import { rmSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { openSchoolServices } from "../../src/desk/school-services.ts";
import type { Directory } from "../../src/meeting/directory.ts";
import { openRecordStore, type RecordPlace } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";
import type { Engine } from "../support/engines.ts";
import { newFolder, startDatabase } from "./database.ts";
import { middle } from "./figures.ts";

export const GROWN_ON = ["SQLite", "PostgreSQL"] as const satisfies readonly Engine[];

/** F4: what a recorded press costs where the record has so many events already; the press is the desk's alone. */
export type Grown = {
  readonly engine: Engine;
  readonly events: number;
  /** Milliseconds of one press: the middle of the rounds' middles. */
  readonly pressMs: number;
  /** Milliseconds of processor of one press. */
  readonly processorMs: number;
};

const EVENTS_EACH = 200;
const PRESSES = 100;
const TEACHER = "teacher";

/** A record with so much in it, and a lesson that is on. */
type Grounds = {
  /** @returns milliseconds that each of so many presses took */
  readonly press: (many: number) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
};

/** By turns, in rounds: what else the machine and its disk do meanwhile is done to all of them. */
export const grown = async (
  engine: Engine,
  sizes: readonly number[],
  rounds: number,
): Promise<readonly Grown[]> => {
  const grounds: Grounds[] = [];
  const took = sizes.map((): number[] => []);
  const processor = sizes.map((): number[] => []);
  try {
    for (const events of sizes) grounds.push(await (engine === "SQLite" ? inFile(events) : onServer(events)));
    for (let round = 0; round <= rounds; round += 1)
      for (const [n, ground] of grounds.entries()) {
        const from = process.cpuUsage();
        const each = await ground.press(PRESSES);
        const { user, system } = process.cpuUsage(from);
        // The first round is for warming up.
        if (round === 0) continue;
        took[n]?.push(middle(each));
        processor[n]?.push((user + system) / 1000 / PRESSES);
      }
  } finally {
    for (const ground of grounds) await ground.close();
  }
  return sizes.map((events, n) => ({
    engine,
    events,
    pressMs: middle(took[n] ?? []),
    processorMs: middle(processor[n] ?? []),
  }));
};

const inFile = async (events: number): Promise<Grounds> => {
  const dataDir = newFolder();
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    await (await openRecordStore({ dataDir })).close();
    const database = new Sqlite(join(dataDir, "record.sqlite"));
    database.pragma("synchronous = OFF");
    for (const statement of filling(
      events,
      (many) => `(with recursive numbers (n) as (select 1 union all
      select n + 1 from numbers where n < ${many}) select n from numbers)`,
    ))
      database.exec(statement);
    database.pragma("wal_checkpoint(truncate)");
    database.close();
    return await lessonIn({ dataDir }, async () => remove());
  } catch (error) {
    remove();
    throw error;
  }
};

const onServer = async (events: number): Promise<Grounds> => {
  const { url, run, stop } = await startDatabase();
  try {
    const place = { dataDir: "", databaseUrl: url };
    await (await openRecordStore(place)).close();
    for (const statement of filling(events, (many) => `(select generate_series(1, ${many}) as n)`))
      await run(statement);
    await run("vacuum analyze");
    await run("checkpoint");
    return await lessonIn(place, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Other lessons that are over, as rows: their events, heads, duties that are done, and what they are found by. */
const filling = (events: number, numbers: (many: number) => string): readonly string[] => {
  const lessons = Math.ceil(events / EVENTS_EACH);
  const scope = `'${FIRST_SCHOOL}', 'general'`;
  const lesson = (n: string) => `'old-' || (${n})`;
  const hash = "'hash of sixty-four letters, as all that is in the record has one: ' || n";
  return [
    `insert into streams (stream, version, hash, moved_at, school, store)
      select 'lesson:' || ${lesson("n")}, ${EVENTS_EACH}, ${hash}, 0, ${scope} from ${numbers(lessons)} as counted`,
    `insert into lessons (lesson, meeting_id, chat_id, phase, kind, started_at, over_at, updated_at, school, store)
      select ${lesson("n")}, 'm' || n, 'c' || n, 'over', 'class', '2026-01-01', '2026-01-01', '2026-01-01', ${scope}
      from ${numbers(lessons)} as counted`,
    `insert into events (stream, version, type, schema, at, data, hash, school, store)
      select 'lesson:' || ${lesson(`(n - 1) / ${EVENTS_EACH} + 1`)}, 1 + (n - 1) % ${EVENTS_EACH}, 'ExceptionNoted', 1,
        '2026-01-01T09:00:00.000Z', '{"by":"t","pupil":"p","reason":"dress"}', ${hash}, ${scope} from ${numbers(events)} as counted`,
    `insert into duties (id, stream, position, kind, work, state, not_before, deadline_at, expires_at, repeat, urgent,
        replaces, attempts, fence, school, store)
      select 'd' || n, 'lesson:' || ${lesson("n % 1000")}, 0, 'send-checklist', '{}', 'done', 0, 0, 0, 'until-done', 0,
        'k' || n, 1, 1, ${scope} from ${numbers(Math.ceil(events / 4))} as counted`,
  ];
};

const lessonIn = async (place: RecordPlace, remove: () => Promise<void>): Promise<Grounds> => {
  const records = await openRecordStore(place);
  const directory: Directory = {
    rolesOf: async () => ({ roles: ["staff"], fresh: true, at: 0 }),
    membersOf: async () => [],
    inGroup: async () => ({ name: "", people: [] }),
    groupsNamed: async () => [],
    mailOf: async () => undefined,
    nameOf: async (id) => id,
  };
  const { lessons } = await openSchoolServices(FIRST_SCHOOL, {
    records,
    directoryFor: () => directory,
    now: () => new Date().toISOString(),
    print: async () => {
      throw new Error("nothing is printed here");
    },
  });
  const caller = { id: TEACHER, name: "Ms Hart", roles: ["staff"], fresh: true } as const;
  const { id } = await lessons.occurrence({ chatId: "chat", meetingId: "meeting" });
  await lessons.report(id, {
    report: "meeting-found",
    organiser: TEACHER,
    graphId: "graph",
    title: "Phonics",
    staffNames: {},
    staff: [{ person: TEACHER, part: "organiser" }],
    protectable: true,
    recognise: "ask",
    titles: [],
    defaultKind: "class",
  });
  const register = Array.from({ length: 30 }, (_, n) => ({ id: `p${n}`, name: `Pupil ${n} Name`, also: [] }));
  await lessons.press(caller, id, { press: "choose-kind", kind: "class" });
  await lessons.press(caller, id, { press: "set-register", source: "csv", register });
  await lessons.report(id, { report: "meeting-started", source: "event" });
  let pressed = 0;
  const press = async (): Promise<number> => {
    const from = performance.now();
    const answer = await lessons.press(caller, id, {
      press: pressed % 2 === 0 ? "note-exception" : "put-right",
      pupil: `p${(pressed >> 1) % 30}`,
      reason: "language",
    });
    if ("refused" in answer || answer.say.startsWith("Already")) throw new Error(answer.say);
    pressed += 1;
    return performance.now() - from;
  };
  return {
    press: async (many) => {
      const took: number[] = [];
      for (let n = 0; n < many; n += 1) took.push(await press());
      return took;
    },
    close: async () => {
      await records.close();
      await remove();
    },
  };
};

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openSchoolServices } from "../../src/desk/school-services.ts";
import type { Directory } from "../../src/meeting/directory.ts";
import { openRecordStore } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";

/** F4: what a recorded press costs where the record has so many events already. SQLite; the press is the desk's alone. */
export type Grown = {
  readonly events: number;
  /** Milliseconds of one press, the middle of three hundred. */
  readonly pressMs: number;
  /** Milliseconds of processor of one press. */
  readonly processorMs: number;
};

const EVENTS_EACH = 200;
const PRESSES = 300;
const TEACHER = "teacher";

export const grown = async (events: number): Promise<Grown> => {
  const dataDir = mkdtempSync(join(process.env["BENCH_DIR"] || tmpdir(), "lesson-guard-grown-"));
  try {
    await (await openRecordStore({ dataDir })).close();
    fill(join(dataDir, "record.sqlite"), events);
    return { events, ...(await pressed(dataDir)) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Other lessons that are over, as rows: their events, heads, duties that are done, and what they are found by. */
const fill = (file: string, events: number): void => {
  const database = new Database(file);
  database.pragma("synchronous = OFF");
  const many = `with recursive n (n) as (select 1 union all select n + 1 from n where n < ?)`;
  const lessons = Math.ceil(events / EVENTS_EACH);
  const name = "printf('%020x', n.n)";
  const scope = `'${FIRST_SCHOOL}', 'general'`;
  database
    .prepare(`${many} insert into streams (stream, version, hash, moved_at, school, store)
      select 'lesson:' || ${name}, ${EVENTS_EACH}, printf('%064x', n.n), 0, ${scope} from n`)
    .run(lessons);
  database
    .prepare(`${many} insert into lessons (lesson, meeting_id, chat_id, phase, kind, started_at, over_at, updated_at,
        school, store)
      select ${name}, 'm' || n.n, 'c' || n.n, 'over', 'class', '2026-01-01', '2026-01-01', '2026-01-01', ${scope} from n`)
    .run(lessons);
  database
    .prepare(`${many} insert into events (stream, version, type, schema, at, data, hash, school, store)
      select 'lesson:' || printf('%020x', 1 + n.n / ${EVENTS_EACH}), 1 + n.n % ${EVENTS_EACH}, 'ExceptionNoted', 1,
        '2026-01-01T09:00:00.000Z', '{"by":"t","pupil":"p","reason":"dress"}', printf('%064x', n.n), ${scope} from n`)
    .run(events - 1);
  database
    .prepare(`${many} insert into duties (id, stream, position, kind, work, state, not_before, deadline_at, expires_at,
        repeat, urgent, replaces, attempts, fence, school, store)
      select 'd' || n.n, 'lesson:' || printf('%020x', n.n % 1000), 0, 'send-checklist', '{}', 'done', 0, 0, 0,
        'until-done', 0, 'k' || n.n, 1, 1, ${scope} from n`)
    .run(Math.ceil(events / 4));
  database.close();
};

const pressed = async (dataDir: string): Promise<Omit<Grown, "events">> => {
  const records = await openRecordStore({ dataDir });
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
  const took: number[] = [];
  let from = process.cpuUsage();
  for (let n = -PRESSES; n < PRESSES; n += 1) {
    // The first half is for warming up.
    if (n === 0) from = process.cpuUsage();
    const at = performance.now();
    const answer = await lessons.press(caller, id, {
      press: n % 2 === 0 ? "note-exception" : "put-right",
      pupil: `p${Math.floor((n + PRESSES) / 2) % 30}`,
      reason: "language",
    });
    if ("refused" in answer || answer.say.startsWith("Already")) throw new Error(answer.say);
    if (n >= 0) took.push(performance.now() - at);
  }
  const { user, system } = process.cpuUsage(from);
  await records.close();
  took.sort((a, b) => a - b);
  return { pressMs: took[PRESSES >> 1] ?? 0, processorMs: (user + system) / 1000 / PRESSES };
};

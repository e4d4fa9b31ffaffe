import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { backUp } from "../../src/record/copy/back-up.ts";
import { tryCopy } from "../../src/record/copy/restore.ts";
import { AMOUNTS, PATIENCE_MS } from "../chaos/support/amounts.ts";
import { figure } from "../chaos/support/figures.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import type { Panel } from "../e2e/support/panel.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { busy } from "../support/busy.ts";

jest.setTimeout(PATIENCE_MS);

const PAUSED_WITHIN_MS = 300;
/** A minute of the day: what is done in it is done in this. */
const MINUTE_MS = 1_200;
/** One lesson after the other, as a day has them: what a lesson needed is to be gone with it. */
const LESSON_MINUTES = 60;
const FAMILIES = 4;
const FLAT = 1.1;
/** All that a program takes is taken by then. */
const SETTLED_MS = 60_000;
const WINDOW_MS = 90_000;
const CONCERN_EVERY_MINUTES = 30;
const WEEK_MINUTES = 7 * 24 * 60;
const HEAD = "host: localhost\r\n";

/** What an anonymous client sends, over and over. */
const ODD: readonly string[] = [
  `GET /health HTTP/1.1\r\n${HEAD}connection: Upgrade\r\nupgrade: websocket\r\n\r\n`,
  `CONNECT school.example:443 HTTP/1.1\r\n${HEAD}\r\n`,
  `POST /api/messages HTTP/1.1\r\n${HEAD}expect: 100-continue\r\ncontent-length: 99\r\n\r\n{`,
  `POST /api/concerns HTTP/1.1\r\n${HEAD}content-length: 900000\r\n\r\n{`,
  `GET / HTTP/1.1\r\nx: ${"a".repeat(40_000)}\r\n\r\n`,
  "\u0016\u0003\u0001 hello\r\n\r\n",
];

type Taken = { readonly descriptors: number; readonly bytes: number };

/**
 * What is done in a school day of one lesson after the other, in minutes, with one hostile colleague and one hostile
 * anonymous client, while each lesson is paused and resumed, concerns are raised, and a copy of the record is made.
 */
describe("a school day under hostile load", () => {
  let lesson: PracticeLesson;
  let id: string;
  let over = false;
  const panels = new Map<string, Panel>();
  const took: number[] = [];
  const counts = { Paused: 0, Resumed: 0 };
  const failed: string[] = [];

  const as = (person: string): Panel => {
    const panel = panels.get(person) ?? lesson.as(person);
    panels.set(person, panel);
    return panel;
  };

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    ({ lesson: id } = await lesson.arrived(FAMILIES));
    // Their tokens are of now: practice's clock goes on by a week from lesson to lesson.
    for (const person of ["okafor", "hughes", "lowe"]) await as(person).ask("GET", "/api/me");
  });

  afterAll(() => lesson.stop());

  const nextLesson = async (): Promise<void> => {
    const { practice } = lesson;
    await practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("it is over", ({ phase }) => phase === "over");
    await practice.clock({ advanceMinutes: WEEK_MINUTES });
    await practice.do({ do: "nextWeek", meeting: "maths" });
    ({ lesson: id } = await lesson.begun(FAMILIES));
  };

  /** What the application says that it takes. */
  const taken = async (): Promise<Taken> => {
    const { appPort, metricsToken } = lesson.practice.running;
    const response = await fetch(`http://127.0.0.1:${appPort}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}`, connection: "close" },
    });
    const text = await response.text();
    const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
    return { descriptors: value("process_open_fds"), bytes: value("process_resident_memory_bytes") };
  };

  const odd = (text: string): Promise<void> =>
    new Promise((done) => {
      const socket = connect(lesson.practice.running.appPort, "127.0.0.1", () => socket.write(text));
      const leave = setTimeout(() => socket.destroy(), 300);
      socket.on("error", () => undefined);
      socket.on("data", () => undefined);
      socket.on("close", () => {
        clearTimeout(leave);
        done();
      });
    });

  const purpose = { kind: "other", words: "to hold things up" };
  const csv = '"a""b",c\n'.repeat(20_000);
  const colleague = async (n: number): Promise<number> => {
    const day = new Date().toISOString().slice(0, 10);
    const exported = (wanted: object) => as("lowe").ask("POST", "/api/exports", { wanted, purpose });
    const asked = [
      () => as("hughes").ask("POST", `/api/lessons/${id}/register/preview`, { csv }),
      () => as("hughes").ask("GET", `/api/lessons/${id}`),
      () => exported({ of: "lesson", lesson: id, form: "pdf" }),
      () => exported({ of: "record", from: day, to: day, form: "sealed" }),
    ];
    // A file is not the JSON that a panel reads.
    return (await asked[n % asked.length]?.().catch(() => undefined))?.status ?? 200;
  };

  const untilOver = async (work: (n: number) => Promise<unknown>): Promise<void> => {
    for (let n = 0; !over; n += 1) await pause((await work(n)) === 429 ? 500 : 20);
  };

  const pressOne = async (press: "pause" | "resume"): Promise<void> => {
    const from = performance.now();
    try {
      await as("okafor").press(id, { press });
      counts[press === "pause" ? "Paused" : "Resumed"] += 1;
    } catch (error) {
      failed.push(String(error));
    }
    took.push(performance.now() - from);
    await pause(200);
  };

  it("nothing is lost, Pause is quick, and neither descriptors nor memory grow", async () => {
    const hostile = [
      untilOver(colleague),
      untilOver(async (n) => odd(ODD[n % ODD.length] ?? "")),
      untilOver(async (n) => odd(ODD[(n + 3) % ODD.length] ?? "")),
    ];
    const raised: string[] = [];
    const samples: { readonly at: number; readonly taken: Taken }[] = [];
    const from = performance.now();
    let copied = "";
    const oneMinute = async (minute: number): Promise<void> => {
      if (minute % CONCERN_EVERY_MINUTES === 5) raised.push((await as("okafor").raise(id, "child")).ref);
      if (minute === Math.floor(AMOUNTS.soakMinutes / 2)) {
        const { dataDir } = lesson.practice.running;
        copied = (await backUp({ dataDir, file: join(dataDir, "soaked.sqlite"), version: "1" })).file;
      }
      await pause(MINUTE_MS);
      samples.push({ at: performance.now() - from, taken: await taken() });
    };
    for (let minute = 0; minute < AMOUNTS.soakMinutes; minute += LESSON_MINUTES) {
      if (minute > 0) await nextLesson();
      let isOn = true;
      const presses = (async () => {
        while (isOn) {
          await pressOne("pause");
          await pressOne("resume");
        }
      })();
      for (let n = 0; n < LESSON_MINUTES; n += 1) await oneMinute(minute + n);
      isOn = false;
      await presses;
    }
    over = true;
    await Promise.all(hostile);

    expect(failed).toEqual([]);
    const sorted = took.toSorted((one, other) => one - other);
    const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
    figure(
      `soak: Pause and Resume, ${took.length} in ${AMOUNTS.soakMinutes} min of a day, p99 (ms)`,
      Math.round(p99),
    );
    await nothingLost(raised, copied);

    const end = samples.at(-1)?.at ?? 0;
    const usual = (first: number, last: number, what: keyof Taken): number => {
      const some = samples.filter(({ at }) => at >= first && at <= last).map((sample) => sample.taken[what]);
      return some.toSorted((one, other) => one - other)[Math.floor(some.length / 2)] ?? 0;
    };
    // What it takes is known anew each half minute, and goes up and down with what is being asked for.
    const compared = (["descriptors", "bytes"] as const).map((what) => ({
      what,
      first: usual(SETTLED_MS, SETTLED_MS + WINDOW_MS, what),
      last: usual(end - WINDOW_MS, end, what),
    }));
    for (const { what, first, last } of compared)
      figure(`soak: ${what}, after the first minute → at the end`, `${first} → ${last}`);
    expect(p99).toBeLessThanOrEqual(PAUSED_WITHIN_MS * busy());
    for (const { first, last } of compared) expect(last).toBeLessThanOrEqual(first * FLAT);
  });

  const nothingLost = async (raised: readonly string[], copied: string): Promise<void> => {
    const record = new RecordFile(lesson.practice);
    for (const [type, many] of Object.entries(counts))
      expect(record.rows(`select count(*) as many from events where type = '${type}'`)).toEqual([{ many }]);
    for (const ref of raised)
      await lesson.practice.until(`${ref} is told`, async () =>
        ["told", "seen"].includes((await as("okafor").concern(ref))?.state ?? ""),
      );
    const lost = record.duties().filter(({ state }) => state === "failed" || state === "expired");
    expect(lost).toEqual([]);
    expect((await tryCopy(copied)).streams).toBeGreaterThan(1);
  };
});

import { setTimeout as pause } from "node:timers/promises";
import type { ConcernView } from "../../src/protocol/view.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import type { PracticeClient } from "../e2e/support/practice.ts";
import { ENGINES, type Engine, newGround } from "../support/engines.ts";
import { type Frozen, freeze } from "../support/frozen.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

jest.setTimeout(150_000);

// The same school day twice, to the last byte: once in which nothing happens about staff, and once in which
// an assistant raises a concern about the teacher, the headteachers are told, told again, take and close it.
// Everybody else must be able to fetch, hear and read exactly the same.

const MINUTE = 60_000;
const START = Math.floor(Date.now() / MINUTE) * MINUTE;

/** The assistant raises it, the headteachers are told; the teacher is whom it is about. */
const OTHERS = ["okafor", "shah", "doyle", "lowe", "grant", "khan", "ethan"] as const;
const CHATS = ["okafor", "shah", "doyle", "lowe", "grant", "khan", "dsl", "maths"] as const;

/** Everything that somebody else could lay hands on, each under a word that says what it is. */
type Seen = Readonly<Record<string, unknown>>;

class SchoolDay {
  readonly running: InProcess;
  readonly lesson: PracticeLesson;
  readonly frozen: Frozen;
  readonly heard = new Map<string, string>();
  readonly #stop = new AbortController();
  #staffMatter: ConcernView | undefined;

  constructor(running: InProcess, frozen: Frozen) {
    this.running = running;
    this.lesson = PracticeLesson.on(running.practice);
    this.frozen = frozen;
  }

  /** Of the concern about staff; on the other day a reference that nothing has. */
  get staffRef(): string {
    return this.#staffMatter?.ref ?? "YYYYYY";
  }

  get practice(): PracticeClient {
    return this.running.practice;
  }

  /** One thing after the other: each step draws its own randomness, and ends when all is still. */
  async step<Found>(word: string, act: () => Promise<Found>): Promise<Found> {
    this.frozen.seed(word);
    const found = await act();
    await this.still();
    this.frozen.seed("between");
    return found;
  }

  /** Nothing has passed between the application and the cloud for a while. */
  async still(): Promise<void> {
    const counted = async (): Promise<number> =>
      (await this.practice.ledger()).filter(({ way }) => way !== "panel").length;
    let before = -1;
    for (let quiet = 0; quiet < 3; ) {
      const now = await counted();
      quiet = now === before ? quiet + 1 : 0;
      before = now;
      await pause(70);
    }
  }

  async listen(person: string): Promise<void> {
    const token = await this.practice.token({ kind: "panel", person });
    const response = await fetch(`${this.practice.running.gateway}/api/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: this.#stop.signal,
    });
    this.heard.set(person, `${response.status}\n`);
    const read = async (): Promise<void> => {
      const words = new TextDecoder();
      for await (const chunk of response.body ?? [])
        this.heard.set(person, `${this.heard.get(person) ?? ""}${words.decode(chunk)}`);
    };
    read().catch((error: unknown) => {
      if (!this.#stop.signal.aborted) throw error;
    });
  }

  stopListening(): void {
    this.#stop.abort();
  }

  async raiseAboutTeacher(): Promise<void> {
    const { lesson } = await this.lesson.as("hughes").open();
    this.#staffMatter = await this.lesson.as("hughes").raise(lesson, "adult");
    const { staffHere } = await this.lesson.as("hughes").open();
    const subject = staffHere.find(({ part }) => part === "organiser")?.person;
    await this.about("hughes", "details", { words: "He shouted at a child", subject });
  }

  async about(person: string, act: string, body: object): Promise<void> {
    const path = `/api/concerns/${this.staffRef}/${act}`;
    const { status } = await this.lesson.as(person).ask("POST", path, body);
    expect([person, act, status]).toEqual([person, act, 200]);
  }

  async isTold(times: number): Promise<void> {
    await this.practice.until("the headteachers are told", async () => {
      const concern = await this.lesson.as("evans").concern(this.staffRef);
      return (
        concern !== undefined &&
        concern.timeline.filter(({ sentence }) => sentence.includes("Teams took it")).length >= times
      );
    });
  }
}

const play = async (engine: Engine, staffMatter: boolean): Promise<Seen> => {
  const ground = await newGround(engine);
  const frozen = freeze(START);
  frozen.seed("start");
  const running = await startInProcess(ground.place);
  const day = new SchoolDay(running, frozen);
  const { practice, lesson } = day;
  /** What only the other day knows of. */
  const aboutStaff = async (word: string, act: () => Promise<void>): Promise<void> => {
    if (staffMatter) await day.step(word, act);
  };
  try {
    await practice.switches({ participantEvents: false });
    await day.still();
    for (const person of OTHERS) await day.listen(person);
    await day.step("the meeting is known", () => lesson.shows("it is known", (view) => view.lesson !== ""));
    const { lesson: id } = await day.step("the meeting is a lesson", () => lesson.recognised());
    await day.step("it starts", async () => {
      await practice.do({ do: "start", meeting: "maths" });
      await lesson.shows("Lesson Guard waits", (view) => view.call.state === "not proven");
    });
    await day.step("Lesson Guard is let in", async () => {
      await practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
      await lesson.shows("it is in", (view) => view.call.state === "proven");
    });
    await day.step("all are checked", () => lesson.teacher.press(id, { press: "all-others-fine" }));

    await aboutStaff("staff: raised", async () => {
      await day.raiseAboutTeacher();
      await day.isTold(2);
    });
    const { ref } = await day.step("about a child", () => lesson.teacher.raise(id, "child"));
    await day.step("the DSL has it", () => lesson.as("lowe").ask("POST", `/api/concerns/${ref}/have-it`, {}));
    frozen.advance(4 * MINUTE);
    await day.step("later", () => pause(1_100));
    await aboutStaff("staff: told again", () => day.isTold(4));
    await aboutStaff("staff: taken", () => day.about("evans", "have-it", {}));
    await day.step("a pause", () => lesson.teacher.press(id, { press: "pause" }));
    await day.step("is over", () => lesson.teacher.press(id, { press: "resume" }));
    await aboutStaff("staff: closed", () =>
      day.about("evans", "close", { decision: "Talked to her", reason: "It was so" }),
    );
    await day.step("the DSL closes", () =>
      lesson
        .as("lowe")
        .ask("POST", `/api/concerns/${ref}/close`, { decision: "Told the family", reason: "They know" }),
    );
    await day.step("the lesson is ended", () => lesson.teacher.press(id, { press: "end-for-all" }));
    for (const moment of ["the undo is over", "all are out", "all is drawn"]) {
      frozen.advance(5_000);
      await day.step(moment, () => pause(1_100));
    }
    if (staffMatter) {
      const own = await lesson.as("hughes").ask<{ concerns: readonly ConcernView[] }>("GET", "/api/concerns");
      expect(own.body.concerns).toMatchObject([{ about: "adult", state: "closed" }]);
    }
    return await seenBy(day, id, ref);
  } finally {
    day.stopListening();
    await practice.stop();
    await ground.remove();
    frozen.thaw();
  }
};

const seenBy = async (day: SchoolDay, id: string, ref: string): Promise<Seen> => {
  const { practice, staffRef } = day;
  const { threadId } = await practice.meeting("maths");
  const own = `/api/lessons/${id}`;
  const today = new Date(START).toISOString().slice(0, 10);
  const gets = [
    "/health",
    "/metrics",
    "/api/me",
    "/api/lessons",
    `/api/meetings?chat=${encodeURIComponent(threadId)}`,
    own,
    `${own}/classes`,
    `${own}/route?about=child`,
    `${own}/route?about=adult`,
    "/api/concerns",
    `/api/concerns/${ref}`,
    `/api/concerns/${staffRef}`,
    "/api/concerns/ZZZ999",
    "/api/settings",
    "/api/exports",
    `/api/record/lessons?from=${today}&to=${today}`,
    "/nothing-here",
  ];
  const purpose = { kind: "inspection" };
  const posts = [
    ["/api/exports", { wanted: { of: "lesson", lesson: id, form: "csv" }, purpose }],
    ["/api/exports", { wanted: { of: "lesson", lesson: id, form: "sealed" }, purpose }],
    ["/api/exports", { wanted: { of: "concern", ref, form: "text" }, purpose }],
    ["/api/exports", { wanted: { of: "concern", ref: staffRef, form: "text" }, purpose }],
    ["/api/exports", { wanted: { of: "sample", from: today, to: today, lessons: 5, form: "csv" }, purpose }],
    ["/api/exports", { wanted: { of: "record", from: today, to: today, form: "sealed" }, purpose }],
    [`/api/concerns/${staffRef}/have-it`, {}],
    [`/api/concerns/${staffRef}/details`, { words: "some words" }],
  ] as const;
  const named = (what: string): string => what.replaceAll(staffRef, "<staff matter>");
  const seen: Record<string, unknown> = {};
  for (const person of [...OTHERS, "nobody"]) {
    day.frozen.seed(`seen by ${person}`);
    const token = person === "nobody" ? "none" : await practice.token({ kind: "panel", person });
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const response = await fetch(`${practice.running.gateway}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const headers = [...response.headers].filter(([name]) => name !== "date");
      const text = await response.text();
      const sealed = response.headers.get("content-type")?.startsWith("application/x-ndjson") === true;
      return { status: response.status, headers, body: sealed ? inEitherOrder(text) : text };
    };
    for (const path of gets) seen[named(`${person} GET ${path}`)] = await ask(path);
    for (const [path, body] of posts)
      seen[named(`${person} POST ${path} ${JSON.stringify(body)}`)] = await ask(path, body);
    // A beat comes by the clock on the wall, whatever happens.
    seen[`${person} hears`] = day.heard.get(person)?.replaceAll(": beat\n\n", "");
  }
  const { chats } = await practice.state();
  for (const of of CHATS)
    seen[`chat of ${of}`] = chats
      .filter((chat) => chat.of === of)
      .flatMap(({ messages }) => messages)
      // Teams numbers messages through all chats by the millisecond; here the clock stands still.
      .map(({ id: _number, thread: _thread, ...message }) => message)
      .toSorted((a, b) => `${a.at} ${JSON.stringify(a)}`.localeCompare(`${b.at} ${JSON.stringify(b)}`));
  return seen;
};

/**
 * A sealed export without what depends on which of two pieces of work that are under way at once was
 * answered first (as on any two days): the place of an event among those of its moment, the digests, and
 * whether the meeting was read before or after its co-organisers were set.
 */
const inEitherOrder = (lines: string): readonly string[] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { version, hash, previous, commitment, salt, path, root, signature, ...rest } = JSON.parse(line);
      const event = JSON.stringify(rest).replaceAll('"part":"co-organiser"', '"part":"member"');
      return JSON.stringify({
        event,
        digests: [version, hash, previous, commitment, salt, path, root, signature].map((one) => typeof one),
      });
    })
    .toSorted();

/** What differs, and around the first place where it does. */
const differences = (one: Seen, other: Seen): readonly unknown[] =>
  Object.keys({ ...one, ...other }).flatMap((what) => {
    const [a, b] = [JSON.stringify(one[what]) ?? "", JSON.stringify(other[what]) ?? ""];
    if (a === b) return [];
    const at = Array.from({ length: a.length }, (_, n) => n).find((n) => a[n] !== b[n]) ?? a.length;
    const around = (text: string): string => text.slice(Math.max(0, at - 80), at + 160);
    return [{ what, one: around(a), other: around(b) }];
  });

let quiet: Seen;
beforeAll(async () => {
  quiet = await play("SQLite", false);
});

/** PostgreSQL tells several changes of one moment in one hint, or in two. */
const hintsMerged = (seen: Seen): Seen =>
  Object.fromEntries(
    Object.entries(seen).map(([what, value]) => [
      what,
      what.endsWith(" hears") && typeof value === "string"
        ? value.split("\n\n").filter((line, n, all) => line !== all[n - 1])
        : value,
    ]),
  );

// One quiet day for both engines: they must show the same besides.
test.each(ENGINES)("a concern about staff changes nothing that others can see, on %s", async (engine) => {
  const busy = await play(engine, true);
  const alike = engine === "SQLite" ? (seen: Seen): Seen => seen : hintsMerged;
  expect(differences(alike(busy), alike(quiet))).toEqual([]);
});

test("what is compared is there", () => {
  const body = (what: string): string => JSON.stringify(quiet[what]);
  expect(body("lowe GET /api/concerns")).toContain("Told the family");
  expect(body("chat of dsl")).toContain("A concern was raised");
  expect(body("okafor hears")).toContain("lesson:");
  const sealed = Object.keys(quiet).filter((what) => what.startsWith("lowe POST") && what.includes("sealed"));
  for (const what of sealed) expect(body(what)).toContain("EndAsked");
});

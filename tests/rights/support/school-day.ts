import { setTimeout as pause } from "node:timers/promises";
import type { ConcernView } from "../../../src/protocol/screen/view.ts";
import { messagesOf } from "../../e2e/support/chats.ts";
import { PracticeLesson } from "../../e2e/support/lesson.ts";
import type { PracticeClient } from "../../e2e/support/practice.ts";
import type { Ground } from "../../support/engines.ts";
import type { Frozen } from "../../support/frozen.ts";
import { type InProcess, METRICS_TOKEN } from "../../support/in-process.ts";

/** A slow machine answers late, and what asked Microsoft waits no longer. */
const OF_THE_MACHINE = /^lesson_guard_(requests_slow_total|cloud_unserved_total\{[^}]*"temporary")/;

/** Marks what a person hears after each step. */
export const STEP = "after ";
const LOOKS_EVERY_MS = 50;
const STILL_FOR_LOOKS = 3;

/** The assistant raises it about the teacher, and the headteachers are told. These are all the other people. */
export const LISTENERS = ["okafor", "shah", "doyle", "lowe", "grant", "khan", "ethan"] as const;

/** A beat comes by the real clock, whatever happens. */
export const withoutBeats = (heard: string): string => heard.replaceAll(": beat\n\n", "");

/** A school day under a clock that stands still, and goes on when the test says so. */
export class SchoolDay {
  readonly running: InProcess;
  readonly lesson: PracticeLesson;
  readonly frozen: Frozen;
  readonly startedAt: number;
  readonly ground: Ground;
  readonly heard = new Map<string, string>();
  /** What the operator read after each step. */
  readonly measured: string[] = [];
  readonly #stop = new AbortController();
  /** The place up to which the ledger has been read. */
  #seen = 0;
  #staffMatter: ConcernView | undefined;

  readonly #setDatabase: (at: number) => Promise<void>;

  constructor(
    running: InProcess,
    frozen: Frozen,
    ground: Ground,
    setDatabase: (at: number) => Promise<void>,
  ) {
    this.#setDatabase = setDatabase;
    this.running = running;
    this.lesson = PracticeLesson.on(running.practice);
    this.frozen = frozen;
    this.startedAt = frozen.now();
    this.ground = ground;
  }

  /** The reference of the concern about staff; on the other day one that nothing has. */
  get staffRef(): string {
    return this.#staffMatter?.ref ?? "YYYYYY";
  }

  get practice(): PracticeClient {
    return this.running.practice;
  }

  /** One thing after the other: each step has its own randomness, and ends when nothing moves any more. */
  async step<Found>(word: string, act: () => Promise<Found>): Promise<Found> {
    const before = new Map([...this.heard].map(([person, heard]) => [person, withoutBeats(heard)]));
    this.frozen.seed(word);
    const found = await act();
    await this.still();
    this.frozen.seed("between");
    if (word.startsWith("staff: ")) {
      // On the other day nothing happens here: not one line may be heard on this one.
      for (const [person, heard] of this.heard)
        expect([word, person, withoutBeats(heard)]).toEqual([word, person, before.get(person)]);
      return found;
    }
    this.measured.push(`${word}\n${await this.metrics()}`);
    for (const [person, heard] of this.heard) this.heard.set(person, `${heard}${STEP}${word}\n\n`);
    return found;
  }

  /** Measures of Lesson Guard itself: how fast this machine is, and how much memory it uses, differ on any two days. */
  async metrics(): Promise<string> {
    const response = await fetch(`${this.practice.running.gateway}/metrics`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    return (await response.text())
      .split("\n")
      .filter((line) => line.includes("lesson_guard_") && !OF_THE_MACHINE.test(line))
      .join("\n");
  }

  /** The headteacher has as many messages to keep. */
  async isSealed(times: number): Promise<void> {
    await this.practice.until(
      "the headteacher has the seals",
      async () => {
        const texts = (await messagesOf(this.practice, "private", "evans")).map((one) => JSON.stringify(one));
        return texts.filter((text) => text.includes("sealed at")).length === times;
      },
      15_000,
    );
  }

  /** For a while nothing has passed between the application and the cloud, and no due work is left. */
  async still(): Promise<void> {
    let quiet = (await this.#stirs()) ? 0 : 1;
    while (quiet < STILL_FOR_LOOKS) {
      await pause(LOOKS_EVERY_MS);
      quiet = (await this.#stirs()) ? 0 : quiet + 1;
    }
  }

  /** Whether anything has passed since the last look, or is still to be answered or done. */
  async #stirs(): Promise<boolean> {
    const passed = (await this.practice.ledger(this.#seen)).filter(({ way }) => way !== "panel");
    const open = passed.some(({ answeredSeq }) => answeredSeq === undefined);
    if (!open) this.#seen = Math.max(this.#seen, ...passed.map(({ answeredSeq }) => answeredSeq ?? 0));
    return passed.length > 0 || (await this.#underWay()) > 0;
  }

  /** How many duties may be done now and are not, or how many notices have not been told. */
  async #underWay(): Promise<number> {
    const now = this.frozen.now();
    const [row] = (await this.ground.run(
      `select count(*) as many from duties where notice is not null or state = 'started'
        or (state = 'waiting' and (not_before <= ${now} or expires_at <= ${now}
          or (deadline_at <= ${now} and late_at is null)))`,
    )) as readonly { many: number | string }[];
    return Number(row?.many);
  }

  /** When the next duty falls due, is late or expires. */
  async #next(): Promise<number | undefined> {
    const now = this.frozen.now();
    const open = "from duties where state in ('waiting', 'started')";
    const [row] = (await this.ground.run(
      `select min(moment) as first from (
        select not_before as moment ${open} union all select expires_at ${open}
        union all select deadline_at ${open} and late_at is null) as moments where moment > ${now}`,
    )) as readonly { first: number | string | null }[];
    return row === undefined || row.first === null ? undefined : Number(row.first);
  }

  /**
   * The clock goes on, and stops at the very moment at which work is due: what a leap passes would be late by
   * chance. So would work whose deadline falls within the same second, if the clock went from second to second.
   */
  async passUntil(word: string, moment: number): Promise<void> {
    while (this.frozen.now() < moment) {
      const next = (await this.#next()) ?? moment;
      await this.advance(Math.min(next, moment) - this.frozen.now());
      this.frozen.seed(`${word} at ${this.frozen.now()}`);
      await this.still();
    }
    await this.step(word, async () => undefined);
  }

  async advance(ms: number): Promise<void> {
    await this.#setDatabase(this.frozen.now() + ms);
    this.frozen.advance(ms);
    this.running.wake();
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
  }

  async sayWhoItIsAbout(): Promise<void> {
    const { staffHere } = await this.lesson.as("hughes").open();
    const subject = staffHere.find(({ part }) => part === "organiser")?.person;
    await this.about("hughes", "details", { words: "He shouted at a child", subject });
  }

  async haveEnded(): Promise<void> {
    const { body } = await this.lesson
      .as("lowe")
      .ask<{ concerns: readonly ConcernView[] }>("GET", "/api/concerns");
    const ended = body.concerns.find(({ about }) => about === "ended");
    await this.lesson.as("lowe").ask("POST", `/api/concerns/${ended?.ref}/have-it`, {});
  }

  async about(person: string, act: string, body: object): Promise<void> {
    const path = `/api/concerns/${this.staffRef}/${act}`;
    const { status } = await this.lesson.as(person).ask("POST", path, body);
    expect([person, act, status]).toEqual([person, act, 200]);
  }

  async isTold(times: number): Promise<void> {
    await this.practice.until(
      "the headteachers are told",
      async () => {
        const concern = await this.lesson.as("evans").concern(this.staffRef);
        return (
          concern !== undefined &&
          concern.timeline.filter(({ sentence }) => sentence.includes(": Sent ")).length >= times
        );
      },
      15_000,
    );
  }
}

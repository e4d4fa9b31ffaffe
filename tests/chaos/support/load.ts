import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { EXCEPTIONS } from "../../../src/protocol/words.ts";
import type { Answered, Panel } from "../../e2e/support/panel.ts";
import { type Random, randomOf } from "./seed.ts";

/** One concern that its raiser was told is recorded. */
type Raised = { readonly press: string; readonly ref: string; readonly about: "child" | "adult" };

/** What the people of the lessons were answered: nothing of it may be lost. */
export class Acknowledged {
  readonly concerns: Raised[] = [];
  /** References of the concerns that a person was told they have taken. */
  readonly taken = new Set<string>();
  /** Words of details, each written once. */
  readonly words = new Set<string>();
  /** `lesson pupil reason`, and whether it was put right too. */
  readonly exceptions = new Map<string, "noted" | "put right">();
  /** How far each lesson had come when a person was answered. */
  readonly versions = new Map<string, number>();
  /** A second try with the same press that named another concern. */
  readonly doubled: string[] = [];
  presses = 0;
}

/** Who takes what is raised. */
export type Takers = Readonly<Record<Raised["about"], Panel>>;

/** Of all concerns; the rest climb on until the lesson is over. */
const TAKEN_SHARE = 0.9;

/** Telling about an adult begins seconds after the press, however often the program is stopped meanwhile. */
const BEGUN_WITHIN_MS = 120_000;

type Viewed = {
  readonly view?: { readonly version: number };
  readonly error?: { readonly code: string };
};

/** People who press, and press again where they see no answer, until told to stop. */
export class Load {
  readonly acknowledged = new Acknowledged();
  /** What was answered where a press was not taken for a reason of ours: `503 code: sentence`; "no answer". */
  readonly troubles = new Set<string>();
  #stopped = false;
  #broken: { readonly error: unknown } | undefined;
  readonly #people: Promise<void>[] = [];

  begin(person: Panel, lesson: string, pupils: readonly string[], takers: Takers): void {
    const random = randomOf(`load ${lesson}`);
    const people = [this.#raises(person, lesson, takers, random), this.#rooms(person, lesson, random)];
    if (pupils.length > 0) people.push(this.#checks(person, lesson, pupils, random));
    for (const one of people) this.#follow(one);
  }

  #follow(one: Promise<void>): void {
    this.#people.push(
      one.catch((error: unknown) => {
        this.#broken ??= { error };
      }),
    );
  }

  /** @throws an answer that no person should be given */
  check(): void {
    if (this.#broken !== undefined) throw this.#broken.error;
  }

  /** Everyone finishes what they are doing. */
  async stop(): Promise<void> {
    this.#stopped = true;
    // Those who press leave others behind who wait to be told.
    for (let many = 0; many < this.#people.length; ) {
      many = this.#people.length;
      await Promise.all(this.#people);
    }
    this.check();
  }

  async #raises(person: Panel, lesson: string, takers: Takers, random: Random): Promise<void> {
    while (!this.#stopped) {
      const about = random.next() < 0.25 ? "adult" : "child";
      const press = randomUUID();
      const raise = async (): Promise<string> => {
        const { body } = await this.#answered(() =>
          person.ask<{ concern: { ref: string } }>("POST", "/api/concerns", { lesson, about, press }),
        );
        return body.concern.ref;
      };
      const ref = await raise();
      // As a panel does whose answer was lost.
      const again = random.next() < 0.3 ? await raise() : ref;
      // While one about an adult can be undone, a second press about an adult is answered with it; later it is a new one.
      const isStanding = this.acknowledged.concerns.some((one) => one.ref === ref && one.about === about);
      if (!isStanding && again !== ref) this.acknowledged.doubled.push(press);
      if (!isStanding) this.acknowledged.concerns.push({ press, ref, about });
      // Of an adult no words are taken while it can still be undone.
      if (about === "child") await this.#detail(person, ref);
      const isTaken = random.next() < TAKEN_SHARE;
      if (about === "adult") this.#follow(this.#takeOnceTold(takers.adult, ref, isTaken));
      else if (isTaken) await this.#take(takers.child, ref);
      await pause(random.from(100, 500));
    }
  }

  /** Words make it another concern: the next bare press is not the same one. */
  async #detail(person: Panel, ref: string): Promise<void> {
    let words = "";
    await this.#answered(() => {
      // Other words at each try: those that were answered must be there, once.
      words = `seen ${randomUUID()}`;
      return person.ask("POST", `/api/concerns/${ref}/details`, { words });
    });
    this.acknowledged.words.add(words);
  }

  /** While it can be undone it is not there for those who are to be told. */
  async #takeOnceTold(taker: Panel, ref: string, isTaken: boolean): Promise<void> {
    const from = performance.now();
    for (;;) {
      const answer = await taker.ask("GET", `/api/concerns/${ref}`).catch(() => undefined);
      if (answer?.status === 200) break;
      if (performance.now() - from > BEGUN_WITHIN_MS)
        throw new Error(`${ref} is not told: ${troubleIn(answer)}`);
      await pause(500);
    }
    if (isTaken) await this.#take(taker, ref);
  }

  async #take(taker: Panel, ref: string): Promise<void> {
    await this.#answered(() => taker.ask("POST", `/api/concerns/${ref}/have-it`, {}));
    this.acknowledged.taken.add(ref);
  }

  async #checks(person: Panel, lesson: string, pupils: readonly string[], random: Random): Promise<void> {
    for (const pupil of pupils)
      for (const reason of EXCEPTIONS) {
        if (this.#stopped) return;
        const key = `${lesson} ${pupil} ${reason}`;
        await this.#press(person, lesson, { press: "note-exception", pupil, reason });
        this.acknowledged.exceptions.set(key, "noted");
        if (random.next() < 0.5) {
          const answer = await this.#press(person, lesson, { press: "put-right", pupil, reason });
          // While the cameras are off no one can have seen it: nothing is put right, and the answer says so.
          if (answer.error?.code !== "not-seen") this.acknowledged.exceptions.set(key, "put right");
        }
        await pause(random.from(10, 60));
      }
  }

  async #rooms(person: Panel, lesson: string, random: Random): Promise<void> {
    while (!this.#stopped) {
      await this.#press(person, lesson, {
        press: random.one(["pause", "resume", "let-mics-on", "mics-off"]),
      });
      await pause(random.from(150, 600));
    }
  }

  async #press(person: Panel, lesson: string, press: object): Promise<Viewed> {
    const { body } = await this.#answered(() =>
      person.ask<Viewed>("POST", `/api/lessons/${lesson}/press`, press),
    );
    const before = this.acknowledged.versions.get(lesson) ?? 0;
    this.acknowledged.versions.set(lesson, Math.max(before, body.view?.version ?? 0));
    return body;
  }

  /** Until it is answered: taken, or refused because it stands so already. */
  async #answered<Body>(ask: () => Promise<Answered<Body>>): Promise<Answered<Body>> {
    for (;;) {
      // Down, or its answer was lost on the way: the presser cannot tell.
      const answer = await ask().catch(() => undefined);
      if (answer !== undefined && (answer.status === 200 || answer.status === 409)) {
        this.acknowledged.presses += 1;
        return answer;
      }
      if (answer !== undefined && answer.status < 500)
        throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      this.troubles.add(troubleIn(answer));
      await pause(50);
    }
  }
}

const troubleIn = (answer: Answered<unknown> | undefined): string => {
  if (answer === undefined) return "no answer";
  const { error } = Object(answer.body) as { error?: { code: string; say: string } };
  return `${answer.status} ${error?.code}: ${error?.say}`;
};

import { differences, type MeetingOptions, type SeenOptions } from "../../../src/protocol/lesson/options.ts";
import { driftToPutRight } from "../../../src/protocol/lesson/wanted-options.ts";
import { arrival, type Story } from "./story.ts";

export const PRESSES = [
  "let-cameras-on",
  "let-mics-on",
  "cameras-off",
  "mics-off",
  "pause",
  "resume",
] as const;
export const ANSWERS = ["comes", "lost", "late", "never"] as const;

/** What becomes of a request in the middle of which the program ended. */
export const CUT_OFF = ["comes", "late", "never"] as const;

type Press = (typeof PRESSES)[number];

/** A meeting in Teams: what is in force, and whether a person changed each option last. */
export class TeamsMeeting {
  readonly story: Story = arrival();
  #options: MeetingOptions = this.asked;
  readonly #byHand = new Set<keyof MeetingOptions>();
  readonly #late: MeetingOptions[] = [];
  /** Since when the work that was cut off had been at it. */
  #cutOffSince: string | undefined;
  /** Drift that was recorded though the value in force was one of ours. */
  readonly untrue: string[] = [];

  get asked(): MeetingOptions {
    const asked = this.story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing asked");
    return asked;
  }

  get options(): MeetingOptions {
    return this.#options;
  }

  press(press: Press): void {
    this.story.wait(1000).press({ press });
  }

  /** Presses, one after the other, each asked and answered by Teams before the next. */
  done(...presses: readonly Press[]): void {
    for (const press of presses) {
      this.press(press);
      this.send("comes");
    }
  }

  /** Teams stores a request of ours. */
  #store(options: Partial<MeetingOptions>): void {
    for (const option of Object.keys(options) as (keyof MeetingOptions)[])
      if (options[option] !== this.#options[option]) this.#byHand.delete(option);
    this.#options = { ...this.#options, ...options };
  }

  /** The work sends what is asked; its answer comes, is lost, or is lost before Teams has stored it. */
  send(answer: "comes" | "lost" | "late" | "never"): void {
    this.restart();
    const { asked } = this;
    this.story.wait(200);
    if (answer === "late") this.#late.push(asked);
    if (answer === "lost" || answer === "comes") this.#store(asked);
    if (answer === "comes") this.#report("options-seen");
    else this.story.report({ report: "options-not-answered", asked });
  }

  /** The program ends between sending and the answer: it knows nothing of that but that it had begun. */
  kill(answer: (typeof CUT_OFF)[number]): void {
    const { asked } = this;
    this.#cutOffSince ??= this.story.wait(200).now;
    this.story.wait(200);
    if (answer === "late") this.#late.push(asked);
    if (answer === "comes") this.#store(asked);
  }

  /** It has started again, and takes up what was cut off before it sends or reads anything. */
  restart(): void {
    const since = this.#cutOffSince;
    this.#cutOffSince = undefined;
    if (since !== undefined) this.story.wait(1000).report({ report: "options-cut-off", since });
  }

  /** What was on its way comes into force. */
  arrive(): void {
    const one = this.#late.shift();
    if (one !== undefined) this.#store(one);
  }

  byHand(change: Partial<MeetingOptions>): void {
    for (const option of Object.keys(change) as (keyof MeetingOptions)[])
      if (change[option] !== this.#options[option]) this.#byHand.add(option);
    this.#options = { ...this.#options, ...change };
  }

  /** The drift guard looks: what differs is recorded, put back, and read again. */
  look(): void {
    this.restart();
    const { asked, story } = this;
    const seen = this.#options;
    story.wait(1000);
    const right = driftToPutRight(asked, seen, story.lesson.phase);
    if (Object.keys(right).length > 0) {
      const before = story.lesson.drift?.backAt === undefined ? (story.lesson.drift?.seen ?? {}) : {};
      const known = story.events.length;
      this.#report("options-drifted");
      expect(differences({ ...asked, ...seen }, story.lesson.doors.seen?.options ?? {})).toEqual([]);
      for (const event of story.events.slice(known))
        if (event.type === "DriftSeen")
          for (const option of Object.keys(event.data.seen) as (keyof SeenOptions)[])
            if (!this.#byHand.has(option) && before[option] === undefined) this.untrue.push(option);
      this.#store(right);
    }
    this.#report("options-seen");
  }

  #report(report: "options-seen" | "options-drifted"): void {
    const reading = { asked: this.asked, seen: this.#options };
    this.story.report(
      report === "options-seen" ? { report, ...reading, coOrganisersSet: false } : { report, ...reading },
    );
  }
}

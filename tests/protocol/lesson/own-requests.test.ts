import { differences, type MeetingOptions, type SeenOptions } from "../../../src/protocol/lesson/options.ts";
import { driftToPutRight } from "../../../src/protocol/lesson/wanted-options.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import { fc, runs } from "../../support/properties.ts";
import { arrival, type Story, typesOf } from "./story.ts";

type Press = (typeof PRESSES)[number];

/** A meeting in Teams: what is in force, and whether a person changed each option last. */
class Meeting {
  readonly story: Story = arrival();
  #options: MeetingOptions = this.asked;
  readonly #byHand = new Set<keyof MeetingOptions>();
  readonly #late: MeetingOptions[] = [];
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

  /** Teams stores a request of ours. */
  #store(options: Partial<MeetingOptions>): void {
    for (const option of Object.keys(options) as (keyof MeetingOptions)[])
      if (options[option] !== this.#options[option]) this.#byHand.delete(option);
    this.#options = { ...this.#options, ...options };
  }

  /** The work sends what is asked; its answer comes, is lost, or is lost before Teams has stored it. */
  send(answer: "comes" | "lost" | "late" | "never"): void {
    const { asked } = this;
    this.story.wait(200);
    if (answer === "late") this.#late.push(asked);
    if (answer === "lost" || answer === "comes") this.#store(asked);
    if (answer === "comes") this.#report("options-seen");
    else this.story.report({ report: "options-not-answered", asked });
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

const PRESSES = ["let-cameras-on", "let-mics-on", "cameras-off", "mics-off", "pause", "resume"] as const;
const ANSWERS = ["comes", "lost", "late", "never"] as const;

type Step = (meeting: Meeting) => void;

const presses = PRESSES.map(
  (press): Step =>
    (meeting) =>
      meeting.press(press),
);
const answers = ANSWERS.map(
  (answer): Step =>
    (meeting) =>
      meeting.send(answer),
);
const arrive: Step = (meeting) => meeting.arrive();
const look: Step = (meeting) => meeting.look();
const byHand = fc
  .record<Partial<MeetingOptions>>(
    {
      lobbyScope: fc.constantFrom("everyone", "organizer"),
      mic: fc.boolean(),
      camera: fc.boolean(),
      chat: fc.constantFrom("enabled", "disabled", "limited"),
      recording: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map(
    (change): Step =>
      (meeting) =>
        meeting.byHand(change),
  );

const driftIn = ({ story }: Meeting): number => story.count("DriftSeen");

describe("a change in Teams that is our own", () => {
  it("is never said to be by hand, whatever was asked, lost or late, and however often Teams was read", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...presses, ...answers, arrive, look), byHand), { maxLength: 25 }),
        (steps) => {
          const meeting = new Meeting();
          for (const step of steps) step(meeting);
          meeting.look();
          expect(meeting.untrue).toEqual([]);
        },
      ),
      runs(400),
    );
  });

  it("is a pause that Teams has not taken yet: what it shows is what we asked before", () => {
    const meeting = new Meeting();
    meeting.press("let-mics-on");
    meeting.send("comes");
    meeting.press("pause");
    meeting.send("never");
    meeting.look();
    expect(driftIn(meeting)).toBe(0);
    expect(noticesOf(meeting.story.lesson, "Europe/London")).toEqual([]);
  });

  it("is a Resume that comes late, after the next pause was confirmed: put back, and shown as what Teams shows", () => {
    const meeting = new Meeting();
    meeting.press("let-mics-on");
    meeting.send("comes");
    meeting.press("pause");
    meeting.send("comes");
    meeting.press("resume");
    meeting.send("late");
    meeting.press("pause");
    meeting.send("comes");
    meeting.arrive();
    const { story } = meeting;
    story.wait(1000);
    const reading = { asked: meeting.asked, seen: meeting.options };
    expect(typesOf(story.report({ report: "options-drifted", ...reading }))).toEqual(["OptionsSeen"]);
    expect(doorsProof(story.lesson, story.now, "Europe/London")).toMatchObject({ state: "not proven" });
    expect(noticesOf(story.lesson, "Europe/London")).toEqual([]);
    meeting.look();
    expect([driftIn(meeting), meeting.options.mic]).toEqual([0, false]);
  });

  it("is what the meeting was made with, before our first request is in force, and what Teams does not show", () => {
    const story = arrival();
    const asked = new Meeting().asked;
    const made: MeetingOptions = { ...asked, lobbyScope: "everyone", mic: true };
    expect(typesOf(story.report({ report: "options-drifted", asked, seen: made }))).toEqual(["OptionsSeen"]);
    const meeting = new Meeting();
    meeting.send("comes");
    const { lobbyScope: _, ...rest } = meeting.asked;
    expect(
      typesOf(meeting.story.report({ report: "options-drifted", asked: meeting.asked, seen: rest })),
    ).toEqual(["OptionsSeen"]);
  });

  it("is no longer that once a request has been on its way for five minutes", () => {
    const meeting = new Meeting();
    meeting.press("let-mics-on");
    meeting.send("never");
    meeting.press("pause");
    meeting.send("comes");
    meeting.story.wait(6 * 60_000);
    meeting.byHand({ mic: true });
    meeting.look();
    expect(driftIn(meeting)).toBe(1);
  });
});

describe("a change in Teams that is not our own", () => {
  it("is recorded as that where everything was answered, and in every state that holds the option", () => {
    const change = fc.record<Partial<MeetingOptions>>(
      { lobbyScope: fc.constant("everyone"), recording: fc.constant(true), mic: fc.constant(true) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...presses, look), { maxLength: 10 }), change, (steps, by) => {
        const meeting = new Meeting();
        for (const step of steps) {
          step(meeting);
          meeting.send("comes");
        }
        meeting.send("comes");
        const before = driftIn(meeting);
        meeting.byHand(by);
        const held = Object.keys(driftToPutRight(meeting.asked, meeting.options, meeting.story.lesson.phase));
        meeting.look();
        expect(driftIn(meeting) - before).toBe(held.length > 0 ? 1 : 0);
      }),
      runs(100),
    );
  });

  it("is said once, with a lobby opened beside our own late request", () => {
    const meeting = new Meeting();
    meeting.press("let-mics-on");
    meeting.send("comes");
    meeting.press("pause");
    meeting.send("never");
    meeting.byHand({ lobbyScope: "everyone" });
    meeting.look();
    const found = meeting.story.events.filter(({ type }) => type === "DriftSeen");
    expect(found.map(({ data }) => data)).toEqual([{ seen: { lobbyScope: "everyone" } }]);
  });
});

import type { MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { endSteps } from "../../../src/protocol/screen/end-steps.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { arrival, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";

const PRESSES = [
  "pause",
  "resume",
  "let-cameras-on",
  "let-mics-on",
  "cameras-off",
  "mics-off",
  "end-for-all",
  "end-lesson",
  "undo-end",
] as const;
type Press = (typeof PRESSES)[number];

/** A look at the options that Teams answers: what was asked for when it began, and when that was. */
type Look = { readonly asked: MeetingOptions; readonly askedAt: string; readonly began: number };

/** One lesson, and which of its readings belongs to which press. */
class Asking {
  readonly story: Story = arrival();
  #steps = 0;
  /** The press that was taken last, and at which step; an undo asks for nothing of its own. */
  pressed = 0;
  /** The newest reading that Teams has answered with, by the step at which it was begun. */
  read = -1;
  #open: Look[] = [];

  press(press: Press): void {
    this.#steps += 1;
    const decision = this.story.wait(300).press({ press });
    if (!("refused" in decision) && decision.events.length > 0 && press !== "undo-end")
      this.pressed = this.#steps;
  }

  begin(): void {
    this.#steps += 1;
    const { asked } = this.story.lesson.doors;
    if (asked !== undefined) this.#open.push({ asked: asked.options, askedAt: asked.at, began: this.#steps });
  }

  /** The oldest look is answered: Teams shows what was asked for as it began. */
  answer(): void {
    this.#steps += 1;
    const look = this.#open.shift();
    if (look === undefined) return;
    const { asked, askedAt, began } = look;
    const reading = { report: "options-seen", asked, askedAt, seen: asked, coOrganisersSet: false } as const;
    this.story.wait(300).report(reading);
    this.story.report(roster(user("r-teacher", TEACHER)));
    this.read = Math.max(this.read, began);
  }

  /** State words that stand though nothing of this asking was confirmed. */
  get unproven(): readonly string[] {
    const { lesson, now } = this.story;
    if (this.read > this.pressed) return [];
    const standing = standingOf(lesson, now, ZONE);
    const doors = doorsProof(lesson, now, ZONE);
    const steps =
      lesson.end === undefined
        ? []
        : endSteps(lesson, undefined, now, ZONE, "").filter(({ step }) => step === "doors");
    return [
      ...(standing.state === "done" ? [standing.words] : []),
      ...(doors.state === "proven" ? [doors.sentence] : []),
      ...steps.filter(({ proof }) => proof.state === "proven").map(({ proof }) => `step: ${proof.sentence}`),
    ];
  }
}

const answered = (asking: Asking): void => {
  asking.begin();
  asking.answer();
};

describe("a state word", () => {
  it("stands only with a reading that was begun after its own press, however soon after another", () => {
    const step = fc.constantFrom<(asking: Asking) => void>(
      ...PRESSES.map((press) => (asking: Asking) => asking.press(press)),
      (asking) => asking.begin(),
      (asking) => asking.answer(),
      answered,
      (asking) => void asking.story.wait(3_600_000),
    );
    let met = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const asking = new Asking();
        answered(asking);
        for (const one of steps) {
          one(asking);
          if (asking.read <= asking.pressed) met += 1;
          expect(asking.unproven).toEqual([]);
        }
      }),
      runs(400),
    );
    hasMet(() => expect(met).toBeGreaterThan(500));
  });

  it.each([
    ["Pause", "End for all", ["pause", "end-for-all"]],
    ["End lesson", "End for all", ["end-lesson", "end-for-all"]],
  ] as const)("that %s has earned is not the one of %s", (_first, _then, [first, then]) => {
    const asking = new Asking();
    answered(asking);
    asking.story.wait(3_600_000);
    asking.press(first);
    answered(asking);
    const standing = () => standingOf(asking.story.lesson, asking.story.now, ZONE);
    expect(standing().state).toBe("done");
    // A look that is under way as the second is pressed says nothing of it.
    asking.begin();
    asking.press(then);
    expect(standing()).toEqual({ state: "asked", words: "Shutting…" });
    asking.answer();
    expect(standing()).toEqual({ state: "asked", words: "Shutting…" });
    asking.story.wait(3000);
    expect(standing().words).toBe("Doors not confirmed");
    answered(asking);
    expect(standing().words).toMatch(/^Doors shut \d\d:\d\d$/);
  });
});

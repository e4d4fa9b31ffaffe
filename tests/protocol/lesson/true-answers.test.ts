import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import type { DutyKind } from "../../../src/protocol/work/duty.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { meant, type Step, steps, take } from "./steps.ts";
import { arrival, FOUND, guest, MET, roster, Story, TEACHER, user } from "./story.ts";

type Pressed = {
  readonly press: string;
  readonly before: Lesson;
  readonly after: Lesson;
  readonly events: readonly LessonEvent[];
  readonly say: string;
};

/** Each press of these steps that was taken, with what it was answered. */
const pressesOf = (all: readonly Step[]): readonly Pressed[] => {
  const story = new Story().after(MET);
  return all.flatMap((one) => {
    if (!("press" in one)) {
      take(story, one);
      return [];
    }
    const before = story.lesson;
    const command = meant(story, one);
    const decision = story.press(command, one.by);
    if ("refused" in decision) return [];
    const { events, say } = decision;
    return [{ press: command.press, before, after: story.lesson, events, say }];
  });
};

/** A sentence without its figures and what stands in quotation marks. */
const form = (say: string): string => say.replace(/\d+/g, "#").replace(/“[^”]*”/g, "“…”");

const OF_TEAMS =
  /Teams is asked|Teams has applied|will be removed|is being removed|being set|Teams was asked to set/;
const AT_TEAMS: ReadonlySet<DutyKind> = new Set<DutyKind>(["set-options", "remove", "mute"]);

describe("what a press is answered, whatever was pressed and heard before", () => {
  it("is never the same sentence where something was done and where nothing was", () => {
    const met = new Map<string, Set<"done" | "nothing">>();
    fc.assert(
      fc.property(steps, (all) => {
        for (const { events, say } of pressesOf(all)) {
          const how = events.length > 0 ? "done" : "nothing";
          const before = met.get(form(say)) ?? new Set();
          met.set(form(say), before.add(how));
          expect([form(say), [...before]]).toEqual([form(say), [how]]);
        }
      }),
      runs(2000),
    );
    hasMet(() => expect(met.size).toBeGreaterThan(25));
  });

  it("speaks of something that is to be done at Teams only where that is its work, or was asked already", () => {
    let promised = 0;
    fc.assert(
      fc.property(steps, (all) => {
        for (const { press, before, after, events, say } of pressesOf(all)) {
          if (!OF_TEAMS.test(say)) continue;
          promised += 1;
          const work = dutiesOf(before, after, events).flat();
          const asked = work.some(({ work: { kind } }) => AT_TEAMS.has(kind));
          const waits = /^Asked already|Teams was asked/.test(say) && after.doors.asked !== undefined;
          expect([press, say, asked || waits]).toEqual([press, say, true]);
        }
      }),
      runs(2000),
    );
    hasMet(() => expect(promised).toBeGreaterThan(100));
  });
});

describe("a second press of All cameras off", () => {
  const family = { ...guest("r-amara", "Amara Okafor (Guest)"), cameraOn: true };
  const off = (): Story => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    story.press({ press: "cameras-off" });
    return story;
  };
  const again = (story: Story): string => story.press({ press: "cameras-off" }).say;
  const seen = (story: Story): Story => {
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    return story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
  };

  it("waits for Teams, then says what Teams shows: the setting, the cameras that are on, that none is", () => {
    const story = off();
    expect(again(story)).toBe("Asked already. Waiting for Teams.");
    seen(story);
    expect(again(story)).toBe("Teams allows no cameras already.");
    story.after(roster(user("r-teacher", TEACHER), family));
    expect(again(story)).toBe(
      "1 camera is still on. In Teams press ⋯ on their picture, then Disable camera.",
    );
    story.after(roster(user("r-teacher", TEACHER), { ...family, cameraOn: false }));
    expect(again(story)).toBe("Cameras are off already.");
  });

  it("says what to press where the meeting is not known, or is not protected", () => {
    const unknown = new Story().after(MET);
    unknown.press({ press: "choose-kind", kind: "class" });
    unknown.after({ report: "meeting-started", source: "event" });
    expect(unknown.press({ press: "pause" }).say).toBe(
      "Teams does not show Lesson Guard this meeting yet. Nothing is switched off. In Teams press People, then Mute all.",
    );
    const unprotected = new Story().after(MET, { ...FOUND, protectable: false });
    unprotected.press({ press: "choose-kind", kind: "class" });
    unprotected.after({ report: "meeting-started", source: "event" });
    expect(again(unprotected)).toBe(
      "This meeting is not protected. Nothing is switched off. In Teams press ⋯ on their picture, then Disable camera.",
    );
  });
});

import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { PLAIN_PRESSES } from "../../../src/protocol/lesson/presses.ts";
import { isAdultSeen } from "../../../src/protocol/rules/s1-adult-present.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { type Step, steps, take } from "./steps.ts";
import { arrival, guest, roster, TEACHER, user, withCameras } from "./story.ts";

const RUNS = runs(2000);

const DEVICE: Readonly<Record<string, string>> = { "p-amara": "r-amara", "p-ben": "r-ben" };

/** This test's own reading of the events: who let cameras on, and whose cameras the call showed on. */
const seenBy = (events: readonly LessonEvent[]) => {
  let [let_, list, paused, beyond] = [false, false, false, false];
  let on: readonly string[] = [];
  const attested: boolean[] = [];
  for (const event of events) {
    if (event.type === "MeetingFound") beyond = !event.data.protectable;
    if (event.type === "MeetingNotFound") beyond = true;
    if (event.type === "CamerasLet") [let_, on] = [event.data.on, []];
    if (event.type === "Paused") [paused, on] = [true, []];
    if (event.type === "Resumed") paused = false;
    if (event.type === "CamerasSeen") on = event.data.people ?? [];
    if (event.type === "CallListSeen") list = true;
    if (["CallEntered", "CallLost", "CallLeft", "CallAsked"].includes(event.type)) list = false;
    if (event.type === "PupilsChecked" && event.data.namesOnly !== true)
      for (const pupil of event.data.pupils)
        attested.push(!paused && (let_ || beyond) && (!list || on.includes(DEVICE[pupil] ?? "")));
  }
  return attested;
};

const LIST = [
  user("r-teacher", TEACHER),
  guest("r-amara", "Amara Okafor (Guest)"),
  guest("r-ben", "Ben's mum"),
];
const listed = (...on: readonly string[]): Step => ({
  report: roster(...LIST.map((one) => ({ ...one, cameraOn: on.includes(one.id) }))),
});
const pressing = (press: StaffCommand): Step => ({ by: TEACHER, press });
/** Steps that decide whether an adult can be seen, and presses that say that one was. */
const near = fc.constantFrom<Step>(
  listed(),
  listed("r-amara"),
  listed("r-ben"),
  listed("r-amara", "r-ben"),
  listed("r-teacher"),
  { report: { report: "call-lost", call: "call1", code: 0, subcode: 1 } },
  { report: { report: "call-entered", call: "call1" } },
  { wait: 6000 },
  ...PLAIN_PRESSES.filter((press) => !/kind|end|mics|by-hand/.test(press)).map((press) =>
    pressing({ press }),
  ),
  pressing({ press: "check-pupil", pupil: "p-amara" }),
  pressing({ press: "note-exception", pupil: "p-ben", reason: "no adult seen" }),
  pressing({ press: "put-right", pupil: "p-ben", reason: "no adult seen" }),
);

describe("no one confirms what they cannot have seen (S1)", () => {
  it("no check stands for an adult while cameras are off, or while the call's list does not show that family's on", () => {
    let attested = 0;
    fc.assert(
      fc.property(fc.array(near, { maxLength: 30, size: "max" }), (given) => {
        const story = arrival();
        for (const one of given) take(story, one);
        const all = seenBy(story.events);
        attested += all.length;
        expect(all).not.toContain(false);
      }),
      RUNS,
    );
    hasMet(() => expect(attested).toBeGreaterThan(100));
  });

  it("where no camera was ever seen in the call's list, no adult is checked, whatever is pressed", () => {
    const dark = (one: Step): Step =>
      "report" in one && one.report.report === "roster-seen"
        ? { report: { ...one.report, people: one.report.people.map((who) => ({ ...who, cameraOn: false })) } }
        : one;
    fc.assert(
      fc.property(steps, (given) => {
        const story = arrival();
        for (const one of given.map(dark)) {
          if ("report" in one && one.report.report !== "roster-seen") continue;
          take(story, one);
        }
        expect(pupilRows(story.lesson).filter(isAdultSeen)).toEqual([]);
        const offered = checklistOf(story.lesson, story.now).presses.map(({ press }) => press);
        expect(offered).not.toContain("all-others-fine");
      }),
      RUNS,
    );
  });

  it("that no camera is on any more is a fact of its own, and takes the offer back", () => {
    const story = withCameras(arrival());
    const offers = () => checklistOf(story.lesson, story.now).presses.map(({ press }) => press);
    expect(offers()).toContain("all-others-fine");
    story.report(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
    expect(story.events.at(-1)).toMatchObject({ type: "CamerasSeen", data: { on: false } });
    expect(offers()).not.toContain("all-others-fine");
    expect(offers()).toContain("names-match");
  });

  it("a sweep counts as seen those whose camera is on, names the others, and says how many are left", () => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    take(story, listed("r-amara"));
    const { say } = story.press({ press: "all-others-fine" });
    expect(say).toBe("1 pupil checked together. 1 left: camera off.");
    const [amara, ben] = pupilRows(story.lesson);
    expect([amara && isAdultSeen(amara), ben?.checked?.namesOnly, ben?.cameraOff]).toEqual([
      true,
      true,
      true,
    ]);
    const offers = () => checklistOf(story.lesson, story.now).presses.map(({ press }) => press);
    expect(offers()).not.toContain("all-others-fine");
    expect(story.press({ press: "check-pupil", pupil: "p-ben" }).say).toBe(
      "Name checked. Adult not seen yet: their camera is off. Ask them to turn it on.",
    );
    take(story, listed("r-ben"));
    expect(offers()).toContain("all-others-fine");
    story.press({ press: "all-others-fine" });
    expect(pupilRows(story.lesson).filter(isAdultSeen)).toHaveLength(2);
  });

  it("a camera that an earlier version recorded without saying whose it was confirms no family", () => {
    const story = withCameras(arrival());
    const lesson = evolve(story.lesson, { type: "CamerasSeen", at: story.now, data: { on: true } });
    expect(checklistOf(lesson, story.now).presses.map(({ press }) => press)).not.toContain("all-others-fine");
  });

  it("a note-taker's picture is no person's face", () => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    story.report(
      roster(user("r-teacher", TEACHER), {
        id: "r-bot",
        identity: "application",
        shown: "Notes",
        place: "in",
        cameraOn: true,
      }),
    );
    expect(story.count("CamerasSeen")).toBe(0);
  });
});

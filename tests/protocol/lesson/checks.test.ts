import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { checksInRecord, checksOf } from "../../../src/protocol/lesson/checks.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import type { ExceptionReason } from "../../../src/protocol/words.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { steps, take } from "./steps.ts";
import { arrival, guest, planned, roster, Story, TEACHER, user, withCameras } from "./story.ts";

const RUNS = 150;

const said = (story: Story): readonly string[] =>
  checksOf(story.lesson).map(({ check, state, words }) => `${check}: ${state}, ${words}`);

describe("the three checks by name, and how far each is", () => {
  it("follow a class from the first second to the last", () => {
    expect(said(planned())).toEqual([
      "adult present: not yet, no pupil inside yet",
      "family room: not yet, no pupil inside yet",
      "name shown: not yet, no pupil inside yet",
    ]);
    const story = arrival();
    expect(said(story)).toEqual([
      "adult present: not yet, 0 of 2 seen, cameras are off",
      "family room: not yet, 0 of 2 seen, cameras are off",
      "name shown: your turn, 0 of 2 checked",
    ]);
    story.press({ press: "names-match" });
    expect(said(story)).toEqual([
      "adult present: not yet, 0 of 2 seen, cameras are off",
      "family room: not yet, 0 of 2 seen, cameras are off",
      "name shown: done, 2 of 2 checked",
    ]);
    withCameras(story).press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    story.press({ press: "all-others-fine" });
    expect(said(story)).toEqual([
      "adult present: your turn, 1 of 2 seen",
      "family room: your turn, 1 of 2 seen, 1 not in a family room",
      "name shown: done, 2 of 2 checked",
    ]);
    story.press({ press: "check-pupil", pupil: "p-ben" });
    expect(said(story)).toEqual([
      "adult present: done, 2 of 2 seen",
      "family room: done, 2 of 2 seen",
      "name shown: done, 2 of 2 checked",
    ]);
    expect(checksInRecord(story.lesson).map(({ words }) => words)).toEqual([
      "2 seen",
      "2 seen; 1 noted, 1 put right",
      "2 checked",
    ]);
  });

  it("none is done while a person inside is to be sorted out, or only Teams' messages tell who is inside", () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    const people = [
      user("r-teacher", TEACHER),
      guest("r-amara", "Amara Okafor (Guest)"),
      guest("r-ben", "Ben's mum (Guest)"),
    ];
    story.report(roster(...people, guest("r-x", "iPad")));
    expect(said(story)).toEqual([
      "adult present: your turn, 2 of 2 seen, 1 inside to sort out",
      "family room: your turn, 2 of 2 seen, 1 inside to sort out",
      "name shown: your turn, 2 of 2 checked, 1 inside to sort out",
    ]);
    story.report({ report: "roster-seen", source: "events", people, staff: [TEACHER.id], whole: false });
    story.report({ report: "call-lost", call: "call1", code: 200, subcode: 7000 });
    expect(said(story).filter((one) => one.includes(": done"))).toEqual([]);
    expect(said(story)[2]).toMatch(/count by eye/);
  });

  it("a family that is back on another device is to be looked at again", () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    story.report(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
    story.report(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor (Guest)"),
        guest("r-2", "Ben's mum (Guest)"),
      ),
    );
    expect(checksOf(story.lesson).map(({ done, of }) => [done, of])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it("nothing of a pupil is checked or put right whom the call's own list does not show", () => {
    const story = withCameras(arrival());
    story.press({ press: "note-exception", pupil: "p-ben", reason: "name not shown" });
    story.report(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
    expect(story.press({ press: "check-pupil", pupil: "p-ben" })).toMatchObject({ refused: "not-seen" });
    expect(story.press({ press: "put-right", pupil: "p-ben", reason: "name not shown" })).toMatchObject({
      refused: "not-seen",
    });
    // Without that list only staff can tell.
    story.report({ report: "call-lost", call: "call1", code: 200, subcode: 7000 });
    expect(story.press({ press: "check-pupil", pupil: "p-ben" })).not.toHaveProperty("refused");
  });
});

/** This test's own reading of the events: what was last confirmed of each pupil, and what is noted against it. */
const attestedBy = (events: readonly LessonEvent[]) => {
  const named = new Set<string>();
  const seen = new Set<string>();
  const noted = new Set<string>();
  const key = (pupil: string, reason: ExceptionReason): string => `${pupil} ${reason}`;
  for (const event of events) {
    if (event.type === "PupilsChecked")
      for (const pupil of event.data.pupils) {
        named.add(pupil);
        if (event.data.namesOnly !== true) seen.add(pupil);
      }
    if (event.type === "ExceptionNoted") noted.add(key(event.data.pupil, event.data.reason));
    if (event.type === "ExceptionPutRight") noted.delete(key(event.data.pupil, event.data.reason));
  }
  const without = (all: ReadonlySet<string>, reason: ExceptionReason) =>
    [...all].filter((pupil) => !noted.has(key(pupil, reason))).length;
  return {
    "adult present": without(seen, "no adult seen"),
    "family room": without(seen, "not a family room"),
    "name shown": without(named, "name not shown"),
  };
};

const starts: readonly (() => Story)[] = [planned, arrival, () => withCameras(arrival()), () => new Story()];

it.each<[string, () => Story, string | undefined]>([
  ["before the start", planned, undefined],
  [
    "while Lesson Guard waits",
    () =>
      planned().after(
        { report: "meeting-started", source: "event" },
        { report: "call-waiting", call: "call1" },
      ),
    "First let Lesson Guard in.",
  ],
  [
    "with a name to sort out",
    () => arrival().after(roster(user("r-teacher", TEACHER), guest("r-x", "iPad"))),
    "First sort out 1 name.",
  ],
  ["with cameras off", arrival, "Now let cameras on: no grown-up can be seen yet."],
  [
    "with pictures to look at",
    () => withCameras(arrival()),
    "Look at each picture and name. Note what is not right, then press All others fine.",
  ],
  ["without a register", () => new Story(), undefined],
])("says what comes next: %s", (_when, story, lead) => {
  expect(checklistOf(story().lesson, story().now).lead).toBe(lead);
});

it("says that the register comes first where there is none", () => {
  const story = arrival();
  const lesson = { ...story.lesson, register: [] };
  expect(checklistOf(lesson, story.now).lead).toBe(
    "First choose the register: without it, names cannot be matched.",
  );
});

describe("whatever happens and is pressed", () => {
  it("no check counts what nothing attests, and nothing that attests stands out before it can be seen", () => {
    const stoodOut = new Set<string>();
    let done = 0;
    const look = ({ lesson, now, events }: Story): void => {
      const { items, presses } = checklistOf(lesson, now);
      const attested = attestedBy(events);
      const here = pupilRows(lesson).filter(({ place }) => place === "in").length;
      for (const item of items) {
        expect(item.done).toBeLessThanOrEqual(attested[item.check]);
        expect(item.of).toBe(here);
        expect(item.done + item.exceptions).toBeLessThanOrEqual(here);
        if (item.state !== "done") continue;
        done += 1;
        expect([item.done, item.exceptions, here > 0]).toEqual([here, 0, true]);
      }
      const primary = presses.filter((one) => one.primary === true).map(({ press }) => press);
      expect(primary.length).toBeLessThanOrEqual(1);
      for (const one of primary) stoodOut.add(one);
      if (!primary.some((one) => one === "all-others-fine" || one === "names-match")) return;
      expect([lesson.call.state, unknownPeople(lesson), here > 0]).toEqual(["in", [], true]);
      expect(events.some((one) => one.type === "CamerasLet" && one.data.on)).toBe(true);
    };
    fc.assert(
      fc.property(fc.constantFrom(...starts), steps, (start, given) => {
        const story = start();
        look(story);
        for (const one of given) {
          take(story, one);
          look(story);
        }
      }),
      runs(RUNS),
    );
    hasMet(() => expect(done).toBeGreaterThan(0));
    hasMet(() => expect(stoodOut).toEqual(new Set(["open-panel", "let-cameras-on", "all-others-fine"])));
  });
});

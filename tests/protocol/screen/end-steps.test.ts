import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { countsOf } from "../../../src/protocol/lesson/checklist.ts";
import { endSteps } from "../../../src/protocol/screen/end-steps.ts";
import { endingOf } from "../../../src/protocol/screen/ending.ts";
import type { EndStep } from "../../../src/protocol/screen/view.ts";
import { CHANNEL, ConcernStory, DSL, raising } from "../concern/story.ts";
import {
  accepted,
  arrival,
  ended,
  guest,
  planned,
  roster,
  type Story,
  TEACHER,
  user,
} from "../lesson/story.ts";

const step = (story: Story, which: EndStep["step"], alert?: ConcernStory) =>
  endSteps(story.lesson, alert?.concern, story.now, "Europe/London", "01234 567890").find(
    (one) => one.step === which,
  )?.proof;

const around = ({ now }: Story) => ({ now, timeZone: "Europe/London", phone: "01234 567890" });

const inWindow = (): Story => {
  const story = arrival();
  story.press({ press: "end-for-all" });
  return story;
};
const onlyTeacher = roster(user("r-teacher", TEACHER));
const BY_HAND = "In Teams press the arrow beside Leave, then End meeting.";

describe("everyone out: no more is claimed than the list of the call says", () => {
  const removal = (story: Story) => step(story, "removal");

  it("within the undo window the removal has not started", () => {
    expect(removal(inWindow())).toEqual({
      state: "none",
      sentence: "Starts when the undo time is over. 1 in the lobby: do not admit them.",
    });
  });

  it("a removal that takes long is said to be unproven", () => {
    const story = ended();
    expect(removal(story)).toEqual({ state: "asked", sentence: "Removing 4 people." });
    expect(removal(story.wait(2000))).toEqual({
      state: "not proven",
      sentence: "4 people still inside.",
    });
  });

  it("that Teams accepted a removal does not mean that they left", () => {
    const story = ended();
    for (const person of ["r-amara", "r-ben", "r-stranger", "r-assistant"])
      story.report({ report: "removal-accepted", person });
    expect(removal(story)).toMatchObject({ state: "asked" });
    story.report(onlyTeacher);
    expect(removal(story)).toMatchObject({
      state: "proven",
      sentence: "All families have left: the list of the call says so.",
    });
  });

  it("follows the same list as the heading over the people", () => {
    const story = ended();
    const inside = () => countsOf(story.lesson).inside;
    expect(inside()).toBe(4);
    story.after(...accepted("r-amara", "r-ben", "r-stranger", "r-assistant"), onlyTeacher);
    expect([removal(story)?.state, inside()]).toEqual(["proven", 0]);
    story.wait(5000).report(roster(user("r-teacher", TEACHER), guest("r-new", "Max")));
    expect([removal(story)?.sentence, inside()]).toEqual(["1 person still inside.", 1]);
  });

  it("a list that lacks many people at once is said to be that, not that there is none", () => {
    const story = ended().after({ ...roster(), whole: false, doubtful: true });
    expect(removal(story)?.sentence).toBe("The newest list from Teams may miss people. Asking again.");
  });

  it("one refused is said at once", () => {
    const story = ended().after({ report: "removal-refused", person: "r-ben", reason: "403" });
    expect(removal(story)).toEqual({
      state: "refused",
      sentence: "Teams refused to remove 1 person.",
    });
  });

  it("a person who came back is counted as inside", () => {
    const story = ended().after(...accepted("r-amara", "r-ben", "r-stranger", "r-assistant"), onlyTeacher);
    story.wait(5000).after(roster(user("r-teacher", TEACHER), guest("r-new", "Max")));
    expect(removal(story)?.state).not.toBe("proven");
    expect(removal(story)?.sentence).toContain("1 person");
  });

  it.each([
    ["in the lobby", [{ report: "call-waiting", call: "c" }], "is waiting in the lobby"],
    ["not let in", [{ report: "call-not-joined", reason: "403" }], "is not in the call"],
  ] as const)("says so when the bot is %s, and what to press", (_where, reports, words) => {
    const story = planned().after({ report: "meeting-started", source: "event" }, ...reports);
    story.press({ press: "end-for-all" });
    story.wait(4000).report({ report: "end-window-passed" });
    expect(removal(story)).toMatchObject({ state: "not proven" });
    expect(removal(story)?.sentence).toContain(words);
    expect(endingOf(story.lesson, undefined, around(story))?.instruction).toContain(BY_HAND);
  });

  it("a list of before the families came proves nothing: only one asked for since the end began does", () => {
    const early = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "c" },
      onlyTeacher,
    );
    early.press({ press: "end-for-all" });
    early.wait(4000).report({ report: "end-window-passed" });
    expect(removal(early)).toMatchObject({ state: "asked" });
    early.report({ ...onlyTeacher, sinceEnd: false });
    expect(removal(early.wait(2000))).toMatchObject({ state: "not proven" });
    expect(endingOf(early.lesson, undefined, around(early))?.instruction).toContain(BY_HAND);
    early.report(onlyTeacher);
    expect(removal(early)).toMatchObject({ state: "proven" });
    early.report({ report: "call-lost", call: "c", code: 500, subcode: 1 });
    expect(removal(early)?.state).not.toBe("proven");
  });

  it("the bot is in the call but no list has come yet: no one is said to have left", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      {
        report: "roster-seen",
        source: "events",
        people: [guest("e-amara", "Amara Okafor")],
        staff: [],
        whole: false,
      },
      { report: "call-entered", call: "c" },
    );
    story.press({ press: "end-for-all" });
    story.wait(4000).report({ report: "end-window-passed" });
    expect(removal(story)?.state).not.toBe("proven");
  });

  it("a call that is entered again has first to say who is inside; all are to leave it at once", () => {
    const story = ended();
    story.after(
      { report: "call-lost", call: "call1", code: 0, subcode: 5000 },
      {
        report: "roster-seen",
        source: "events",
        people: [guest("e-amara", "Amara Okafor")],
        staff: [],
        whole: false,
      },
      { report: "call-entered", call: "call2" },
    );
    expect(removal(story)).toEqual({
      state: "asked",
      sentence: "Teams has not listed yet who is inside.",
    });
    expect(step(story.wait(2000), "removal")).toMatchObject({ state: "not proven" });
    expect(story.count("RemovalOrdered")).toBe(2);
    story.report({ ...onlyTeacher, sinceEnd: false });
    expect(removal(story)?.state).not.toBe("proven");
    story.report(onlyTeacher);
    expect(removal(story)).toMatchObject({ state: "proven" });
  });

  it("a list that the call shows within the undo time proves nothing of the end", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    story.press({ press: "end-for-all" });
    story.after({ report: "call-entered", call: "c" }, onlyTeacher);
    story.wait(4000).report({ report: "end-window-passed" });
    expect(removal(story)).toMatchObject({ state: "asked" });
  });

  it("Teams says that the meeting is over", () => {
    expect(removal(ended().after({ report: "meeting-ended" }))).toMatchObject({ state: "proven" });
  });
});

describe("the DSL", () => {
  const alert = (...more: readonly ConcernCommand[]): ConcernStory =>
    new ConcernStory(raising("ended"), ...more);

  it("is not said to be told before the undo window has passed", () => {
    expect(step(inWindow(), "alert", alert({ do: "told", target: CHANNEL }))).toEqual({
      state: "none",
      sentence: "Told when the undo time is over.",
    });
  });

  it("told is when Teams accepted it, seen is when a person pressed", () => {
    const story = ended();
    expect(step(story, "alert", alert())).toMatchObject({ state: "not proven" });
    expect(step(story, "alert", alert({ do: "told", target: CHANNEL }))?.sentence).toContain("Not seen yet");
    expect(
      step(story, "alert", alert({ do: "told", target: CHANNEL }, { do: "have-it", by: DSL }))?.sentence,
    ).toContain("seen by the DSL");
  });

  it("late, says to phone the office, on its number where one is known", () => {
    const story = ended().wait(60_000);
    const words = (phone: string) =>
      endSteps(story.lesson, alert().concern, story.now, "Europe/London", phone).find(
        (one) => one.step === "alert",
      )?.proof.sentence;
    expect(words("01234 567890")).toContain("Phone the school office on 01234 567890.");
    expect(words("")).toContain("Phone the school office.");
  });

  it("without an alert no one is said to be told", () => {
    expect(step(ended(), "alert")).toEqual({ state: "none", sentence: "No one has been told yet." });
  });
});

describe("the only true end", () => {
  it("is Teams' own; until then staff are asked to press", () => {
    const story = ended().after(onlyTeacher);
    expect(step(story, "leave")).toEqual({
      state: "your turn",
      sentence: "Only End meeting in Teams ends it for certain.",
    });
    story.report({ report: "meeting-ended" });
    expect(step(story, "leave")).toMatchObject({
      state: "proven",
      sentence: "Teams reports that the meeting ended at 10:00.",
    });
  });
});

import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { ASSISTANT, AT, arrival, ended, type Story, TEACHER } from "./story.ts";

/** The lesson once more facts stand in its stream, whether or not the program would put them there now. */
const afterFacts = (story: Story, ...facts: readonly LessonEvent[]) => facts.reduce(evolve, story.lesson);

const SAID = { reason: "at work", words: "We will record this lesson." } as const;

describe("facts of an end or a parent that stand without what they follow", () => {
  const FACTS: readonly LessonEvent[] = [
    { type: "EndBegan", at: AT, data: {} },
    { type: "LastRemovalBegan", at: AT, data: {} },
    { type: "ProgressSent", at: AT, data: { staff: TEACHER.id } },
    { type: "RecordingAnnounced", at: AT, data: { by: TEACHER.id, ...SAID } },
    { type: "RecordingNotAnnounced", at: AT, data: { by: TEACHER.id, why: "objects" } },
    { type: "RecordingSaid", at: AT, data: { by: TEACHER.id } },
  ];

  it.each(FACTS.map((fact) => [fact.type, fact] as const))("change nothing: %s", (_, fact) => {
    const story = arrival();
    const { version: _version, ...after } = afterFacts(story, fact);
    const { version: _before, ...before } = story.lesson;
    expect(after).toEqual(before);
  });
});

describe("whom a further removal asks for once more", () => {
  const placed = (facts: readonly LessonEvent[]) => {
    const { people } = afterFacts(ended(), ...facts, { type: "LastRemovalBegan", at: AT, data: {} });
    return Object.fromEntries(["r-amara", "r-ben", "r-stranger"].map((id) => [id, people[id]?.removal]));
  };

  it("one that was refused, and one who is inside though it was accepted; none under way and none who left", () => {
    expect(
      placed([
        { type: "RemovalRefused", at: AT, data: { person: "r-amara", reason: "403" } },
        { type: "RemovalAccepted", at: AT, data: { person: "r-ben" } },
      ]),
    ).toEqual({ "r-amara": undefined, "r-ben": undefined, "r-stranger": "asked" });
    expect(
      placed([
        { type: "RemovalAccepted", at: AT, data: { person: "r-ben" } },
        { type: "PersonMoved", at: AT, data: { person: "r-ben", place: "out" } },
      ]),
    ).toEqual({ "r-amara": "asked", "r-ben": "accepted", "r-stranger": "asked" });
  });
});

describe("End for all on top of an ordinary end", () => {
  const asked = (by: string, why?: "ordinary"): LessonEvent => ({
    type: "EndAsked",
    at: AT,
    data: { by, undoUntil: AT, ...(why === undefined ? {} : { why }) },
  });

  it("goes on with the removal that is under way, and lets the second to press stay, too", () => {
    const began: LessonEvent = { type: "EndBegan", at: AT, data: {} };
    const { end, undone } = afterFacts(arrival(), asked(TEACHER.id, "ordinary"), began, asked(ASSISTANT.id));
    expect(end).toMatchObject({ beganAt: AT, before: "arrival", stay: [TEACHER.id, ASSISTANT.id] });
    expect(end?.why).toBeUndefined();
    expect(undone).toMatchObject({ by: TEACHER.id, overtakenAt: AT });
  });

  it("lets no one stay any more once the last removal has begun", () => {
    const last: LessonEvent = { type: "LastRemovalBegan", at: AT, data: {} };
    const { end } = afterFacts(arrival(), asked(TEACHER.id, "ordinary"), last, asked(ASSISTANT.id));
    expect(end).toMatchObject({ lastRemovalAt: AT, stay: [] });
  });

  it("after one that was undone begins anew", () => {
    const undone: LessonEvent = { type: "EndUndone", at: AT, data: { by: TEACHER.id } };
    const began: LessonEvent = { type: "EndBegan", at: AT, data: {} };
    const { end } = afterFacts(arrival(), asked(TEACHER.id, "ordinary"), began, undone, asked(ASSISTANT.id));
    expect(end?.beganAt).toBeUndefined();
    expect(end?.stay).toEqual([ASSISTANT.id, TEACHER.id]);
  });
});

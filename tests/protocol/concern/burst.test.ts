import { burstOf, earlierInBurst, isFor } from "../../../src/protocol/concern/burst.ts";
import { LESSON_GUARD } from "../../../src/protocol/who/lesson-guard.ts";
import { ConcernStory, raising } from "./story.ts";

const at = (minute: number, more: object = {}) => ({
  ref: `R${minute}`,
  raisedBy: "hart",
  lesson: "l1",
  raisedAt: new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString(),
  ...more,
});

const refs = (...found: Parameters<typeof earlierInBurst>) => earlierInBurst(...found).map(({ ref }) => ref);

describe("the alerts of one person", () => {
  it("count for ten minutes, newest first, and never one that came later or at another's hand", () => {
    const all = [at(0), at(9), at(10), at(12), at(20), at(15, { raisedBy: "doyle" })];
    expect(refs(all, at(12))).toEqual(["R10", "R9"]);
    expect(refs(all, at(20))).toEqual(["R12", "R10"]);
    expect(refs(all, at(0))).toEqual([]);
  });

  it("of the same moment have one order, the same in every look", () => {
    const twins = [at(1, { ref: "A" }), at(1, { ref: "B" })];
    expect(refs(twins, at(1, { ref: "B" }))).toEqual(["A"]);
    expect(refs(twins, at(1, { ref: "A" }))).toEqual([]);
  });

  it("are each lesson's own where Lesson Guard raised them", () => {
    const by = { raisedBy: LESSON_GUARD.id };
    const all = [at(1, by), at(2, { ...by, lesson: "l2" })];
    expect(refs(all, at(3, by))).toEqual(["R1"]);
    expect(burstOf(at(1, by))).not.toBe(burstOf(at(1, { ...by, lesson: "l2" })));
  });

  it("that went elsewhere are not counted (X2)", () => {
    const { concern } = new ConcernStory(raising("child"));
    expect(isFor(concern, { to: "channel" })).toBe(true);
    expect(isFor(concern, { to: "person", person: "nobody", as: "headteacher" })).toBe(false);
  });
});

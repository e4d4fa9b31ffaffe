import { concernDutiesUndoneBy } from "../../../src/protocol/concern/duties.ts";
import { isForPresentHeadteacher, missingDuties } from "../../../src/protocol/concern/escalation.ts";
import { sideOf } from "../../../src/protocol/who/authorise.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import { concernRow } from "../../../src/record/index/rows.ts";
import { TEACHER } from "../lesson/story.ts";
import { ConcernStory, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

const head: Caller = { ...HEAD, roles: ["staff", "headteacher"], fresh: true };
const held = () => new ConcernStory(raising("adult", { undoMs: 4_000 }));
const due = (step: number) =>
  ({ do: "escalate", step, holders: HOLDERS, lessonStaff: [TEACHER.id], afterMs: 180_000 }) as const;
const TAKE_BACK = { do: "take-back", by: TEACHER } as const;

it("nothing is sent in the window, and one timer stands in the record that tells when it is over", () => {
  const story = held();
  expect(story.duties).toMatchObject([
    { work: { kind: "tell-raiser" } },
    { work: { kind: "escalate", step: 1 }, afterMs: 4_000, urgent: true, repeat: "until-done" },
  ]);
  expect(missingDuties(story.concern, [], story.now)).toMatchObject([
    { work: { kind: "escalate", step: 1 } },
  ]);
});

it("only its raiser can learn of a concern that can be taken back, or was", () => {
  const story = held();
  const before = story.concern;
  story.take(TAKE_BACK);
  for (const concern of [before, story.concern]) {
    expect(sideOf(head, concern, [])).toBeUndefined();
    expect(isForPresentHeadteacher(concern)).toBe(false);
    expect(concernRow(concern).people).toEqual([{ person: TEACHER.id, why: "raiser" }]);
  }
  expect(concernRow(story.concern).state).toBe("closed");
});

it("when it is over the headteacher is told, and from then on the next person is looked for", () => {
  const story = held();
  expect(outcomeOf(story.take(due(1)))).toBe("TellingBegan");
  expect(story.duties).toMatchObject([
    { work: { kind: "tell", target: { person: HEAD.id } }, afterMs: 0, urgent: true },
    { work: { kind: "tell-raiser" } },
    { work: { kind: "escalate", step: 2 }, afterMs: 180_000 },
  ]);
  expect(sideOf(head, story.concern, [])).toBe("recipient");
  expect(outcomeOf(story.take(due(1)))).toBe("");
  expect(outcomeOf(story.take(TAKE_BACK))).toBe("refused: too-late");
});

it("the concern is told though the directory is away by then: who is told was shown before the press", () => {
  const story = held();
  story.take({ ...due(1), holders: { dsl: [], headteacher: [], unanswered: true } });
  expect(story.concern.deliveries).toMatchObject([{ target: { person: HEAD.id }, state: "asked" }]);
});

it("a concern that was taken back tells no one, whatever comes after", () => {
  const story = held();
  expect(story.take(TAKE_BACK)).toMatchObject({ say: "Undone. No one was told." });
  const [, event] = story.events;
  if (event === undefined) throw new Error("nothing was taken back");
  expect(concernDutiesUndoneBy(event)).toEqual(["escalate"]);
  for (const command of [due(1), due(2), TAKE_BACK] as const) expect(outcomeOf(story.take(command))).toBe("");
  const words = { do: "add-detail", by: TEACHER, words: "w", holders: HOLDERS, lessonStaff: [] } as const;
  expect(outcomeOf(story.take(words))).toBe("refused: taken-back");
  expect(missingDuties(story.concern, [], story.now)).toEqual([]);
  expect(story.concern.deliveries).toEqual([]);
});

it("only what is about an adult waits: a DSL is told at once", () => {
  for (const about of ["child", "ended"] as const)
    expect(new ConcernStory(raising(about, { undoMs: 4_000 })).concern.held).toBeUndefined();
  const nobody = new ConcernStory(raising("adult", { undoMs: 4_000, lessonStaff: [HEAD.id] }));
  expect(nobody.concern.held).toBeUndefined();
});

it("a person who was left out is never asked, and reads nothing of it", () => {
  const holders = { ...HOLDERS, headteacher: [HEAD.id, "bell"], head: HEAD.id };
  const story = new ConcernStory(raising("adult", { holders, leftOut: [HEAD.id] }));
  const asked = () =>
    story.concern.deliveries.map(({ target }) => (target.to === "channel" ? "" : target.person));
  expect(asked()).toEqual(["bell"]);
  for (const step of [2, 3, 4]) story.take({ ...due(step), holders });
  expect(asked()).not.toContain(HEAD.id);
  story.take({ do: "have-it", by: { id: "bell", name: "Ms Bell" } });
  expect(isForPresentHeadteacher(story.concern)).toBe(true);
  expect(sideOf(head, story.concern, [])).toBeUndefined();
  const dsl: Caller = { ...DSL, roles: ["staff", "dsl"], fresh: true };
  const child = new ConcernStory(raising("child", { leftOut: [DSL.id] }));
  expect(sideOf(dsl, child.concern, [])).toBeUndefined();
});

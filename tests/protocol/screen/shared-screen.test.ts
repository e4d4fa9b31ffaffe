import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { panelLines } from "../../../src/protocol/screen/lesson-view.ts";
import {
  CHANNEL,
  ConcernStory,
  DEPUTY,
  DSL,
  HEAD,
  HOLDERS,
  raising,
  SIDE_BY_SIDE,
} from "../concern/story.ts";

// A panel is often on a shared screen. Of a concern it says how far it is; whom it is about, and whom it went to, is read
// once its raiser opens it.

const AROUND = { timeZone: "Europe/London", phone: "01234 567890" };

const HEADS = { to: "person", person: HEAD.id, as: "headteacher" } as const;
const DSLS = { to: "person", person: DSL.id, as: "dsl" } as const;

const ONE_EACH = { ...HOLDERS, dsl: [DSL.id], headteacher: [HEAD.id, DEPUTY.id], head: HEAD.id };

const lineOf = (story: ConcernStory) =>
  panelLines([story.concern], { ...AROUND, now: story.now }).map(({ sentence }) => sentence)[0] ?? "";

type After = (target: typeof HEADS | typeof DSLS) => readonly ConcernCommand[];

const STATES: Readonly<Record<string, { readonly after: After; readonly says: string | RegExp }>> = {
  asked: { after: () => [], says: "On its way: not told yet." },
  told: { after: (target) => [{ do: "told", target }], says: /^Told \d\d:\d\d\. Not seen yet\.$/ },
  seen: {
    after: (target) => [
      { do: "told", target },
      { do: "have-it", by: target.as === "dsl" ? DSL : HEAD },
    ],
    says: /^Told \d\d:\d\d, seen \d\d:\d\d\.$/,
  },
  "not told": {
    after: (target) => [{ do: "not-told", target, reason: "403", final: true, holders: ONE_EACH }],
    says: /Phone the school office on 01234 567890\.$/,
  },
  "not taken": {
    after: (target) => [
      { do: "told", target },
      { do: "escalate", step: 2, holders: ONE_EACH, lessonStaff: [], afterMs: 180_000 },
    ],
    says: /^Told \d\d:\d\d\. No one has it yet\./,
  },
};

describe("a concern on a panel whose screen may be shared", () => {
  it.each(Object.entries(STATES))(
    "that is %s says the same of an adult as of a child",
    (_, { after, says }) => {
      const of = (about: "child" | "adult") => {
        const target = about === "child" ? DSLS : HEADS;
        const story = new ConcernStory(
          raising(about, { channel: false, holders: ONE_EACH, undoMs: 0 }),
          ...after(target),
        );
        return lineOf(story);
      };
      expect(of("adult")).toMatch(says);
      expect(of("adult")).toBe(of("child"));
      expect(of("child")).not.toMatch(/DSL|headteacher|deput|adult|child|channel/i);
    },
  );

  it("while it can be undone, and undone, names no one", () => {
    const story = new ConcernStory(raising("adult", { undoMs: 4_000 }));
    expect(lineOf(story)).toBe("Not told yet: you can still undo it.");
    story.take({
      do: "take-back",
      by: story.concern.raisedBy === "" ? HEAD : { id: "teacher", name: "Miss Hart" },
    });
    expect(lineOf(story)).toMatch(/^Undone \d\d:\d\d\. No one was told\.$/);
  });

  it("says that not all are told yet", () => {
    const story = new ConcernStory(raising("child", { holders: SIDE_BY_SIDE }), {
      do: "told",
      target: CHANNEL,
    });
    expect(lineOf(story)).toMatch(/^Sent \d\d:\d\d, not all of them yet\. Not seen yet\.$/);
  });
});

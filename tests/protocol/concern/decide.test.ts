import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

const HEAD_TARGET = { to: "person", person: HEAD.id, as: "headteacher" } as const;
const CLOSE = { do: "close", by: DSL, decision: "Spoke to home", reason: "Child is safe" } as const;
const WORDS = {
  do: "add-detail",
  by: TEACHER,
  words: "He said he was hungry",
  holders: HOLDERS,
  lessonStaff: [TEACHER.id, ASSISTANT.id],
} as const;

const notTold = (more: Partial<Extract<ConcernCommand, { do: "not-told" }>> = {}): ConcernCommand => ({
  do: "not-told",
  target: CHANNEL,
  reason: "503",
  final: false,
  holders: HOLDERS,
  ...more,
});

const targets = (story: ConcernStory): readonly string[] =>
  story.concern.deliveries.map(({ target }) => (target.to === "channel" ? "channel" : target.person));

describe("raising", () => {
  it("names the reference and whom it goes to, and tells them at once (X1)", () => {
    const story = new ConcernStory();
    expect(story.take(raising("child"))).toMatchObject({ say: "Recorded as ABC234. Telling the DSL now." });
    expect(story.duties).toMatchObject([
      { work: { kind: "tell", target: CHANNEL }, afterMs: 0, urgent: true, repeat: "until-done" },
      { work: { kind: "tell-raiser" } },
      { work: { kind: "escalate", step: 2 }, afterMs: 180_000, urgent: true },
    ]);
  });

  it("about an adult goes to the headteacher only (X2)", () => {
    const story = new ConcernStory(raising("adult"));
    expect(targets(story)).toEqual([HEAD.id]);
  });

  it("a second time changes nothing", () => {
    expect(outcomeOf(new ConcernStory(raising("child")).take(raising("adult")))).toBe("");
  });

  it("says so where no one can be told, and is recorded all the same", () => {
    const story = new ConcernStory();
    const decision = story.take(raising("adult", { lessonStaff: [HEAD.id] }));
    expect(decision.say).toBe(
      "Recorded as ABC234. There is no one here who can be told: phone the number shown.",
    );
    expect(story.concern).toMatchObject({ ref: "ABC234", reaches: "nobody", deliveries: [] });
  });

  it("says where no holder could be looked up, and does not claim that there is none", () => {
    const holders = { dsl: [], headteacher: [], unanswered: true } as const;
    const decision = new ConcernStory().take(raising("child", { channel: false, holders }));
    expect(decision.say).toBe(
      "Recorded as ABC234. Lesson Guard could not look up who to tell yet: phone the number shown.",
    );
  });

  it("keeps names and words out of what stays for good", () => {
    const story = new ConcernStory(raising("child"), WORDS, { do: "have-it", by: DSL }, CLOSE);
    const kept = JSON.stringify(story.events.map((event) => event.data));
    for (const text of [TEACHER.name, DSL.name, "hungry", "Spoke to home", "Child is safe"])
      expect(kept).not.toContain(text);
  });
});

describe("what is not there cannot be commanded", () => {
  it.each<ConcernCommand>([
    { do: "told", target: CHANNEL },
    notTold(),
    { do: "have-it", by: DSL },
    CLOSE,
    WORDS,
  ])("the command “$do” is refused there", (command) => {
    const story = new ConcernStory();
    story.take(command);
    expect(story.events).toEqual([]);
  });
});

describe("telling", () => {
  it("told is recorded once, however often Teams answers", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    expect(outcomeOf(story.take({ do: "told", target: CHANNEL }))).toBe("");
    expect(story.concern.deliveries).toMatchObject([{ state: "told" }]);
  });

  it("a person it was never addressed to does not count as told", () => {
    const story = new ConcernStory(raising("child"));
    expect(outcomeOf(story.take({ do: "told", target: HEAD_TARGET }))).toBe("");
  });

  it("a channel that cannot be reached does not end the alert: each holder is told in person", () => {
    const story = new ConcernStory(raising("child"), notTold());
    expect(targets(story)).toEqual(["channel", DSL.id, DEPUTY.id]);
    expect(outcomeOf(story.take(notTold({ reason: "404", final: true })))).toBe("NotTold");
    expect(targets(story)).toEqual(["channel", DSL.id, DEPUTY.id]);
  });

  it("the same failure twice is recorded once", () => {
    const story = new ConcernStory(raising("child"), notTold());
    expect(outcomeOf(story.take(notTold()))).toBe("");
  });

  it("a late failure does not take back that it was told", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL }, notTold());
    expect(story.concern.deliveries).toMatchObject([{ state: "told" }]);
  });

  it("telling in person instead still leaves out who it is about", () => {
    const story = new ConcernStory(raising("child", { holders: { dsl: [DSL.id], headteacher: [] } }), {
      ...WORDS,
      subject: DEPUTY.id,
      holders: { dsl: [DSL.id], headteacher: [] },
      lessonStaff: [DEPUTY.id],
    });
    story.take(notTold());
    expect(targets(story)).toEqual(["channel", DSL.id]);
  });

  it("a concern that is closed tells no one new", () => {
    const story = new ConcernStory(raising("child"), CLOSE, notTold());
    expect(targets(story)).toEqual(["channel"]);
  });
});

describe("having it", () => {
  it("a second press is answered and not repeated; another person's counts as well", () => {
    const story = new ConcernStory(raising("child"), { do: "have-it", by: DSL });
    expect(story.take({ do: "have-it", by: DSL })).toEqual({ events: [], say: "You have it already." });
    expect(outcomeOf(story.take({ do: "have-it", by: DEPUTY }))).toBe("Acknowledged");
    expect(story.concern.acknowledged.map((one) => one.by)).toEqual([DSL.id, DEPUTY.id]);
  });

  it("after the close is answered and opens nothing again", () => {
    const story = new ConcernStory(raising("child"), CLOSE);
    expect(story.take({ do: "have-it", by: DEPUTY })).toEqual({
      events: [],
      say: "This concern is closed.",
    });
  });

  it("redraws each alert that was told, and the raiser's line", () => {
    const story = new ConcernStory(
      raising("child"),
      { do: "told", target: CHANNEL },
      { do: "have-it", by: DSL },
    );
    expect(story.duties.map(({ work }) => work.kind)).toEqual([
      "tell-raiser",
      "redraw-alerts",
      "redraw-alert",
    ]);
  });
});

describe("closing", () => {
  it.each([
    ["without a decision is refused", { ...CLOSE, decision: "  " }, "refused: empty"],
    ["without a reason is refused", { ...CLOSE, reason: "" }, "refused: empty"],
    ["with a decision and a reason closes it", CLOSE, "ConcernClosed"],
  ] as const)("closing a concern %s", (_how, command, outcome) => {
    expect(outcomeOf(new ConcernStory(raising("child")).take(command))).toBe(outcome);
  });

  it("twice keeps the first decision", () => {
    const story = new ConcernStory(raising("child"), CLOSE);
    expect(story.take({ ...CLOSE, by: DEPUTY, decision: "Other" })).toEqual({
      events: [],
      say: "Closed already.",
    });
    expect(story.concern.closed).toMatchObject({ by: DSL.id, decision: "Spoke to home" });
  });

  it("detail after it is refused", () => {
    expect(outcomeOf(new ConcernStory(raising("child"), CLOSE).take(WORDS))).toBe("refused: closed");
  });

  it("in every order with told, taken and a double press ends closed, and told stays told", () => {
    const commands: readonly ConcernCommand[] = [
      { do: "told", target: CHANNEL },
      { do: "have-it", by: DSL },
      { do: "have-it", by: DSL },
      CLOSE,
    ];
    for (const order of permutations(commands)) {
      const { concern } = new ConcernStory(raising("child"), ...order);
      expect(concern.closed).toMatchObject({ by: DSL.id });
      expect(concern.deliveries).toMatchObject([{ state: "told" }]);
      expect(concern.acknowledged.length).toBeLessThanOrEqual(1);
    }
  });
});

const permutations = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one, at) => permutations(all.toSpliced(at, 1)).map((rest) => [one, ...rest]));

describe("who it is about", () => {
  it("naming the teacher lets a headteacher be told who taught with them in the lesson", () => {
    const story = new ConcernStory(raising("adult", { by: ASSISTANT, lessonStaff: [TEACHER.id, HEAD.id] }));
    expect(story.concern.reaches).toBe("nobody");
    story.take({ ...WORDS, by: ASSISTANT, subject: TEACHER.id });
    expect(story.concern).toMatchObject({ subjects: [TEACHER.id], reaches: "headteacher" });
    expect(targets(story)).toEqual([HEAD.id]);
  });

  it("no one is told anything new when the headteacher was told from the start", () => {
    const story = new ConcernStory(raising("adult"));
    expect(outcomeOf(story.take({ ...WORDS, subject: ASSISTANT.id }))).toBe("SubjectNamed, DetailAdded");
  });

  it("naming a headteacher who was told is refused, with whom to phone, and nothing is written", () => {
    const story = new ConcernStory(raising("adult"));
    const decision = story.take({ ...WORDS, subject: HEAD.id });
    expect(decision).toMatchObject({ refused: "told-already" });
    expect(decision.say).toContain("chair of governors");
    expect(story.events).toHaveLength(1);
  });

  it("naming a DSL who reads the channel where it stands is refused in the same way", () => {
    const story = new ConcernStory(raising("child"));
    expect(outcomeOf(story.take({ ...WORDS, subject: DEPUTY.id }))).toBe("refused: told-already");
  });

  it.each([
    ["of the lesson now", { lessonStaff: ["supply"] }, "SubjectNamed, RouteWidened, DetailAdded"],
    ["of the lesson when it was raised", { lessonStaff: [] }, "SubjectNamed, DetailAdded"],
    [
      "with a role",
      { lessonStaff: [], holders: { dsl: [], headteacher: ["supply"] } },
      "SubjectNamed, DetailAdded",
    ],
    ["of an unknown name", { lessonStaff: [] }, "refused: not-staff"],
  ])("a person %s may or may not be named as the one it is about", (which, now, outcome) => {
    const lessonStaff = which === "of the lesson when it was raised" ? ["supply"] : [HEAD.id];
    const story = new ConcernStory(raising("adult", { lessonStaff }));
    const before = targets(story);
    expect(outcomeOf(story.take({ ...WORDS, subject: "supply", ...now }))).toBe(outcome);
    // A name that fits no person must not let the headteacher of the lesson be told.
    if (outcome.startsWith("refused")) expect(targets(story)).toEqual(before);
  });

  describe("where no one could be told, a headteacher who came later", () => {
    const next = { id: "new head", name: "Ms Next" };
    const holders = { dsl: [DSL.id], headteacher: [HEAD.id, next.id] };
    const over = () =>
      new ConcernStory(raising("adult", { lessonStaff: [HEAD.id] }), {
        do: "escalate",
        step: 2,
        holders: HOLDERS,
        lessonStaff: [HEAD.id],
        afterMs: 180_000,
      });

    it.each<[string, readonly ConcernCommand[]]>([
      ["who can read it by now", []],
      ["who has it", [{ do: "have-it", by: next }]],
    ])("%s is not named as if they knew nothing of it", (_, before) => {
      const story = over();
      for (const command of before) story.take(command);
      expect(outcomeOf(story.take({ ...WORDS, subject: next.id, holders }))).toBe("refused: told-already");
    });

    it("and the one who had a part in the lesson is named as before", () => {
      expect(outcomeOf(over().take({ ...WORDS, subject: HEAD.id, holders }))).toContain("SubjectNamed");
    });
  });

  it("the raiser cannot name themselves", () => {
    expect(outcomeOf(new ConcernStory(raising("adult")).take({ ...WORDS, subject: TEACHER.id }))).toBe(
      "refused: self",
    );
  });

  it("writing nothing sends nothing", () => {
    expect(
      outcomeOf(
        new ConcernStory(raising("child")).take({
          do: "add-detail",
          by: TEACHER,
          words: "",
          holders: HOLDERS,
          lessonStaff: [],
        }),
      ),
    ).toBe("refused: empty");
  });
});

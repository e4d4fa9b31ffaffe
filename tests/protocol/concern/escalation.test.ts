import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { concernDutiesOf } from "../../../src/protocol/concern/duties.ts";
import { missingDuties, roundsOf } from "../../../src/protocol/concern/escalation.ts";
import { ESCALATE_AFTER_MS } from "../../../src/protocol/concern/step.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import { TEACHER } from "../lesson/story.ts";
import {
  AFTER_MS,
  askedAt,
  cannot,
  due,
  HEAD_TOO,
  OFFICE,
  person,
  sentence,
  TWO_HEADS,
} from "./escalating.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

describe("who is asked next about a child, or a lesson that was ended", () => {
  it.each(["child", "ended"] as const)("%s: channel, each DSL, the headteachers, all again", (about) => {
    const story = new ConcernStory(raising(about), due(2), due(3), due(4));
    expect([1, 2, 3, 4].map((step) => askedAt(story, step))).toEqual([
      ["channel"],
      ["dsl", "deputy"],
      [HEAD.id, HEAD_TOO],
      ["dsl", "deputy", HEAD.id, HEAD_TOO],
    ]);
  });

  it("where the DSLs were told in their own chats, the headteachers are next", () => {
    const story = new ConcernStory(raising("child", { channel: false }), due(2));
    expect(askedAt(story, 2)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("a channel that was down counts as their own chats, which took its place", () => {
    const down: ConcernCommand = {
      do: "not-told",
      target: CHANNEL,
      reason: "503",
      final: false,
      holders: HOLDERS,
    };
    const story = new ConcernStory(raising("child"), down, due(2));
    expect(askedAt(story, 2)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("never the raiser nor the person it is about; else those who hold the role at that moment", () => {
    const subject: ConcernCommand = {
      do: "add-detail",
      by: DSL,
      subject: HEAD_TOO,
      holders: TWO_HEADS,
      lessonStaff: [],
    };
    const story = new ConcernStory(raising("child", { by: DSL }), subject);
    const holders: Holders = { dsl: [DSL.id, "new dsl"], headteacher: [HEAD.id, HEAD_TOO] };
    for (const step of [2, 3, 4]) story.take(due(step, { holders }));
    expect([2, 3, 4].map((step) => askedAt(story, step))).toEqual([
      ["new dsl"],
      [HEAD.id],
      ["new dsl", HEAD.id],
    ]);
  });

  it("a DSL who is back once others were asked is asked in the next round, together with all of them", () => {
    const away: Holders = { ...TWO_HEADS, away: [DEPUTY.id] };
    const first = new ConcernStory(raising("child", { channel: false, holders: away }));
    expect(askedAt(first, 1)).toEqual([DSL.id]);
    // Before the headteachers are asked there is still time for them alone.
    expect(askedAt(new ConcernStory(raising("child", { channel: false, holders: away }), due(2)), 2)).toEqual(
      [DEPUTY.id],
    );
    first.take(due(2, { holders: away }));
    expect(askedAt(first, 2)).toEqual([HEAD.id, HEAD_TOO]);
    first.take(due(3));
    const all = [DSL.id, DEPUTY.id, HEAD.id, HEAD_TOO];
    expect(askedAt(first, 3)).toEqual(all);
    const holders: Holders = { ...TWO_HEADS, dsl: [DSL.id, DEPUTY.id, "new dsl"] };
    first.take(due(4, { holders }));
    expect(askedAt(first, 4)).toEqual([DSL.id, DEPUTY.id, "new dsl", HEAD.id, HEAD_TOO]);
  });

  it("one person in both roles gets one message", () => {
    const holders: Holders = { dsl: [DSL.id], headteacher: [DSL.id, HEAD.id] };
    const story = new ConcernStory(raising("child"), ...[2, 3, 4].map((step) => due(step, { holders })));
    expect(askedAt(story, 4)).toEqual([DSL.id, HEAD.id]);
  });
});

describe("about an adult", () => {
  it("the headteachers again, never the DSL", () => {
    const story = new ConcernStory(raising("adult", { holders: TWO_HEADS }), due(2), due(3));
    for (const step of [1, 2, 3]) expect(askedAt(story, step)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("no one of the lesson, then or now, for as long as no adult is named", () => {
    const story = new ConcernStory(
      raising("adult", { holders: TWO_HEADS, lessonStaff: [HEAD.id] }),
      due(2, { lessonStaff: [] }),
      due(3, { lessonStaff: [HEAD_TOO] }),
    );
    expect(askedAt(story, 2)).toEqual([HEAD_TOO]);
    expect(askedAt(story, 3)).toEqual([]);
    expect(story.events.at(-1)?.type).toBe("EscalationEnded");
  });
});

describe("a concern raised where no one is told", () => {
  const nobody: Holders = { dsl: [], headteacher: [], unanswered: true };
  const unknown = { holders: nobody, channel: false };
  const dueInMs = (story: ConcernStory): readonly number[] => {
    const given = concernDutiesOf(story.concern, story.concern, story.events.slice(0, 1)).flat();
    const missing = missingDuties(story.concern, [], story.concern.raisedAt);
    return [...given, ...missing].flatMap(({ work, afterMs }) => (work.kind === "escalate" ? [afterMs] : []));
  };

  it.each<[string, ConcernCommand, number]>([
    ["a child, no holder is known: at once", raising("child", unknown), 0],
    ["a lesson that was ended, no holder is known: at once", raising("ended", unknown), 0],
    ["an adult, no headteacher is known: at once", raising("adult", { holders: nobody }), 0],
    [
      "no one holds a role, as the directory says: in its time",
      raising("child", { holders: { dsl: [], headteacher: [] }, channel: false }),
      ESCALATE_AFTER_MS,
    ],
    ["the channel is told: in its time", raising("child", { holders: nobody }), ESCALATE_AFTER_MS],
    [
      "all who are known are parties: in its time",
      raising("child", { by: DSL, channel: false, holders: { dsl: [DSL.id], headteacher: [DSL.id] } }),
      ESCALATE_AFTER_MS,
    ],
    [
      "an adult, who may be any that is known: in its time",
      raising("adult", { lessonStaff: [HEAD.id] }),
      ESCALATE_AFTER_MS,
    ],
  ])("the first step is due, %s", (_, raise, afterMs) => {
    expect(dueInMs(new ConcernStory(raise))).toEqual([afterMs, afterMs]);
  });

  it("is told to the holders as soon as they are known, and to the next in their time", () => {
    const story = new ConcernStory(raising("child", unknown));
    expect(outcomeOf(story.take(due(2, { holders: nobody })))).toBe("refused: nobody-known");
    expect(outcomeOf(story.take(due(2)))).toBe("Escalated");
    expect(askedAt(story, 2)).toEqual([DSL.id, DEPUTY.id]);
    expect(missingDuties(story.concern, [], story.now).map(({ afterMs }) => afterMs)).toContain(AFTER_MS);
  });

  it("named meanwhile whom it is about, those who are told by it are not told again at once", () => {
    const story = new ConcernStory(raising("adult", { holders: nobody, lessonStaff: ["supply"] }));
    story.take({ do: "add-detail", by: TEACHER, subject: "supply", holders: TWO_HEADS, lessonStaff: [] });
    expect(askedAt(story, 1)).toEqual([HEAD.id, HEAD_TOO]);
    // The try that has been waiting since the concern was raised.
    expect(outcomeOf(story.take(due(2)))).toBe("");
    expect(dueInMs(story)[1]).toBeGreaterThan(ESCALATE_AFTER_MS - 5000);
    story.wait(ESCALATE_AFTER_MS);
    expect(outcomeOf(story.take(due(2)))).toBe("Escalated");
  });
});

describe("naming whom it is about", () => {
  const naming = (subject: string): ConcernCommand => ({
    do: "add-detail",
    by: TEACHER,
    subject,
    holders: TWO_HEADS,
    lessonStaff: [],
  });
  const inLesson = raising("adult", { holders: HOLDERS, lessonStaff: [HEAD.id, "assistant"] });

  it("begins the search again after it had ended because no one could be told", () => {
    const story = new ConcernStory(inLesson, due(2, { holders: HOLDERS, lessonStaff: [HEAD.id] }));
    expect(story.events.at(-1)?.type).toBe("EscalationEnded");
    story.take(naming("assistant"));
    expect(askedAt(story, 1)).toEqual([HEAD.id, HEAD_TOO]);
    const timers = story.duties;
    expect(timers.map(({ work }) => work.kind)).toEqual(["tell", "tell", "tell-raiser", "escalate"]);
    expect(outcomeOf(story.take(due(2)))).toBe("Escalated");
    expect(askedAt(story, 2)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("and then another, leaves the first one out all the same (X2)", () => {
    const story = new ConcernStory(inLesson, naming(HEAD.id), naming("assistant"));
    expect(story.concern.subjects).toEqual([HEAD.id, "assistant"]);
    for (const step of [2, 3]) story.take(due(step));
    for (const step of [1, 2, 3]) expect(askedAt(story, step)).toEqual([HEAD_TOO]);
  });
});

it("the card of a person who cannot take it is redrawn when others are asked, or no one is any more", () => {
  const own: Holders = { dsl: [DSL.id], headteacher: [] };
  const story = new ConcernStory(
    raising("child", { channel: false, holders: own }),
    { do: "told", target: person(DSL.id, "dsl") },
    { ...cannot(), holders: own } as ConcernCommand,
  );
  const redrawn = (): readonly unknown[] => {
    const [event] = story.events.slice(-1);
    const work = story.duties;
    return [
      event?.type,
      ...work.flatMap((one) => (one.work.kind === "redraw-alert" ? [one.work.target] : [])),
    ];
  };
  expect(redrawn()).toEqual(["HandedOn", person(DSL.id, "dsl")]);
  story.take(due(2));
  expect(redrawn()).toEqual(["Escalated", person(DSL.id, "dsl")]);
});

describe("I cannot take it now", () => {
  it("hands on at once to the next, and is recorded", () => {
    const story = new ConcernStory(raising("child"), due(2));
    expect(outcomeOf(story.take(cannot()))).toBe("HandedOn, Escalated");
    expect(askedAt(story, 3)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("pressed twice it is the same press", () => {
    const story = new ConcernStory(raising("child"), due(2), cannot());
    expect(outcomeOf(story.take(cannot()))).toBe("");
    expect(story.concern.steps).toHaveLength(2);
  });

  it("leaves out the presser at the step it leads to, and asks them again later", () => {
    const story = new ConcernStory(raising("child"), due(2), due(3), due(4), cannot());
    expect(askedAt(story, 5)).toEqual(["deputy", HEAD.id, HEAD_TOO]);
    story.take(due(6));
    expect(askedAt(story, 6)).toEqual(["dsl", "deputy", HEAD.id, HEAD_TOO]);
  });

  it("uses up no round however often it is pressed, and asks no one twice between two steps of the timer", () => {
    const story = new ConcernStory(raising("child"), due(2), due(3), due(4));
    const everybody = [DSL, DEPUTY, HEAD, { id: HEAD_TOO, name: "Ms Two" }];
    for (const one of everybody.slice(0, 3)) story.take(cannot(one));
    expect([5, 6, 7].map((step) => askedAt(story, step))).toEqual([
      [DEPUTY.id, HEAD.id, HEAD_TOO],
      [HEAD.id, HEAD_TOO],
      [HEAD_TOO],
    ]);
    expect(outcomeOf(story.take(cannot(everybody[3])))).toBe("HandedOn");
    expect(roundsOf(story.concern)).toBe(1);
    story.take(due(8));
    expect(askedAt(story, 8)).toEqual([DSL.id, DEPUTY.id, HEAD.id]);
  });

  it("by the only one there is, is recorded; the raiser reads it; they are asked again in time", () => {
    const only = { ...HOLDERS, headteacher: [HEAD.id] };
    const story = new ConcernStory(raising("adult", { holders: only }), {
      do: "told",
      target: person(HEAD.id, "headteacher"),
    });
    expect(outcomeOf(story.take({ ...cannot(HEAD), holders: only } as ConcernCommand))).toBe("HandedOn");
    expect(sentence(story)).toContain(
      `Those who were told cannot take it now. There is no one else to ask yet. ${OFFICE}`,
    );
    story.take(due(2, { holders: only }));
    expect(askedAt(story, 2)).toEqual([HEAD.id]);
  });

  it("is not for a person who was asked neither in the channel nor in their own chat", () => {
    const story = new ConcernStory(raising("child"));
    expect(outcomeOf(story.take(cannot(HEAD)))).toBe("");
  });
});

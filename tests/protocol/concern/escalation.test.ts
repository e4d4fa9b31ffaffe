import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { concernDutiesOf, concernDutiesUndoneBy } from "../../../src/protocol/concern/duties.ts";
import {
  ESCALATE_FOR_MS,
  GIVEN_UP_AFTER_MS,
  isOverdue,
  isWanted,
  MOST_ROUNDS,
  missingDuties,
  roundsOf,
  SLOW_MS,
  stepOf,
} from "../../../src/protocol/concern/escalation.ts";
import { ESCALATE_AFTER_MS } from "../../../src/protocol/concern/step.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import { targetKey } from "../../../src/protocol/work/duty.ts";
import { TEACHER } from "../lesson/story.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

const HEAD_TOO = "deputy head";
const TWO_HEADS: Holders = { ...HOLDERS, headteacher: [HEAD.id, HEAD_TOO] };
const AFTER_MS = 180_000;
const OFFICE = "Phone the school office on 01234 567890.";
const person = (id: string, as: "dsl" | "headteacher") => ({ to: "person", person: id, as }) as const;

const due = (
  step: number,
  more: Partial<Extract<ConcernCommand, { do: "escalate" }>> = {},
): ConcernCommand => ({
  do: "escalate",
  step,
  holders: TWO_HEADS,
  lessonStaff: [TEACHER.id],
  afterMs: AFTER_MS,
  ...more,
});

const cannot = (by = DSL): ConcernCommand => ({
  do: "hand-on",
  by,
  holders: TWO_HEADS,
  lessonStaff: [TEACHER.id],
  afterMs: AFTER_MS,
});

const CLOSE: ConcernCommand = { do: "close", by: DSL, decision: "Spoke to home", reason: "Child is safe" };

const askedAt = (story: ConcernStory, step: number): readonly string[] =>
  story.concern.deliveries
    .filter((one) => one.step === step)
    .map(({ target }) => (target.to === "channel" ? "channel" : target.person));

const sentence = (story: ConcernStory): string =>
  alertProof(story.concern, story.now, "Europe/London", "01234 567890").sentence;

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

  it("never the raiser, never whom it is about, whoever holds the role at that moment", () => {
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

  it("nobody of the lesson, then or now, for as long as nobody is named", () => {
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

describe("raised where nobody is told", () => {
  const nobody: Holders = { dsl: [], headteacher: [], unanswered: true };
  const unknown = { holders: nobody, channel: false };
  const dueInMs = (story: ConcernStory): readonly number[] => {
    const given = concernDutiesOf(story.concern, story.concern, story.events.slice(0, 1)).flat();
    const missing = missingDuties(story.concern, [], story.concern.raisedAt);
    return [...given, ...missing].flatMap(({ work, afterMs }) => (work.kind === "escalate" ? [afterMs] : []));
  };

  it.each<[string, ConcernCommand, number]>([
    ["a child, nobody is known: at once", raising("child", unknown), 0],
    ["a lesson that was ended, nobody is known: at once", raising("ended", unknown), 0],
    ["an adult, no headteacher is known: at once", raising("adult", { holders: nobody }), 0],
    [
      "nobody holds a role, as the directory says: in its time",
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

  it("somebody is as soon as they are known, and the next in their time", () => {
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
    // The try that has been under way since the raising.
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

  it("after the search had ended because nobody could be told, begins it again", () => {
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

describe("a step", () => {
  it("that comes twice, late or out of turn changes nothing", () => {
    const story = new ConcernStory(raising("child"), due(2));
    for (const step of [1, 2, 4]) expect(outcomeOf(story.take(due(step)))).toBe("");
  });

  it.each<[string, ConcernCommand]>([
    ["taken", { do: "have-it", by: DSL }],
    ["closed", CLOSE],
  ])("comes to nothing once it is %s, and so does handing on", (_, settled) => {
    const story = new ConcernStory(raising("child"), due(2), settled);
    expect(outcomeOf(story.take(due(3)))).toBe("");
    expect(outcomeOf(story.take(cannot(DEPUTY)))).toBe("");
  });

  it("is tried again while nobody at all could be looked up", () => {
    const story = new ConcernStory(raising("child"));
    const nobody: Holders = { dsl: [], headteacher: [] };
    expect(outcomeOf(story.take(due(2, { holders: nobody })))).toBe("refused: nobody-known");
    expect(outcomeOf(story.take(due(2)))).toBe("Escalated");
  });

  it("comes more slowly after so many rounds, and the raiser is sent to a telephone; it does not end", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    for (let step = 2; step < MOST_ROUNDS + 10; step += 1) story.take(due(step));
    expect(story.concern.steps).toHaveLength(MOST_ROUNDS + 8);
    expect(story.concern.steps.map(({ afterMs }) => afterMs)).toEqual([
      ...Array.from({ length: MOST_ROUNDS + 2 }, () => AFTER_MS),
      ...Array.from({ length: 6 }, () => SLOW_MS),
    ]);
    expect(sentence(story)).toMatch(/Still trying\. Phone/);
    expect(outcomeOf(story.take({ do: "have-it", by: DSL }))).toBe("Acknowledged");
    expect(outcomeOf(story.take(due(MOST_ROUNDS + 10)))).toBe("");
  });

  it("comes more slowly after two hours; each step up and one round come at the usual pace, however late", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    for (let second = 0; second < 7200; second += 1) story.take(due(9));
    for (const step of [2, 3, 4, 5]) story.take(due(step));
    expect(story.concern.steps.map(({ rung, afterMs }) => [rung, afterMs])).toEqual([
      ["dsl", AFTER_MS],
      ["headteacher", AFTER_MS],
      ["again", AFTER_MS],
      ["again", SLOW_MS],
    ]);
  });

  it("is the last after two weeks, in words for whoever raised it", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    for (let step = 2; step < 6; step += 1) story.take(due(step));
    story.wait(GIVEN_UP_AFTER_MS);
    expect(outcomeOf(story.take(due(6)))).toBe("EscalationEnded");
    const kinds = story.duties.map(({ work }) => work.kind);
    expect(kinds).toContain("tell-raiser");
    expect(sentence(story)).toMatch(/Not everyone could be told, and no one has taken it\. Phone/);
    for (const one of [DSL, DEPUTY]) story.take({ do: "told", target: person(one.id, "dsl"), step: 5 });
    for (const one of [HEAD.id, HEAD_TOO])
      story.take({ do: "told", target: person(one, "headteacher"), step: 5 });
    expect(sentence(story)).toMatch(/Everyone has been told, and no one has taken it\. Phone/);
    expect(outcomeOf(story.take({ do: "have-it", by: DSL }))).toBe("Acknowledged");
  });

  it("is never the last while Teams takes nothing: once it does, those told at last have the usual time", () => {
    const story = new ConcernStory(raising("child"));
    for (let step = 2; step < 6; step += 1) story.take(due(step));
    story.wait(3 * ESCALATE_FOR_MS);
    const last = stepOf(story.concern);
    expect(outcomeOf(story.take(due(last + 1)))).toBe("refused: told-late");
    expect(missingDuties(story.concern, [], story.now).some(({ work }) => work.kind === "tell")).toBe(true);
    story.take({ do: "told", target: CHANNEL });
    expect(outcomeOf(story.take(due(last + 1)))).toBe("refused: told-late");
    story.wait(AFTER_MS);
    expect(outcomeOf(story.take(due(last + 1)))).toBe("Escalated");
  });

  it("goes on where Teams refuses everybody for two hours", () => {
    const story = new ConcernStory(raising("child"));
    for (let step = 2; step < 6; step += 1) {
      story.take(due(step));
      for (const { target, step: at } of story.concern.deliveries)
        story.take({ do: "not-told", target, step: at, reason: "403", final: true, holders: TWO_HEADS });
    }
    story.wait(ESCALATE_FOR_MS);
    expect(outcomeOf(story.take(due(stepOf(story.concern) + 1)))).toBe("Escalated");
    expect(missingDuties(story.concern, [], story.now).some(({ work }) => work.kind === "tell")).toBe(true);
  });

  it("is looked for again and again where nobody could be looked up all along", () => {
    const story = new ConcernStory(raising("child"));
    for (let second = 0; second < 7200; second += 1) story.take(due(9));
    const unknown = due(2, { holders: { dsl: [], headteacher: [] } });
    expect(outcomeOf(story.take(unknown))).toBe("refused: nobody-known");
  });
});

describe("a step that Teams refuses for everybody", () => {
  const refused = (target: ReturnType<typeof person>, final = true): ConcernCommand => ({
    do: "not-told",
    target,
    reason: "403",
    final,
    holders: TWO_HEADS,
  });
  const timersAfter = (...commands: readonly ConcernCommand[]): readonly number[] => {
    const story = new ConcernStory(...commands);
    return story.duties.flatMap(({ work, afterMs }) => (work.kind === "escalate" ? [afterMs] : []));
  };
  const own = raising("child", { channel: false });
  const dsl = person(DSL.id, "dsl");
  const deputy = person(DEPUTY.id, "dsl");

  it("goes on at once; one that only some, or nobody for good, is refused waits its time", () => {
    expect(timersAfter(own, refused(dsl), refused(deputy))).toEqual([0]);
    expect(timersAfter(own, refused(dsl))).toEqual([]);
    expect(timersAfter(own, refused(dsl), refused(deputy, false))).toEqual([]);
    expect(timersAfter(own, refused(dsl), { do: "have-it", by: DSL }, refused(deputy))).toEqual([]);
  });

  it("waits its time in the rounds, which would be over in a moment", () => {
    const only = { ...HOLDERS, headteacher: [HEAD.id] };
    const head = { ...refused(person(HEAD.id, "headteacher")), holders: only } as ConcernCommand;
    const adult = raising("adult", { holders: only });
    expect(timersAfter(adult, head)).toEqual([0]);
    const again = { ...head, step: 2 } as ConcernCommand;
    expect(timersAfter(adult, head, due(2, { holders: only }), again)).toEqual([]);
  });
});

it("the card of whoever cannot take it is drawn again when others are asked, or nobody is any more", () => {
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

describe("what the auditor looks for", () => {
  const MINUTE = 60_000;
  const dsl = person(DSL.id, "dsl");
  const missed = (reason: string, final: boolean): ConcernCommand => ({
    do: "not-told",
    target: dsl,
    step: 2,
    reason,
    final,
    holders: TWO_HEADS,
  });
  const own = raising("child", { channel: false });
  const unknown = raising("child", { channel: false, holders: { dsl: [], headteacher: [] } });

  it.each<[string, readonly ConcernCommand[], number, boolean]>([
    ["the first, within a minute of its time", [own], AFTER_MS + MINUTE, false],
    ["the first, later than that", [own], AFTER_MS + MINUTE + 1, true],
    ["a later one, too", [own, due(2)], AFTER_MS + MINUTE + 1, true],
    ["none where nobody can be told, which waits for the directory", [unknown], 9 * MINUTE, false],
    ["none of staff matters", [raising("adult")], AFTER_MS + 9 * MINUTE, false],
    ["none once it is taken", [own, { do: "have-it", by: DSL }], AFTER_MS + 9 * MINUTE, false],
    ["none once it is closed", [own, CLOSE], AFTER_MS + 9 * MINUTE, false],
  ])("a step that is overdue: %s", (_, commands, laterMs, overdue) => {
    const { concern } = new ConcernStory(...commands);
    const since = concern.steps.at(-1)?.at ?? concern.raisedAt;
    expect(isOverdue(concern, addMs(since, laterMs))).toBe(overdue);
  });

  it.each<[string, readonly ConcernCommand[], readonly string[]]>([
    ["that was asked for", [], [DSL.id, DEPUTY.id]],
    ["that was late", [missed("503", false)], [DSL.id, DEPUTY.id]],
    ["that Teams refused: whatever was wrong may be mended", [missed("403", true)], [DSL.id, DEPUTY.id]],
    ["but one for which there is no place", [missed("no mailbox", true)], [DEPUTY.id]],
    ["but one that was told", [{ do: "told", target: dsl, step: 2 }], [DEPUTY.id]],
  ])("a message that nothing sends any more: one %s", (_, commands, expected) => {
    const { concern, now } = new ConcernStory(
      raising("child"),
      { do: "told", target: CHANNEL },
      due(2),
      ...commands,
    );
    const { ref, deliveries } = concern;
    const timer = { kind: "escalate", ref, step: 3 } as const;
    const missing = missingDuties(concern, [timer], now).map(({ work }) => work);
    expect(missing.map((work) => (work.kind === "tell" ? targetKey(work.target) : work.kind))).toEqual(
      expected,
    );
    const tells = deliveries.map(({ target, step }) => ({ kind: "tell", ref, target, step }) as const);
    expect(missingDuties(concern, [timer, ...tells], now)).toEqual([]);
  });
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

  it("leaves out whoever pressed at the step it leads to, and asks them again later", () => {
    const story = new ConcernStory(raising("child"), due(2), due(3), due(4), cannot());
    expect(askedAt(story, 5)).toEqual(["deputy", HEAD.id, HEAD_TOO]);
    story.take(due(6));
    expect(askedAt(story, 6)).toEqual(["dsl", "deputy", HEAD.id, HEAD_TOO]);
  });

  it("as often as anybody likes, uses up no round, and asks nobody twice between two that come in time", () => {
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

  it("is not for somebody who was not asked in their own chat", () => {
    const story = new ConcernStory(raising("child"));
    expect(outcomeOf(story.take(cannot()))).toBe("");
  });
});

describe("telling", () => {
  it("keeps the messages to one person apart", () => {
    const again = person(DSL.id, "dsl");
    const story = new ConcernStory(raising("child"), due(2), due(3), due(4), {
      do: "told",
      target: again,
      step: 4,
    });
    const states = story.concern.deliveries
      .filter(({ target }) => target.to === "person" && target.person === DSL.id)
      .map(({ step, state }) => `${step} ${state}`);
    expect(states).toEqual(["2 asked", "4 told"]);
  });

  it("is wanted until it is closed, taken, or a newer message takes its place", () => {
    const story = new ConcernStory(raising("child"), due(2), due(3), due(4));
    const wanted = (target: Parameters<typeof isWanted>[1]["target"], step: number): boolean =>
      isWanted(story.concern, { target, step });
    expect(wanted(person(DSL.id, "dsl"), 2)).toBe(false);
    expect(wanted(person(DSL.id, "dsl"), 4)).toBe(true);
    story.take({ do: "have-it", by: HEAD });
    expect(wanted(person(DSL.id, "dsl"), 4)).toBe(false);
    expect(wanted(CHANNEL, 1)).toBe(true);
    expect(wanted(person(DEPUTY.id, "dsl"), 1)).toBe(false);
    story.take(CLOSE);
    expect(wanted(CHANNEL, 1)).toBe(false);
  });

  it("a card that arrives after somebody took it is redrawn", () => {
    const story = new ConcernStory(
      raising("child"),
      { do: "have-it", by: DSL },
      { do: "told", target: CHANNEL },
    );
    expect(story.duties.map(({ work }) => work.kind)).toEqual(["tell-raiser", "redraw-alert"]);
  });

  it("taken or closed takes the timer back in the same moment", () => {
    const story = new ConcernStory(raising("child"), due(2), { do: "have-it", by: DSL }, CLOSE);
    expect(story.events.map((event) => concernDutiesUndoneBy(event))).toEqual([
      [],
      ["escalate"],
      ["escalate"],
      ["tell", "escalate"],
    ]);
  });
});

describe("what the raiser reads", () => {
  it("each step, as far as Teams accepted it, and then who has it", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    expect(sentence(story)).toBe("The DSL was told at 10:00. Not seen yet.");
    story.take(due(2));
    expect(sentence(story)).toBe("Told 10:00. No one has it yet; now telling each DSL in their own chat.");
    story.take({ do: "told", target: person(DSL.id, "dsl"), step: 2 });
    expect(sentence(story)).toBe(
      "Told 10:00. No one has it yet; 1 of 2 DSLs told in their own chat at 10:00.",
    );
    story.take({ do: "told", target: person(DEPUTY.id, "dsl"), step: 2 });
    story.take(due(3));
    story.take({ do: "told", target: person(HEAD.id, "headteacher"), step: 3 });
    expect(sentence(story)).toContain("; 1 of 2 headteachers told too at 10:00.");
    story.take({ do: "told", target: person(HEAD_TOO, "headteacher"), step: 3 });
    expect(sentence(story)).toBe(
      "Told 10:00. No one has it yet; each DSL was told in their own chat at 10:00; the headteacher was told too at 10:00.",
    );
    story.take(due(4));
    expect(sentence(story)).toContain(`; now telling all of them again. ${OFFICE}`);
    story.take({ do: "have-it", by: HEAD });
    expect(sentence(story)).toBe("Told 10:00, seen by the headteacher 10:00.");
  });

  it("and in the record how far it went, without a word that only the DSL knows", () => {
    const story = new ConcernStory(raising("child"), due(2), cannot());
    const around = { now: story.now, timeZone: "Europe/London", phone: "" };
    const view = concernView(story.concern, "raiser", around);
    expect(view.routeSentence).toMatch(/^Goes to the DSL channel, the DSL and the headteacher\./);
    const lines = view.timeline.map((one) => one.sentence);
    expect(lines).toEqual(
      expect.arrayContaining([
        "No one had taken it: more people are told.",
        "It was handed on: more people are told.",
        `${DSL.name} cannot take it now.`,
      ]),
    );
  });
});

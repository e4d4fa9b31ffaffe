import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import {
  ESCALATE_FOR_MS,
  GIVEN_UP_AFTER_MS,
  isOverdue,
  MOST_ROUNDS,
  missingDuties,
  SLOW_MS,
  stepOf,
} from "../../../src/protocol/concern/escalation.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import { targetKey } from "../../../src/protocol/work/duty.ts";
import { AFTER_MS, CLOSE, cannot, due, HEAD_TOO, person, sentence, TWO_HEADS } from "./escalating.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

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

  it("is tried again while no holder at all could be looked up", () => {
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
    expect(story.concern.steps.map(({ whom, afterMs }) => [whom, afterMs])).toEqual([
      ["dsl", AFTER_MS],
      ["headteacher", AFTER_MS],
      ["again", AFTER_MS],
      ["again", SLOW_MS],
    ]);
  });

  it("is the last after two weeks, in words for the raiser", () => {
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

  it("goes on where Teams refuses everyone for two hours", () => {
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

  it("is looked for again and again while no holder can be looked up", () => {
    const story = new ConcernStory(raising("child"));
    for (let second = 0; second < 7200; second += 1) story.take(due(9));
    const unknown = due(2, { holders: { dsl: [], headteacher: [] } });
    expect(outcomeOf(story.take(unknown))).toBe("refused: nobody-known");
  });
});

describe("a step that Teams refuses for everyone", () => {
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

  it("goes on at once; a step refused for some people only, or for now only, waits its time", () => {
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
    ["none where no one can be told, which waits for the directory", [unknown], 9 * MINUTE, false],
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

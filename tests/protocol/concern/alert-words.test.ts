import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { missingDuties } from "../../../src/protocol/concern/escalation.ts";
import { mayHandOn, mayHandOnInChannel } from "../../../src/protocol/concern/handing-on.ts";
import type { Concern } from "../../../src/protocol/concern/state.ts";
import { familyRaiser } from "../../../src/protocol/families/raiser.ts";
import { alertFace } from "../../../src/protocol/screen/alert-face.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import type { DutyWork } from "../../../src/protocol/work/duty.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";
import { askedAt, CLOSE, cannot, due, HEAD_TOO, person, TWO_HEADS } from "./escalating.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

const around = (story: ConcernStory) => ({
  now: story.now,
  timeZone: "Europe/London",
  phone: "01234 567890",
});
const HAVE_IT = { do: "have-it", by: DSL } as const;

describe('"I cannot take it now"', () => {
  /** Told in the channel, then each DSL in their own chat. */
  const asked = (): ConcernStory => new ConcernStory(raising("child"), due(2));

  it("hands it on at once, and keeps who did and at which step", () => {
    const story = asked();
    expect(story.take(cannot()).say).toBe("Thank you. The next person is being told now.");
    const { data, personal } = story.events.find(({ type }) => type === "HandedOn") ?? {};
    expect({ data, personal }).toEqual({ data: { by: DSL.id, step: 2 }, personal: { byName: DSL.name } });
  });

  it.each<[string, () => ConcernStory, ConcernCommand, string]>([
    ["closed", () => new ConcernStory(raising("child"), due(2), CLOSE), cannot(), "This concern is closed."],
    [
      "taken by them",
      () => new ConcernStory(raising("child"), due(2), HAVE_IT),
      cannot(),
      "You have it already.",
    ],
    [
      "taken by another",
      () => new ConcernStory(raising("child"), due(2), HAVE_IT),
      cannot(DEPUTY),
      "Thank you. Another person has it already.",
    ],
    [
      "handed on already",
      () => new ConcernStory(raising("child"), due(2), cannot()),
      cannot(),
      "Thank you. It has been handed on.",
    ],
    [
      "never asked of them",
      () => new ConcernStory(raising("child")),
      cannot(HEAD),
      "You were not asked yourself, so there is nothing to hand on. The others are asked in turn.",
    ],
  ])("of one that is %s changes nothing, and says so", (_how, story, command, say) => {
    expect(story().take(command)).toEqual({ events: [], say });
  });

  it("is asked of those who were asked in their own chat, and of none once it is taken", () => {
    const story = asked();
    const may = (id: string): boolean => mayHandOn(story.concern, id, false);
    expect([DSL.id, DEPUTY.id, HEAD.id].map(may)).toEqual([true, true, false]);
    story.take(cannot());
    expect([DSL.id, DEPUTY.id, HEAD.id].map(may)).toEqual([false, true, true]);
    story.take(HAVE_IT);
    expect([DSL.id, DEPUTY.id, HEAD.id].map(may)).toEqual([false, false, false]);
  });

  it("is not asked about a concern that can still be taken back, or was", () => {
    const held = new ConcernStory(raising("adult", { undoMs: 4000 }));
    expect(mayHandOn(held.concern, HEAD.id, false)).toBe(false);
    held.take({ do: "take-back", by: TEACHER });
    expect(mayHandOn(held.concern, HEAD.id, false)).toBe(false);
  });
});

describe('"I cannot take it now", in the DSL channel', () => {
  const inChannel = (): ConcernStory => new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
  const mayOf = ({ concern }: ConcernStory): readonly boolean[] => [
    mayHandOnInChannel(concern),
    ...[DSL, DEPUTY].map(({ id }) => mayHandOn(concern, id, true)),
    mayHandOn(concern, HEAD.id, false),
  ];

  it("asks the other DSLs in their own chats at once, and not the DSL who pressed", () => {
    const story = inChannel();
    expect(mayOf(story)).toEqual([true, true, true, false]);
    expect(story.take(cannot()).say).toBe("Thank you. The next person is being told now.");
    expect(askedAt(story, 2)).toEqual([DEPUTY.id]);
    // From here on each answers in their own chat.
    expect(mayOf(story)).toEqual([false, false, true, false]);
    expect(story.take(cannot()).say).toBe("Thank you. It has been handed on.");
    story.take(cannot(DEPUTY));
    expect(askedAt(story, 3)).toEqual([HEAD.id, HEAD_TOO]);
  });

  it("draws the channel's card anew: who cannot take it, and no second press", () => {
    const story = inChannel();
    const face = () => alertFace(story.concern, { timeZone: "Europe/London", phone: "" });
    expect([face().handOn, face().lines.length]).toEqual([
      "Teaching, or not able to? Press I cannot take it now, and the next person is told at once.",
      1,
    ]);
    story.take(cannot());
    expect([face().handOn, face().mayTake, face().lines.at(-1)]).toEqual([
      undefined,
      true,
      "Cannot take it: Mrs Dale (10:00).",
    ]);
    expect(story.duties.map(({ work }) => work.kind)).toContain("redraw-alert");
  });

  it("leaves the press to the others where no one else can be asked, and says so", () => {
    const story = inChannel();
    const only = { ...cannot(), holders: { ...HOLDERS, dsl: [DSL.id], headteacher: [] } };
    expect(story.take(only)).toMatchObject({
      say: "Recorded. There is no one else to ask yet: please phone the school office.",
    });
    expect(mayOf(story)).toEqual([true, false, true, false]);
    const { handOn, lines, mayTake } = alertFace(story.concern, {
      timeZone: "Europe/London",
      phone: "01632 960123",
    });
    expect([handOn, lines.at(-1), mayTake]).toEqual([
      "Not able to take it either? Press I cannot take it now, so that the others know.",
      "Cannot take it: Mrs Dale (10:00). There is no one else to ask yet: if you cannot take it, phone the school office on 01632 960123.",
      true,
    ]);
    story.take(cannot(DEPUTY));
    expect(JSON.stringify(alertFace(story.concern, { timeZone: "Europe/London", phone: "" }))).not.toMatch(
      /no one else to ask/,
    );
  });
});

describe("how each message is said to have gone", () => {
  const deliveries = (story: ConcernStory, nameOf = (id: string) => (id === DSL.id ? DSL.name : undefined)) =>
    concernView(story.concern, "recipient", { ...around(story), nameOf }).deliveries;
  const notTold = (
    target: Parameters<typeof person>[0] | typeof CHANNEL,
    final: boolean,
  ): ConcernCommand => ({
    do: "not-told",
    target: typeof target === "string" ? person(target, "dsl") : target,
    reason: "503",
    final,
    holders: HOLDERS,
  });

  it("on its way, sent, not accepted yet, and given up", () => {
    const story = new ConcernStory(raising("child"));
    const only = () => deliveries(story).find(({ to }) => to === "DSL channel")?.sentence;
    expect(only()).toBe("Sending since 10:00. Not confirmed yet.");
    story.take(notTold(CHANNEL, false));
    expect(only()).toBe("Not sent: Teams has not accepted it. Still trying.");
    story.take(notTold(CHANNEL, true));
    expect(only()).toBe("Not sent: Teams has not accepted it.");
    story.take({ do: "told", target: CHANNEL });
    expect(only()).toBe("Sent 10:00.");
  });

  it("by e-mail, of which Teams is not said to have refused anything", () => {
    const story = new ConcernStory(raising("child"));
    story.take({ ...notTold(CHANNEL, false), ways: ["mail"] } as ConcernCommand);
    story.take({
      ...notTold(CHANNEL, false),
      target: { ...person(DSL.id, "dsl"), to: "mail" },
    } as ConcernCommand);
    const mails = deliveries(story).filter(({ to }) => to.endsWith("e-mail"));
    expect(mails.map(({ to, sentence }) => [to, sentence])).toEqual(
      expect.arrayContaining([["Mrs Dale, DSL, e-mail", "Not sent. Still trying."]]),
    );
  });

  it("no more once it is taken: what was still to be sent is not needed", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL }, due(2), HAVE_IT);
    expect(deliveries(story).map(({ to, sentence }) => [to, sentence])).toEqual(
      expect.arrayContaining([["DSL, own chat", "Not sent: it was not needed any more."]]),
    );
  });

  it("to each once, by the newest: an earlier message was withdrawn for it", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL });
    for (const step of [2, 3, 4]) story.take(due(step));
    const to = deliveries(story, (id) => id).map((one) => one.to);
    expect(to.length).toBe(new Set(to).size);
    expect(story.concern.deliveries.length).toBeGreaterThan(to.length);
  });
});

describe("what the card of an alert says of who has it", () => {
  const state = (concern: Concern): string =>
    alertFace(concern, { timeZone: "Europe/London", phone: "" }, DSL.id).state;

  it("no one yet, then who and when, then that it is closed", () => {
    const story = new ConcernStory(raising("child"));
    expect(state(story.concern)).toBe("Not taken yet");
    story.take(HAVE_IT);
    expect(state(story.concern)).toBe("Taken at 10:00 by Mrs Dale");
    story.take(CLOSE);
    expect(state(story.concern)).toBe("Closed");
  });

  it("without a name where it is about an adult at school (X2)", () => {
    const story = new ConcernStory(raising("adult"), { do: "have-it", by: HEAD });
    expect(state(story.concern)).toBe("Taken at 10:00");
  });
});

describe("what the card of an alert asks of its reader", () => {
  const TAKE = "Press I have it, so that the person who raised it knows.";
  const HAND_ON =
    "Teaching, or not able to? Press I cannot take it now, and the next person is told at once.";
  const lines = (story: ConcernStory, reader?: string): readonly string[] => {
    const around = { timeZone: "Europe/London", phone: "01234 567890" };
    const { lines: said, handOn } = alertFace(story.concern, around, reader);
    return handOn === undefined ? said : [...said, handOn];
  };

  it("to take it; and in their own chat, to hand it on where they cannot", () => {
    const story = new ConcernStory(raising("child"), due(2));
    expect(lines(story, DSL.id)).toEqual([TAKE, HAND_ON]);
    expect(lines(story, HEAD.id)).toEqual([TAKE]);
    expect(lines(story)).toEqual([TAKE]);
  });

  it("and speaks of others who were told only where there are any", () => {
    const by = { id: familyRaiser("f1"), name: "Mr Singh" };
    const alone = new ConcernStory(raising("adult", { by }));
    expect(lines(alone, HEAD.id)[0]).toBe("Press I have it. The parent waits for a call.");
    expect(alone.take({ do: "have-it", by: HEAD }).say).toBe("Thank you. The parent waits for a call.");
    const others = "Press I have it, so that the others who were told know. The parent waits for a call.";
    expect(lines(new ConcernStory(raising("child", { by })))[0]).toBe(others);
    expect(lines(new ConcernStory(raising("adult", { by, holders: TWO_HEADS })), HEAD.id)[0]).toBe(others);
  });

  it("to take it still, once they have handed it on, with how that went", () => {
    const story = new ConcernStory(raising("child"), due(2), cannot());
    expect(lines(story, DSL.id)).toEqual([TAKE, "You handed it on at 10:00. You can still take it."]);
  });

  it("nothing once another has it, or it is closed", () => {
    for (const settled of [HAVE_IT, CLOSE]) {
      const story = new ConcernStory(raising("child"), due(2), cannot(), settled);
      expect(lines(story, DSL.id)).toEqual([]);
      expect(lines(story)).toEqual([]);
    }
  });
});

describe("a concern that no one can be told of yet", () => {
  it.each([
    ["child", { dsl: [], headteacher: [] }, "refused: nobody-known"],
    ["child", { dsl: [], headteacher: [HEAD.id] }, "Escalated"],
    ["adult", { dsl: [DSL.id], headteacher: [] }, "refused: nobody-known"],
  ] as const)("about a %s, by %j: the next step is %s", (about, holders, outcome) => {
    const story = new ConcernStory(raising(about, { by: ASSISTANT }));
    expect(outcomeOf(story.take(due(2, { holders: { ...TWO_HEADS, ...holders } })))).toBe(outcome);
  });
});

describe("the work of a concern that has gone missing is found again", () => {
  const kinds = (story: ConcernStory, open: readonly DutyWork[] = []): readonly string[] =>
    missingDuties(story.concern, open, story.now).map(({ work }) => work.kind);
  const timer = (step: number) => ({ kind: "escalate", ref: "ABC234", step }) as const;
  const tell = (step = 1) => ({ kind: "tell", ref: "ABC234", target: CHANNEL, step }) as const;
  const told = { do: "told", target: CHANNEL } as const;

  it("the message and the timer of the next step, each where it is not open", () => {
    const story = new ConcernStory(raising("child"));
    expect(kinds(story)).toEqual(["escalate", "tell"]);
    expect(kinds(story, [timer(2)])).toEqual(["tell"]);
    expect(kinds(story, [tell()])).toEqual(["escalate"]);
    expect(kinds(story, [timer(2), tell()])).toEqual([]);
    // Work of another step, or for another person, does not count.
    expect(kinds(story, [timer(3), tell(2)])).toEqual(["escalate", "tell"]);
    expect(kinds(story, [timer(2), { ...tell(), target: person(DSL.id, "dsl") }])).toEqual(["tell"]);
    expect(kinds(new ConcernStory(raising("child"), told))).toEqual(["escalate"]);
  });

  it.each<[string, ConcernCommand]>([
    ["taken", HAVE_IT],
    ["closed", CLOSE],
  ])("and nothing of one that is %s", (_how, command) => {
    expect(kinds(new ConcernStory(raising("child"), command))).toEqual([]);
  });

  it("of one that can still be taken back its timer, and nothing once it was", () => {
    const held = new ConcernStory(raising("adult", { undoMs: 4000 }));
    expect(kinds(held)).toEqual(["escalate"]);
    held.take({ do: "take-back", by: TEACHER });
    expect(kinds(held)).toEqual([]);
  });
});

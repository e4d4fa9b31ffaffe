import { concernDutiesUndoneBy } from "../../../src/protocol/concern/duties.ts";
import { isWanted } from "../../../src/protocol/concern/escalation.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { CLOSE, cannot, due, HEAD_TOO, OFFICE, person, sentence } from "./escalating.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, raising } from "./story.ts";

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

  it("a card that arrives after a person took the concern is redrawn", () => {
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
    expect(sentence(story)).toBe("Sent to the DSL channel at 10:00. Not seen yet.");
    story.take(due(2));
    expect(sentence(story)).toBe(
      "Sent to the DSL channel at 10:00. No one has it yet; now telling each DSL in their own chat.",
    );
    story.take({ do: "told", target: person(DSL.id, "dsl"), step: 2 });
    expect(sentence(story)).toBe(
      "Sent to the DSL channel at 10:00. No one has it yet; 1 of 2 DSLs told in their own chat at 10:00.",
    );
    story.take({ do: "told", target: person(DEPUTY.id, "dsl"), step: 2 });
    story.take(due(3));
    story.take({ do: "told", target: person(HEAD.id, "headteacher"), step: 3 });
    expect(sentence(story)).toContain("; 1 of 2 headteachers told too at 10:00.");
    story.take({ do: "told", target: person(HEAD_TOO, "headteacher"), step: 3 });
    expect(sentence(story)).toBe(
      "Sent to the DSL channel at 10:00. No one has it yet; each DSL was told in their own chat at 10:00; the headteacher was told too at 10:00.",
    );
    story.take(due(4));
    expect(sentence(story)).toContain(`; now telling all of them again. ${OFFICE}`);
    story.take({ do: "have-it", by: HEAD });
    expect(sentence(story)).toBe("Sent to the DSL channel 10:00, seen by the headteacher 10:00.");
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

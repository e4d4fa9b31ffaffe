import { familyRaiser } from "../../../src/protocol/families/raiser.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";
import { ConcernStory, DEPUTY, DSL, HOLDERS, raising } from "./story.ts";

const TAKE = { do: "have-it", by: DSL } as const;
const wrote = (by: typeof TEACHER) =>
  ({ do: "add-detail", by, words: "There is shouting now", holders: HOLDERS, lessonStaff: [] }) as const;

/** To whom a message goes that there is more, and what the writer reads. */
const writing = (story: ConcernStory, by: typeof TEACHER) => {
  const decided = story.take(wrote(by));
  const told = story.duties.flatMap(({ work, urgent }) =>
    work.kind === "tell-more" ? [[work.person, urgent]] : [],
  );
  return { told, say: "say" in decided ? decided.say : "" };
};

describe("words that are added to a concern", () => {
  it("are told of, with the alerts, to the person who has it", () => {
    const story = new ConcernStory(raising("child"), TAKE);
    expect(writing(story, TEACHER)).toEqual({
      told: [[DSL.id, true]],
      say: "Added to the record. A message goes to the person who has it.",
    });
  });

  it("are told of to each who has it, and not to the one who wrote them", () => {
    const story = new ConcernStory(raising("child"), TAKE, { do: "have-it", by: DEPUTY });
    expect(writing(story, TEACHER)).toEqual({
      told: [
        [DSL.id, true],
        [DEPUTY.id, true],
      ],
      say: "Added to the record. A message goes to the 2 people who have it.",
    });
    expect(writing(story, DSL).told).toEqual([[DEPUTY.id, true]]);
  });

  it("wait with the alert while no one has it, and the writer reads so", () => {
    const story = new ConcernStory(raising("child"));
    const { told, say } = writing(story, TEACHER);
    expect(told).toEqual([]);
    expect(say).toMatch(/^Added to the record\. No one has taken it yet: .*phone the school office/);
  });

  it("call no one where a family wrote them: a link calls once", () => {
    const story = new ConcernStory(raising("child"), TAKE);
    const parent = { id: familyRaiser("a1"), name: "A parent" };
    expect(writing(story, parent)).toEqual({ told: [], say: "Added to the record." });
  });

  it("wait in one message for each person, however often more is written", () => {
    const story = new ConcernStory(raising("child"), TAKE);
    const places = [1, 2].flatMap(() => {
      writing(story, TEACHER);
      return story.duties.flatMap(({ work, replaces }) => (work.kind === "tell-more" ? [replaces] : []));
    });
    expect(places).toEqual(["more:ABC234:dsl", "more:ABC234:dsl"]);
  });

  it("about an adult are told of to no one whom it may be about", () => {
    const story = new ConcernStory(raising("adult"), { do: "have-it", by: DEPUTY });
    story.take({ ...wrote(TEACHER), subject: DEPUTY.id });
    expect(writing(story, TEACHER).told.flat()).not.toContain(story.concern.subjects[0] ?? ASSISTANT.id);
  });
});

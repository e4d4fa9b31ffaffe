import { LESSON_GUARD } from "../../src/protocol/who/lesson-guard.ts";
import { alertCard } from "../../src/teams/cards/alert-card.ts";
import { ConcernStory, DSL, HEAD, HOLDERS, raising } from "../protocol/concern/story.ts";

const LADDER = { holders: HOLDERS, lessonStaff: [], afterMs: 180_000 };
const AROUND = {
  timeZone: "Europe/London",
  phone: "01234 567890",
  recordUrl: "https://example.org/record",
};
const wordsFor = (story: ConcernStory, reader?: string): string =>
  JSON.stringify(alertCard(story.concern, AROUND, reader));

type Drawn = {
  readonly body: readonly {
    readonly type: string;
    readonly text?: string;
    readonly actions?: readonly { readonly title: string; readonly url?: string }[];
  }[];
};

const bodyOf = (card: object): Drawn["body"] => (card as Drawn).body;

const buttonsOn = (card: object): readonly string[] =>
  bodyOf(card).flatMap(({ actions = [] }) => actions.map(({ title }) => title));

const presses = (story: ConcernStory, reader?: string): readonly string[] =>
  buttonsOn(alertCard(story.concern, AROUND, reader).card);

const inOwnChats = (): ConcernStory =>
  new ConcernStory(raising("child"), { do: "escalate", step: 2, ...LADDER });

describe("the alert card", () => {
  const CALL = { name: "Miss Hart", url: "https://teams.microsoft.com/l/call/0/0" };
  const JOIN = "https://teams.microsoft.com/l/meetup-join/19/0";

  it("says whose it is, by whom it was taken, and whether the lesson is on, and joins it or calls: a child's", () => {
    const story = inOwnChats();
    const around = {
      ...AROUND,
      lesson: { state: "on", since: [], at: story.now },
      teacher: "Mr Reed",
      joinUrl: JOIN,
      call: CALL,
    } as const;
    const { card } = alertCard(story.concern, around, DSL.id);
    expect(buttonsOn(card)).toEqual([
      "I have it",
      "Join the lesson",
      "Call Miss Hart",
      "Open the record",
      "I cannot take it now",
    ]);
    for (const part of [
      "Raised to you by Miss Hart, 10:00.",
      "Mr Reed",
      "lesson, on at 10:00",
      JOIN,
      CALL.url,
    ])
      expect(JSON.stringify(card)).toContain(part);
    story.take({ do: "have-it", by: DSL });
    expect(wordsFor(story, DSL.id)).toContain("Taken at 10:00 by Mrs Dale");
  });

  it("never has what takes it beside what says the opposite: a sentence stands between", () => {
    const rows = bodyOf(
      alertCard(inOwnChats().concern, { ...AROUND, joinUrl: JOIN, call: CALL }, DSL.id).card,
    );
    const [first, last] = [
      rows.findIndex(({ actions }) => actions?.[0]?.title === "I have it"),
      rows.length - 1,
    ];
    expect(rows[last]?.actions?.map(({ title }) => title)).toEqual(["I cannot take it now"]);
    expect(rows[last - 1]).toMatchObject({ type: "TextBlock" });
    expect(last - first).toBeGreaterThan(1);
  });

  it.each([
    ["not taken", [], "Second alert of this lesson. The first came at 10:00 and has not been taken yet."],
    [
      "taken",
      [{ do: "have-it", by: DSL }],
      "Second alert of this lesson. The first came at 10:00 and was taken at 10:00 by Mrs Dale.",
    ],
    [
      "closed",
      [{ do: "close", by: DSL, decision: "Spoke to home", reason: "Safe" }],
      "Second alert of this lesson. The first came at 10:00 and was closed.",
    ],
  ] as const)("is tied to the first of its lesson: %s", (_what, commands, words) => {
    const first = new ConcernStory(raising("child"), ...commands).concern;
    const second = inOwnChats();
    const around = { ...AROUND, after: { first, order: 2 } };
    expect(JSON.stringify(alertCard(second.concern, around, DSL.id))).toContain(words);
  });

  it("of what Lesson Guard noticed says so, and no person raised it", () => {
    const story = new ConcernStory(raising("alone", { by: LESSON_GUARD }));
    const words = wordsFor(story, DSL.id);
    expect(words).toContain("Lesson Guard noticed it at 10:00.");
    expect(words).not.toContain("Raised to you");
    expect(words).not.toContain("the person who raised it");
    expect(story.take({ do: "have-it", by: DSL })).toMatchObject({
      say: "Thank you. The staff of the lesson and the others who were told can see that you have it.",
    });
  });

  it.each([
    [{ state: "on" }, "lesson, on at 10:00"],
    [{ state: "being ended", endAskedAt: "2026-11-24T09:58:00.000Z" }, "lesson, being ended since 09:58"],
    [{ state: "over" }, "lesson, over"],
  ] as const)("says how its lesson stands: %j", (stands, words) => {
    const story = inOwnChats();
    const around = { ...AROUND, lesson: { ...stands, since: [], at: story.now } };
    expect(JSON.stringify(alertCard(story.concern, around, DSL.id))).toContain(`${words}"`);
  });

  it("about an adult does not name its raiser, and offers neither a call nor a way in", () => {
    const story = new ConcernStory(raising("adult"));
    const around = { ...AROUND, call: CALL, joinUrl: JOIN, teacher: "Mr Reed" };
    const words = JSON.stringify(alertCard(story.concern, around, HEAD.id));
    for (const part of ["Miss Hart", "Mr Reed", "/l/call/", "/l/meetup-join/"])
      expect(words).not.toContain(part);
  });

  it("about pupils without staff offers a second person to call, and says whom to find where none can be called", () => {
    const { concern } = new ConcernStory(raising("alone"));
    const OTHER = { name: "Mr Bell", url: "https://teams.example/bell" };
    const around = { ...AROUND, joinUrl: JOIN };
    const titlesOf = (more: object): readonly string[] =>
      bodyOf(alertCard(concern, { ...around, ...more }).card).flatMap(({ actions = [] }) =>
        actions.map(({ title }) => title),
      );
    const titles = titlesOf({ call: CALL, others: [OTHER] });
    expect(titles).toEqual(expect.arrayContaining(["Call Miss Hart", "Call Mr Bell"]));
    expect(titles.length).toBeLessThanOrEqual(6);
    const words = (more: object) => JSON.stringify(alertCard(concern, { ...around, ...more }));
    expect(words({ others: [OTHER] })).toContain("call one of them first");
    expect(words({})).toContain("find them in Teams, or phone the school office");
    expect(words({})).not.toContain("call one of them");
  });

  it("in the channel has both presses, apart, and six buttons at most", () => {
    const { concern } = new ConcernStory(raising("child"));
    const rows = bodyOf(alertCard(concern, { ...AROUND, joinUrl: JOIN, call: CALL }).card);
    const titles = rows.map(({ actions = [] }) => actions.map(({ title }) => title));
    expect(titles.filter((row) => row.length > 0)).toEqual([
      ["I have it", "Join the lesson", "Call Miss Hart", "Open the record"],
      ["I cannot take it now"],
    ]);
    expect(rows.at(-2)).toMatchObject({ type: "TextBlock" });
    expect(titles.flat().length).toBeLessThanOrEqual(6);
  });

  it("can be handed on in the chat of a person who was asked, and from then on nowhere else", () => {
    const story = inOwnChats();
    expect(presses(story, DSL.id)).toEqual(["I have it", "Open the record", "I cannot take it now"]);
    for (const reader of [undefined, HEAD.id])
      expect(presses(story, reader)).toEqual(["I have it", "Open the record"]);
  });

  it("can still be taken after it was handed on, but is not handed on twice", () => {
    const story = inOwnChats();
    story.take({ do: "hand-on", by: DSL, ...LADDER });
    expect(presses(story, DSL.id)).toEqual(["I have it", "Open the record"]);
    const words = wordsFor(story, DSL.id);
    expect(words).toContain("You handed it on at 10:00. You can still take it.");
    expect(words).not.toContain(DSL.name);
  });

  describe("where no one else could be asked", () => {
    const ONLY = { ...LADDER, holders: { ...HOLDERS, headteacher: [HEAD.id] } };
    const alone = (): ConcernStory =>
      new ConcernStory(raising("adult"), { do: "hand-on", by: HEAD, ...ONLY });

    it("does not claim that it was handed on, and says whom to phone", () => {
      const words = wordsFor(alone(), HEAD.id);
      expect(words).toContain(
        "You said at 10:00 that you cannot take it. There is no one else to ask yet: phone the school office on 01234 567890. You can still take it.",
      );
      expect(words).not.toContain("You handed it on");
      expect(words).not.toContain(HEAD.name);
      expect(JSON.stringify(alertCard(alone().concern, { ...AROUND, phone: "" }, HEAD.id))).toContain(
        "There is no one else to ask yet: phone the school office. You can still take it.",
      );
    });

    it("says it again to a person who presses again, and that it was handed on once another was asked", () => {
      const story = alone();
      expect(story.take({ do: "hand-on", by: HEAD, ...ONLY })).toMatchObject({
        events: [],
        say: "Recorded already. There is no one else to ask yet: please phone the school office.",
      });
      const holders = { ...HOLDERS, headteacher: [HEAD.id, "new head"] };
      story.take({ do: "escalate", step: 2, ...LADDER, holders });
      expect(wordsFor(story, HEAD.id)).toContain("You handed it on at 10:00. You can still take it.");
      expect(story.take({ do: "hand-on", by: HEAD, ...LADDER, holders })).toMatchObject({
        say: "Thank you. It has been handed on.",
      });
    });

    it("asked again alone and left without an answer, nor does it claim so then", () => {
      const story = alone();
      story.take({ do: "escalate", step: 2, ...ONLY });
      const over = { ...story.concern, escalationEndedAt: story.now };
      expect(JSON.stringify(alertCard(over, AROUND, HEAD.id))).not.toContain("You handed it on");
    });

    it("says that no one else is asked any more once the search is over", () => {
      const story = alone();
      const over = { ...story.concern, escalationEndedAt: story.now };
      expect(JSON.stringify(alertCard(over, AROUND, HEAD.id))).toContain(
        "You said at 10:00 that you cannot take it. No one else will be asked: phone the school office on 01234 567890. You can still take it.",
      );
    });
  });

  it("is nothing to take or to hand on once a person has it", () => {
    const story = inOwnChats();
    story.take({ do: "have-it", by: HEAD });
    expect(presses(story, DSL.id)).toEqual(["Open the record"]);
  });
});

describe("an alert about pupils without staff, read after the lesson", () => {
  const heading = (state: "on" | "over", since: readonly string[] = []): string =>
    JSON.stringify(
      alertCard(new ConcernStory(raising("alone")).concern, {
        timeZone: "Europe/London",
        phone: "",
        recordUrl: "https://teams.example/record",
        lesson: { state, since, at: "2026-11-24T11:00:00.000Z" },
      }).card,
    );

  it("tells of it in the past once the lesson is over, and that staff came back", () => {
    expect(heading("on")).toContain("Pupils are in a lesson without staff.");
    const over = heading("over", ["A member of staff was back in it at 10:01."]);
    expect(over).toContain("Pupils were in a lesson without staff.");
    expect(over).toContain("A member of staff was back in it at 10:01.");
    expect(over).not.toContain("Pupils are");
  });
});

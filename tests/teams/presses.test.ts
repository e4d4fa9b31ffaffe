import { checklistKey } from "../../src/protocol/work/card-keys.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import type { CardAnswer, CardPress } from "../../src/teams/press.ts";
import { pressesOn, VERBS } from "../../src/teams/presses.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";
import { guest } from "../protocol/lesson/story.ts";

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  await day.school.change({ ...day.school.settings(), phone: "01632 960123", undoSeconds: 4 }, "admin");
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor"), guest("r-ben", "Ben Price")]);
});
afterEach(() => day.close());

let turnedAway: (readonly [person: string, meant: string])[] = [];

const press = (verb: string, data: CardPress["data"], more: Partial<CardPress> = {}): Promise<CardAnswer> =>
  pressesOn({
    ...day,
    links: {
      panel: () => "https://panel.invalid",
      record: () => "https://record.invalid",
      byHand: () => "https://by-hand.invalid",
      join: () => "",
      setUp: "",
      families: () => "",
    },
    chooseSchool: async () => false,
    turnedAway: (person, meant) => turnedAway.push([person, meant]),
  })({
    verb,
    data,
    from: { id: "29:1", aadObjectId: "teacher", name: "Miss Hart" },
    conversation: { id: "own chat", type: "personal" },
    activityId: "a1",
    replyToId: "card1",
    trigger: "manual",
    ...more,
  });

const turn = async (): Promise<string> => String((await day.lessons.read(lesson)).turn);
const facts = async (): Promise<number> => (await day.record.read(lessonStream(lesson))).length;
const saidIn = (answer: CardAnswer): string => JSON.stringify(answer);
const own = (command: "pause" | "resume" | "let-cameras-on" | "cameras-off" | "end-for-all") =>
  day.lessons.press(day.caller("assistant"), lesson, { press: command });

/** Where a lesson may have gone since the card was drawn, each with families inside. */
const SINCE: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["cameras were let on", () => own("let-cameras-on")],
  [
    "cameras were let on and switched off again",
    async () => {
      await own("let-cameras-on");
      await own("cameras-off");
    },
  ],
  ["it was paused", () => own("pause")],
  [
    "it was paused, resumed and paused again",
    async () => {
      await own("pause");
      await own("resume");
      await own("pause");
    },
  ],
  ["it is being ended", () => own("end-for-all")],
  ["it is over", () => day.lessons.report(lesson, { report: "meeting-ended" })],
];

const DISARMING = ["choose-kind", "undo-kind", "let-cameras-on", "let-mics-on", "resume", "undo-end"];
const ON_LESSON = Object.keys(VERBS).filter(
  (verb) => !["choose-school", "see-rehearsal", "have-it", "hand-on"].includes(verb),
);

describe("a press on a card that is behind", () => {
  describe.each(SINCE)("since %s", (_what, happens) => {
    it.each(DISARMING)("disarms nothing: %s is answered with the card as it is now", async (verb) => {
      const data = { lesson, card: "checklist", turn: await turn(), kind: "not a lesson" };
      await happens();
      const before = await facts();
      const answer = await press(verb, data);
      expect(await facts()).toBe(before);
      expect(answer).toHaveProperty("card");
      expect(saidIn(answer)).toMatch(/Nothing was done|is over/);
      // What stands on it now is drawn from now.
      const { turn: now } = await day.lessons.read(lesson);
      for (const [, of] of saidIn(answer).matchAll(/"turn":"(\d+)"/g)) expect(of).toBe(String(now));
    });
  });

  it.each(["pause", "end-for-all", "cameras-off", "mics-off", "tell-dsl", "about-adult"])(
    "protects all the same: %s",
    async (verb) => {
      await own("let-cameras-on");
      const before = [await facts(), (await day.record.concernsOfLesson(lesson)).length];
      const answer = await press(verb, { lesson, card: "checklist", turn: "1" });
      expect(saidIn(answer)).not.toContain("Nothing was done");
      const after = [await facts(), (await day.record.concernsOfLesson(lesson)).length];
      if (verb !== "mics-off" && verb !== "about-adult") expect(after).not.toEqual(before);
    },
  );

  it("checks no one who came since it was drawn", async () => {
    const data = { lesson, card: "checklist", turn: await turn(), toCheck: "0" };
    const before = await facts();
    expect(saidIn(await press("all-others-fine", data))).toContain("Nothing was checked");
    expect(await facts()).toBe(before);
  });

  it("drawn from now, each of them does what it says", async () => {
    for (const [verb, type] of [
      ["let-cameras-on", "CamerasLet"],
      ["pause", "Paused"],
      ["resume", "Resumed"],
      ["end-for-all", "EndAsked"],
      ["undo-end", "EndUndone"],
    ] as const) {
      const answer = await press(verb, { lesson, card: "checklist", turn: await turn() });
      expect(saidIn(answer)).not.toMatch(/Nothing was done|Nothing to undo|Too late/);
      expect((await day.record.read(lessonStream(lesson))).map((one) => one.type)).toContain(type);
      // Sooner it would be a second tap (same-place.test.ts).
      day.wait(2000);
    }
  });
});

describe("Not a lesson", () => {
  const data = async () => ({ lesson, card: "ask", turn: await turn(), kind: "not a lesson" });

  it("is refused once families are inside, with what to press instead", async () => {
    const answer = await press("choose-kind", await data());
    expect((await day.lessons.read(lesson)).kind).toBe("class");
    expect(saidIn(answer)).toContain("2 people who are not staff are inside");
    expect(saidIn(answer)).toContain("in Teams press the arrow beside Leave, then End meeting");
  });

  it("before that it has its undo on the card that answers, and both leave the lesson as it was", async () => {
    await day.lessons.report(lesson, { report: "person-left", person: "r-amara" });
    await day.lessons.report(lesson, { report: "person-left", person: "r-ben" });
    const answer = await press("choose-kind", await data());
    expect((await day.lessons.read(lesson)).kind).toBe("not a lesson");
    expect(saidIn(answer)).toContain('"verb":"undo-kind"');
    day.wait(2000);
    await press("undo-kind", { lesson, card: "ask", turn: await turn() });
    expect((await day.lessons.read(lesson)).kind).toBe("class");
  });
});

describe("a press whose data does not arrive", () => {
  beforeEach(async () => {
    const key = checklistKey(lesson, "teacher");
    await day.record.saveSentCard({ key, conversationId: "own chat", activityId: "card1", at: day.now() });
  });

  const LOST = [{}, { lesson: null, turn: null, card: null }, { lesson: 7 }];

  it.each(LOST)("is known by the card that was pressed: pause with %j", async (data) => {
    const answer = await press("pause", data);
    expect((await day.lessons.read(lesson)).phase).toBe("paused");
    expect(saidIn(answer)).toContain("Pausing");
  });

  it.each(LOST)("opens nothing, and says what to press: resume with %j", async (data) => {
    await own("pause");
    const answer = await press("resume", data);
    expect((await day.lessons.read(lesson)).phase).toBe("paused");
    expect(saidIn(answer)).toContain("could not read that press, so nothing was done");
    expect(saidIn(answer)).toContain("in Teams press People, then Mute all");
    expect(saidIn(answer)).toContain("01632 960123");
    expect(answer).toHaveProperty("card");
  });

  it.each(LOST)("without its verb too does nothing, and says so: %j", async (data) => {
    const before = await facts();
    expect(saidIn(await press("", data))).toContain("nothing was done");
    expect(await facts()).toBe(before);
  });

  it.each(["pause", "choose-kind", "tell-dsl", "have-it", ""])(
    "on an unknown card says so too: %j",
    async (verb) => {
      const before = await facts();
      const answer = await press(verb, {}, { replyToId: "unknown" });
      expect(answer).toEqual({ message: expect.stringContaining("nothing was done") });
      expect(await facts()).toBe(before);
    },
  );

  it("in another chat the same card is not found", async () => {
    const before = await facts();
    await press("pause", {}, { conversation: { id: "another chat", type: "personal" } });
    expect(await facts()).toBe(before);
  });

  it("a colleague without a part learns nothing by it", async () => {
    const from = { id: "29:2", aadObjectId: "colleague", name: "Mr Doyle" };
    expect(await press("pause", {}, { from })).toEqual({ refused: expect.stringContaining("Not done") });
  });
});

describe("who may not press reads why", () => {
  const data = async () => ({ lesson, card: "checklist", turn: await turn() });

  it("the teacher whose account is not in the staff group: whom to phone; what protects is done, and shows nothing", async () => {
    day.staffing.roles = { ...day.staffing.roles, teacher: [] };
    // The end that is undone is their own.
    const protects = ["pause", "end-for-all", "undo-end", "tell-dsl", "about-adult"];
    for (const verb of ON_LESSON)
      expect([verb, await press(verb, { ...(await data()), kind: "group" })]).toEqual([
        verb,
        protects.includes(verb)
          ? { message: expect.stringMatching(/\S/) }
          : {
              refused:
                "Not done: your account is not in the staff group. Phone the school office on 01632 960123.",
            },
      ]);
  });

  it.each(["pause", "end-for-all", "undo-end", "tell-dsl", "about-adult"])(
    "a member of staff of another lesson who presses %s, and whom to phone",
    async (verb) => {
      const from = { id: "29:2", aadObjectId: "colleague", name: "Mr Doyle" };
      expect(await press(verb, await data(), { from })).toEqual({
        refused:
          "Not done: this is for the staff of that lesson. Its organiser can add you. If a child is at risk, phone the school office now on 01632 960123.",
      });
    },
  );

  it("the staff of the lesson, of a press that protects and is not done, and whom to phone", async () => {
    await day.lessons.report(lesson, { report: "meeting-ended" });
    const said = saidIn(await press("end-for-all", await data()));
    expect(said).toContain("No one was told by this press");
    expect(said).toContain("phone the school office now on 01632 960123");
  });

  it("a family or a guest: that they do not need it", async () => {
    const words = "This is for the staff of the lesson. You do not need it to take part.";
    expect(await press("pause", await data(), { from: { id: "29:3", name: "Amara's mum" } })).toEqual({
      refused: words,
    });
    const conversation = { id: "meeting chat", type: "group" } as const;
    expect(await press("pause", await data(), { conversation })).toEqual({ refused: words });
  });

  it("and those who guard the installation are told, of people with an account and while roles are known", async () => {
    const from = { id: "29:2", aadObjectId: "colleague", name: "Mr Doyle" };
    turnedAway = [];
    await press("pause", await data(), { from });
    await press("have-it", { ref: "ZZZ999" }, { from });
    await press("pause", await data());
    await press("pause", await data(), { from: { id: "29:3", name: "Amara's mum" } });
    await press("pause", await data(), { from, trigger: "automatic" });
    day.staffing.away = "fails";
    await press("resume", await data(), { from });
    expect(turnedAway).toEqual([
      ["colleague", lesson],
      ["colleague", "ZZZ999"],
    ]);
  });
});

it("a press on an alert is answered on its card, for the person who pressed", async () => {
  await day.school.change({ ...day.school.settings(), undoSeconds: 0 }, "admin");
  const raised = await day.concerns.raise(day.caller("assistant"), await day.lessons.read(lesson), "adult");
  const ref = "concern" in raised ? raised.concern.ref : "";
  const from = { id: "29:head", aadObjectId: "head", name: "Name of head" };
  const pressed = async (verb: string) => saidIn(await press(verb, { ref }, { from, activityId: verb }));
  const handed = await pressed("hand-on");
  expect(handed).toContain("Recorded. There is no one else to ask yet: please phone");
  expect(handed).not.toContain("You handed it on");
  const taken = await pressed("have-it");
  expect(taken).toContain("Thank you. The person who raised it can see that you have it.");
  for (const card of [handed, taken]) expect(card).not.toMatch(/Name of|\*\*/);
});

import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { unsortedInside } from "../../../src/protocol/lesson/unsorted.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { fc, runs } from "../../support/properties.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "./story.ts";

const OPENING = ["let-cameras-on", "let-mics-on", "resume"] as const;
type Opening = (typeof OPENING)[number];

/** Who may come, and whether the lesson is opened to one more whom no one has sorted out. */
const GUESTS: readonly (readonly [RosterPerson, (story: Story) => unknown, boolean])[] = [
  [guest("g-amara", "Amara Okafor"), () => undefined, false],
  [guest("g-ipad", "iPad"), () => undefined, true],
  [guest("g-lobby", "Samsung", "lobby"), () => undefined, false],
  [
    guest("g-stranger", "xx_dark_xx"),
    (story) => story.press({ press: "recognise", person: "g-stranger", recognition: { as: "stranger" } }),
    true,
  ],
  [
    guest("g-later", "Galaxy"),
    (story) => story.press({ press: "recognise", person: "g-later", recognition: { as: "later" } }),
    true,
  ],
  [
    guest("g-sorted", "Kitchen"),
    (story) =>
      story.press({
        press: "recognise",
        person: "g-sorted",
        recognition: { as: "pupils", pupils: ["p-ben"] },
      }),
    false,
  ],
  [guest("g-teacher", "Miss Hart"), () => undefined, true],
];

const met = fc.subarray([...GUESTS]);

/** All of them have come, are settled as they are, and the lesson waits for this press. */
const inWait = (press: Opening, guests: typeof GUESTS): Story => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), ...guests.map(([person]) => person)));
  for (const [, then] of guests) then(story);
  if (press === "resume") story.press({ press: "pause" });
  story.wait(5_000);
  return story;
};

const saidBefore = (story: Story, press: Opening): string => {
  const { lead = "", presses } = checklistOf(story.lesson, story.now);
  return press === "resume" ? lead : (presses.find((one) => one.press === press)?.title ?? "");
};

const drawnIn = (story: Story, press: Opening) => {
  const face = checklistFace(story.lesson, { now: story.now, timeZone: "Europe/London", phone: "" });
  const button = face.buttons.find((one) => one.press === press);
  if (button === undefined) throw new Error(`${press} is not on the card`);
  return { face, unsorted: button.unsorted };
};

const opened = (events: readonly LessonEvent[]) =>
  events.filter(({ type }) => type === "CamerasLet" || type === "MicsLet" || type === "Resumed");

describe("a press that opens the lesson while a person inside is not sorted out", () => {
  it("says so before it, on panel and card, and in its answer and the record; it is never blocked", () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPENING), met, (press, guests) => {
        const story = inWait(press, guests);
        const many = guests.filter(([, , isUnsorted]) => isUnsorted).length;
        expect(unsortedInside(story.lesson)).toBe(many);
        const { unsorted, face } = drawnIn(story, press);
        expect(unsorted).toBe(many);
        if (press === "resume") expect(face.lead ?? "").toBe(saidBefore(story, press));
        if (many === 0) expect(saidBefore(story, press)).not.toMatch(/not sorted out|not expected/);
        else if (press === "resume") expect(saidBefore(story, press)).toMatch(/ before you press Resume\.$/);
        else expect(saidBefore(story, press)).toMatch(new RegExp(`, ${many} not sorted out$`));
        const decision = story.press({ press });
        if ("refused" in decision) throw new Error(decision.say);
        expect(/not sorted out|not expected/.test(decision.say)).toBe(many > 0);
        const facts = opened(decision.events);
        expect(facts.map(({ data }) => ("unsorted" in data ? data.unsorted : 0))).toEqual([many]);
        const told = tellLesson(facts, fullNames(story.lesson)).map(({ sentence }) => sentence);
        expect(told.map((sentence) => sentence.includes("not sorted out"))).toEqual([many > 0]);
      }),
      runs(100),
    );
  });

  it("is refused on a card drawn before another such person came in, and taken on the fresh one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPENING), met, fc.nat(7), (press, guests, spoke) => {
        const story = inWait(press, guests);
        const many = unsortedInside(story.lesson);
        const drawnFrom = { turn: story.lesson.turn, card: true as const, unsorted: spoke };
        const decision = decide(story.lesson, { by: TEACHER, staff: { press }, drawnFrom }, story.around);
        expect("refused" in decision ? decision.refused : "taken").toBe(spoke < many ? "behind" : "taken");
      }),
      runs(100),
    );
  });

  it("is counted in words, apart from those who are not expected, and says nothing of a press that closes", () => {
    const story = inWait("resume", GUESTS);
    expect(saidBefore(story, "resume")).toBe(
      "1 person inside is not expected. 3 people inside are not sorted out. Look who it is before you press Resume.",
    );
    const closing = inWait("let-cameras-on", GUESTS);
    closing.press({ press: "let-cameras-on" });
    expect(closing.press({ press: "cameras-off" }).say).not.toMatch(/not sorted out/);
    const { presses } = checklistOf(closing.lesson, closing.now);
    expect(presses.find(({ press }) => press === "pause")?.title).toBe("Pause");
  });
});

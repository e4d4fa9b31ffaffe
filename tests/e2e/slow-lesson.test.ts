import type { ChatMessage } from "../../src/practice/chat/message.ts";
import { cardsIn, dataOf } from "./support/cards.ts";
import { wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

/** 400 ms a round trip and a second for a change: what a person meets, in practice and in a tenant. */
describe("a lesson at Microsoft's pace ends each step in the right words, on the card and in the panel", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin("maths", { pace: "microsoft" });
    id = (await lesson.arrived(2)).lesson;
  });

  afterAll(() => lesson.endsWell());

  const staffCard = async (): Promise<ChatMessage | undefined> =>
    (await cardsIn(lesson.practice, "okafor")).findLast((one) => wordsOf(one).includes('"card":"checklist"'));

  const presses = async (verb: string): Promise<unknown> => {
    const card = await staffCard();
    const data = dataOf(card, verb);
    return lesson.practice.press({ person: "okafor", message: card?.id ?? "", action: verb, data });
  };

  const cardSays = (words: RegExp): Promise<unknown> =>
    lesson.practice.until(
      `the card says ${words}`,
      async () => {
        const card = await staffCard();
        return (
          card !== undefined && words.test(wordsOf(card)) && !wordsOf(card).includes("Waiting for Teams")
        );
      },
      20_000,
    );

  const panelSays = (words: RegExp): Promise<unknown> =>
    lesson.shows(`the panel says ${words}`, ({ doors }) => words.test(doors.sentence), 20_000);

  it("the start of the lesson", async () => {
    await panelSays(/^Lobby on\. Families' mics and cameras off\. Confirmed \d\d:\d\d\./);
    await cardSays(/lesson: arrival.*Lobby on\. Families' mics and cameras off\. Confirmed \d\d:\d\d\./);
  });

  it.each([
    [
      "let-cameras-on",
      /Families' cameras allowed, mics off\. Confirmed/,
      /lesson: live.*Families' cameras allowed, mics off\. Confirmed/,
    ],
    [
      "pause",
      /Families' mics and cameras off\. Chat off\. Confirmed/,
      /lesson: paused \d\d:\d\d.*Chat off\. Confirmed/,
    ],
    [
      "resume",
      /Families' cameras allowed, mics off\. The pause may have switched them off: .* Confirmed/,
      /lesson: live.*Families' cameras allowed, mics off\. The pause may have switched them off: .* Confirmed/,
    ],
    ["end-for-all", /Families' mics and cameras off\. Chat off\. Confirmed/, /lesson: doors shut \d\d:\d\d/],
  ])("after the press %s", async (verb, panel, card) => {
    await presses(verb);
    await panelSays(panel);
    await cardSays(card);
  });

  it("everyone out, and the DSL told, in the card of the end too", async () => {
    await lesson.practice.until(
      "the end is done",
      async () => {
        const { end } = await lesson.teacher.open();
        const done = (step: string) => end?.steps.find((one) => one.step === step)?.proof.state === "proven";
        const card = (await cardsIn(lesson.practice, "okafor")).findLast((one) =>
          one.summary.startsWith("Ending the"),
        );
        const words = card === undefined ? "" : wordsOf(card);
        const { removal, alert } = {
          removal: end?.steps.find((one) => one.step === "removal")?.proof.sentence ?? "-",
          alert: end?.steps.find((one) => one.step === "alert")?.proof.sentence ?? "-",
        };
        return done("removal") && done("alert") && words.includes(removal) && words.includes(alert);
      },
      40_000,
    );
    expect(id).not.toBe("");
  });
});

import type { LedgerEntry } from "../../src/practice/cloud/ledger.ts";
import { busy } from "../support/busy.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

const SHAPES = [
  ["as the SDK expects it", { eventShape: "pascal" }],
  ["in camel case", { eventShape: "camel" }],
  ["without a title", { eventShape: "noTitle" }],
  ["with a blank before its name", { eventShape: "blankName" }],
  ["with another id in its value", { eventShape: "otherId" }],
  ["delivered twice", { eventShape: "pascal", eventsTwice: true }],
  ["after the first joins", { eventsTwice: false, startAfterJoins: true }],
] as const;

const STAFF = ["okafor", "hughes", "shah"];

/** A message of this lesson: the organiser of another meeting may be asked about theirs at any moment. */
const isOfLesson = ({ operation, body }: LedgerEntry): boolean =>
  operation === "connector.activity.send" &&
  !JSON.stringify(body ?? "").includes("Is this meeting a lesson with pupils?");

describe("Step 2: a lesson starts once, within two seconds", () => {
  let lesson: PracticeLesson;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    await lesson.recognised();
  });

  afterAll(() => lesson.endsWell());

  /** Plays one start; answers with what went over the wire because of it. */
  const play = async (switches: object): Promise<{ wire: readonly LedgerEntry[]; cards: number }> => {
    const { practice } = lesson;
    const before = (await practice.ledger()).at(-1)?.seq ?? 0;
    const cards = (await messagesOf(practice, "meeting", "maths")).length;
    await practice.switches(switches);
    await practice.do({ do: "start", meeting: "maths" });
    await practice.do({ do: "arrive", meeting: "maths", person: "hughes" });
    await lesson.shows("the lesson has started", (view) => view.phase === "arrival");
    await lesson.shows("Lesson Guard waits", (view) => view.call.sentence.includes("waiting in the lobby"));
    await lesson.shows("the families have their card", (view) => view.familyCard.state === "proven");
    await practice.until("staff have theirs", async () => {
      const wire = await practice.ledger(before);
      return wire.filter(isOfLesson).length > STAFF.length;
    });
    return {
      wire: await practice.ledger(before),
      cards: (await messagesOf(practice, "meeting", "maths")).length - cards,
    };
  };

  const nextWeek = async (): Promise<void> => {
    await lesson.practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("over", (view) => view.phase === "over");
    await lesson.practice.clock({ advanceMinutes: 7 * 24 * 60 });
    await lesson.practice.do({ do: "nextWeek", meeting: "maths" });
  };

  it.each(SHAPES)("does all it has to with the event %s", async (_how, switches) => {
    const { wire, cards } = await play(switches);
    const sent = (operation: string) => wire.filter((one) => one.operation === operation);
    const { call, familyCard } = await lesson.teacher.open();

    expect(cards).toBe(1);
    expect(familyCard.state).toBe("proven");
    expect(sent("graph.call.join")).toHaveLength(1);
    expect(call.sentence).toBe(
      "Lesson Guard is waiting in the lobby: admit Lesson Guard by itself, Admit all leaves it out. Teams labels the real one as a bot or an app. One marked (Guest) or (Unverified) is not it: do not admit it.",
    );

    const began = Math.min(...sent("teams.meetingStart").map((one) => one.receivedAt));
    const first = [...sent("graph.call.join"), ...wire.filter(isOfLesson)];
    expect(first).toHaveLength(1 + 1 + STAFF.length);
    expect(Math.max(...first.map((one) => one.receivedAt - began))).toBeLessThan(2000 * busy());
    await nextWeek();
  });

  it("does all it has to though Teams' word of the start is lost: a person has come in", async () => {
    const { wire, cards } = await play({ startAfterJoins: false, startLost: true });
    const sent = (operation: string) => wire.filter((one) => one.operation === operation);
    expect(sent("teams.meetingStart")).toEqual([]);
    expect(sent("graph.call.join")).toHaveLength(1);
    expect(cards).toBe(1);
    await lesson.shows("the options are proven", ({ doors }) => doors.state === "proven");

    const { lesson: id } = await lesson.teacher.open();
    await lesson.teacher.press(id, { press: "pause" });
    await lesson.shows(
      "the pause is proven",
      ({ phase, doors }) => phase === "paused" && doors.state === "proven",
    );
    await nextWeek();
    await lesson.practice.switches({ startLost: false });
  });

  it("does not say that the doors are shut while a person who is not staff may admit", async () => {
    const { practice } = lesson;
    const give = (person: string, role: "attendee" | "coorganizer") =>
      practice.do({ do: "giveRole", meeting: "maths", person, role });
    await give("ethan", "coorganizer");
    await give("shah", "attendee");
    await play({ startAfterJoins: false });
    const { doors } = await lesson.shows("the doors are read", (view) => view.doors.at !== undefined);
    expect(doors).toMatchObject({
      state: "not proven",
      sentence:
        "1 co-organiser is not known as staff here and can admit people. Change that in the meeting options.",
    });
    await nextWeek();
    await give("ethan", "attendee");
    await play({});
    const after = await lesson.shows("the doors are proven", (view) => view.doors.state === "proven");
    expect(after.doors.sentence).toMatch(
      /off\. Confirmed \d\d:\d\d\. 1 invited member of staff is not a co-organiser and cannot admit people\.$/,
    );
    await give("shah", "coorganizer");
    await nextWeek();
  });

  it("posts a neutral family card: no buttons, no name, no word of safeguarding staff", async () => {
    const [card] = await messagesOf(lesson.practice, "meeting", "maths");
    expect(card?.card).toMatchObject({ type: "AdaptiveCard", version: "1.5" });
    const words = wordsOf(card as never);
    for (const never of ["Action.", "Okafor", "Year 4", "DSL"]) expect(words).not.toContain(never);
  });

  it("sends the checklist to each member of staff privately", async () => {
    for (const person of STAFF) {
      const cards = await messagesOf(lesson.practice, "private", person);
      expect(cards.filter((one) => one.summary.startsWith("The ")).length).toBeGreaterThanOrEqual(
        SHAPES.length,
      );
    }
  });

  it("fills the register from the call once it is let in", async () => {
    await play({ startAfterJoins: false });
    await lesson.practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
    await lesson.shows("Lesson Guard is in", (view) => view.call.state === "proven");
    await lesson.practice.do({ do: "familiesArrive", meeting: "maths", overSeconds: 0, count: 3 });
    const view = await lesson.shows("three wait", (one) => one.counts.waiting === 3);
    expect(view.roster.sentence).toBe("The list comes from the call itself.");
  });
});

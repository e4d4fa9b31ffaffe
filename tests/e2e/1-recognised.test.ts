import { dataOf } from "./support/cards.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

describe("Step 1: a meeting is known to be a lesson before it starts", () => {
  let lesson: PracticeLesson;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
  });

  afterAll(() => lesson.endsWell());

  const askCards = async (person: string) =>
    (await messagesOf(lesson.practice, "private", person)).filter((one) =>
      wordsOf(one).includes("Is this meeting a lesson"),
    );

  it("asks the organiser alone, once for each meeting, in a private chat", async () => {
    await lesson.practice.until(
      "the organiser is asked",
      async () => (await askCards("okafor")).length === 2,
    );
    expect(await askCards("hughes")).toEqual([]);
    expect(await messagesOf(lesson.practice, "meeting", "maths")).toEqual([]);
  });

  it("touches no meeting before its organiser has said what it is", async () => {
    const asked = await lesson.practice.ledger();
    expect(asked.filter((one) => one.operation === "graph.onlineMeeting.patch")).toEqual([]);
  });

  it("previews an uploaded register, naming each bad line and storing nothing", async () => {
    const { lesson: id } = await lesson.teacher.open();
    const csv =
      'Pupil,Also\nAmara Osei,"Amara\'s mum; Mrs Osei"\n,Mr Gray\n123,\nAmara Osei,\n"Leo Gerald,\n,\n';
    const { body } = await lesson.teacher.ask<{
      pupils: { name: string; also: string[] }[];
      bad: { line: number; why: string }[];
    }>("POST", `/api/lessons/${id}/register/preview`, { csv });
    expect(body.pupils[0]).toEqual({ name: "Amara Osei", also: ["Amara's mum", "Mrs Osei"] });
    // The last line has separators only and does not count: spreadsheets leave such lines below a list.
    expect(body.bad).toMatchObject([
      { line: 3, why: "There is no name in the first column." },
      { line: 4, why: "The name has no letters." },
      { line: 5, why: "This pupil is on the list already. Add a middle name to tell two apart." },
      { line: 6, why: "A quotation mark is not closed." },
    ]);
    expect((await lesson.teacher.open()).pupils).toEqual([]);
  });

  it("sets the arrival options before the start, reads them back, and records asked and seen apart", async () => {
    const view = await lesson.recognised();
    expect(view.kind).toBe("class");
    expect(view.phase).toBe("planned");
    expect(view.doors.sentence).toMatch(
      /^Lobby on\. Families' mics and cameras off\. Confirmed \d\d:\d\d\.$/,
    );
    const { options } = await lesson.practice.meeting("maths");
    expect(options.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
      allowAttendeeToEnableMic: false,
      allowAttendeeToEnableCamera: false,
      allowRecording: false,
      allowTranscription: false,
    });
    const wire = (await lesson.practice.ledger()).map((one) => one.operation);
    expect(wire.indexOf("graph.onlineMeeting.get")).toBeGreaterThan(
      wire.indexOf("graph.onlineMeeting.patch"),
    );
  });

  it("makes the staff of the lesson co-organisers, so that an assistant can admit", async () => {
    const { invited } = await lesson.practice.meeting("maths");
    expect(invited.filter((one) => one.role === "coorganizer").map((one) => one.person)).toEqual([
      "hughes",
      "shah",
    ]);
  });

  it("takes the register from the class group", async () => {
    const { pupils } = await lesson.teacher.open();
    expect(pupils).toHaveLength(30);
    expect(pupils.filter((one) => one.name.startsWith("Lily"))).toHaveLength(2);
  });

  it("leaves a meeting alone that is said not to be a lesson, and keeps nothing about it", async () => {
    const head = lesson.as("evans");
    const [card] = await lesson.practice.until("the headteacher is asked", async () => {
      const cards = await askCards("evans");
      return cards.length > 0 ? cards : undefined;
    });
    const answer = await lesson.practice.press({
      person: "evans",
      message: card?.id ?? "",
      action: "choose-kind",
      data: dataOf(card, "choose-kind", "not a lesson"),
    });
    expect(JSON.stringify(answer.body)).toContain("leaves this meeting alone");
    await lesson.practice.do({ do: "start", meeting: "staff-meeting", person: "evans" });
    await lesson.practice.do({ do: "arrive", meeting: "staff-meeting", person: "lowe" });
    const before = (await head.open("staff-meeting")).version;
    await lesson.practice.do({ do: "arrive", meeting: "staff-meeting", person: "grant" });
    const after = await head.open("staff-meeting");
    expect(after.version).toBe(before);
    expect(after.title).toBeUndefined();
    expect(await messagesOf(lesson.practice, "meeting", "staff-meeting")).toEqual([]);
  });

  it("the question follows its answer through a restart, and an old press on it changes nothing", async () => {
    const { practice, teacher } = lesson;
    const { id: other = "" } =
      (await practice.state()).meetings.find(
        ({ id, organiser }) => organiser === "okafor" && id !== "maths",
      ) ?? {};
    const { lesson: of } = await teacher.open(other);
    const card = async () => {
      const cards = (await messagesOf(practice, "private", "okafor")).filter((one) =>
        wordsOf(one).includes(`"lesson":"${of}"`),
      );
      expect(cards).toHaveLength(1);
      return cards[0];
    };
    const old = await card();
    const press = (kind: string) =>
      practice.press({
        person: "okafor",
        message: old?.id ?? "",
        action: "choose-kind",
        data: dataOf(old, "choose-kind", kind),
      });
    const restart = async () => {
      await practice.app({ act: "kill" });
      await practice.app({ act: "start" });
      await practice.until("it is up again", () => teacher.open(other).catch(() => undefined), 60_000);
    };

    await restart();
    await teacher.press(of, { press: "choose-kind", kind: "group" });
    await practice.until("the card shows the answer", async () => {
      const shown = JSON.stringify((await card())?.card);
      return shown.includes("Group lesson") && !shown.includes("Is this meeting a lesson");
    });
    const answer = JSON.stringify((await press("not a lesson")).body);
    expect(answer).toContain("Nothing was done");
    expect(answer).toContain("Group lesson");
    expect(answer).not.toContain("Is this meeting a lesson");
    // What the answer in the panel led to may still be going on: its kind is what the old press would have changed.
    expect(await teacher.open(other)).toMatchObject({ kind: "group" });

    // Answered elsewhere in the last moment of a program: the next one draws it.
    await teacher.press(of, { press: "undo-kind" });
    await restart();
    await practice.until("the question stands open again", async () =>
      JSON.stringify((await card())?.card).includes("Is this meeting a lesson"),
    );
    expect((await card())?.id).toBe(old?.id);
    expect(JSON.stringify((await press("not a lesson")).body)).toContain("Nothing was done");
    expect((await teacher.open(other)).kind).toBeUndefined();
  });
});

import { messagesOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

describe("Step 7: over, and next week's lesson", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    id = (await lesson.arrived(6)).lesson;
    await lesson.teacher.press(id, { press: "let-cameras-on" });
    await lesson.practice.until("a camera is on", async () => {
      const { seats } = await lesson.practice.meeting("maths");
      const family = seats.find(({ person, mayCamera }) => person.startsWith("family") && mayCamera);
      if (family === undefined) return false;
      await lesson.practice.do({ do: "camera", meeting: "maths", person: family.person, on: true });
      return true;
    });
    await lesson.shows("it is seen", ({ presses }) =>
      presses.some(({ press }) => press === "all-others-fine"),
    );
    await lesson.teacher.press(id, { press: "all-others-fine" });
    await lesson.practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("over", (view) => view.phase === "over");
  });

  afterAll(() => lesson.endsWell());

  it("gives staff a summary in the panel", async () => {
    const { summary } = await lesson.teacher.open();
    const row = (label: string) => summary?.find((one) => one.label === label)?.value;
    // One camera was on: only that family was seen.
    expect(row("Checked")).toMatch(
      /^1 pupil\. [1-5] by name only: (the adult was|their adults were) not seen\.$/,
    );
    expect(row("Ended for all")).toBe("no");
  });

  it("keeps the doors of this occurrence shut", async () => {
    await lesson.shows("shut and proven", (view) => view.doors.state === "proven");
    const { options } = await lesson.practice.meeting("maths");
    expect(options.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer" },
      allowMeetingChat: "disabled",
    });
  });

  it("does not start the lesson again when the same start is delivered late", async () => {
    const [start] = (await lesson.practice.ledger()).filter((one) => one.operation === "teams.meetingStart");
    await lesson.practice.deliver({ body: start?.body });
    expect((await lesson.teacher.open()).phase).toBe("over");
  });

  it("opens again for next week's occurrence, with the same kind and register and nothing checked", async () => {
    await lesson.practice.clock({ advanceMinutes: 7 * 24 * 60 });
    await lesson.practice.do({ do: "nextWeek", meeting: "maths" });
    await lesson.practice.do({ do: "start", meeting: "maths" });
    const view = await lesson.shows(
      "a new occurrence",
      (one) => one.lesson !== id && one.doors.state === "proven",
    );
    expect(view).toMatchObject({ phase: "arrival", kind: "class" });
    expect(view.pupils).toHaveLength(30);
    expect(view.counts.checked).toBe(0);
    const { options } = await lesson.practice.meeting("maths");
    expect(options.set).toMatchObject({ allowMeetingChat: "limited" });
    await lesson.practice.until(
      "the family card of this week",
      async () => (await messagesOf(lesson.practice, "meeting", "maths")).length === 2,
    );
  });

  it("is over though Teams' own word is lost: the bot's call ended for everyone", async () => {
    await lesson.shows("the bot waits", ({ call }) => call.state === "not proven");
    await lesson.practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
    await lesson.shows("the bot is in the call", ({ call }) => call.state === "proven");
    await lesson.practice.switches({ endLost: true });
    await lesson.practice.do({ do: "end", meeting: "maths" });
    const view = await lesson.shows("over", ({ phase }) => phase === "over");
    expect(view.overAt).toBeDefined();
    await lesson.shows("shut and proven", ({ doors }) => doors.state === "proven");
  });
});

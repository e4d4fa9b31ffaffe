import { PracticeLesson } from "./support/lesson.ts";

describe("Step 4: pause and resume", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    id = (await lesson.arrived()).lesson;
    await lesson.teacher.press(id, { press: "let-cameras-on" });
    await lesson.teacher.press(id, { press: "let-mics-on" });
    await lesson.shows(
      "Families' mics and cameras allowed",
      ({ doors }) =>
        doors.state === "proven" && doors.sentence.includes("Families' mics and cameras allowed"),
    );
    const { seats } = await lesson.practice.meeting("maths");
    for (const seat of seats.filter((one) => one.person.startsWith("family-")).slice(0, 4)) {
      await lesson.practice.do({ do: "mic", meeting: "maths", person: seat.person, on: true });
      await lesson.practice.do({ do: "camera", meeting: "maths", person: seat.person, on: true });
    }
  });

  afterAll(() => lesson.endsWell());

  const heardOrSeen = async () =>
    (await lesson.practice.meeting("maths")).seats.filter(
      (one) => one.person.startsWith("family-") && (one.mic || one.camera),
    );

  it("silences everyone but staff in one press, and removes no one", async () => {
    expect(await heardOrSeen()).toHaveLength(4);
    const before = (await lesson.practice.meeting("maths")).seats.length;
    const { say } = await lesson.teacher.press(id, { press: "pause" });
    expect(say).toBe("Pausing: Teams is asked to switch off mics, cameras and chat. Resume undoes it.");
    const view = await lesson.shows(
      "the pause is proven",
      (one) => one.phase === "paused" && one.doors.state === "proven",
    );
    expect(view.doors.sentence).toContain("Families' mics and cameras off. Chat off.");
    await lesson.practice.until(
      "no one from a family is heard or seen",
      async () => (await heardOrSeen()).length === 0,
    );
    expect((await lesson.practice.meeting("maths")).seats).toHaveLength(before);
  });

  it("answers a second press without doing it twice", async () => {
    const patches = async () =>
      (await lesson.practice.ledger()).filter((one) => one.operation === "graph.onlineMeeting.patch").length;
    const before = await patches();
    const { say } = await lesson.as("hughes").press(id, { press: "pause" });
    expect(say).toMatch(/^Pause was pressed at \d\d:\d\d\.$/);
    expect(await patches()).toBe(before);
  });

  it("is not undone, opened or disarmed by a panel that was drawn before it", async () => {
    const { turn, phase } = await lesson.teacher.open();
    expect(phase).toBe("paused");
    const path = `/api/lessons/${id}/press`;
    for (const press of [
      { press: "resume" },
      { press: "let-mics-on" },
      { press: "undo-kind" },
      { press: "choose-kind", kind: "not a lesson" },
    ]) {
      const stale = await lesson.teacher.ask("POST", path, { ...press, turn: turn - 1 });
      expect([press, stale.status, stale.body]).toMatchObject([press, 409, { error: { code: "behind" } }]);
    }
    // What protects is taken from any panel, however old.
    expect((await lesson.teacher.ask("POST", path, { press: "pause", turn: 0 })).status).toBe(200);
    expect(await lesson.teacher.open()).toMatchObject({ phase: "paused", turn, kind: "class" });
  });

  it("puts back the options in force before, and says that no one is unmuted by it", async () => {
    const { say } = await lesson.teacher.press(id, { press: "resume" });
    expect(say).toContain("Each person turns their own mic on again.");
    const view = await lesson.shows("resumed", (one) => one.phase === "live" && one.doors.state === "proven");
    expect(view.doors.sentence).toContain("Families' mics and cameras allowed");
    expect(await heardOrSeen()).toEqual([]);
  });

  it("says what to press in Teams when Teams has not confirmed within two seconds", async () => {
    // As long as it is looked for: after one that hangs, the next try would be confirmed soon.
    for (let tries = 0; tries < 9; tries += 1)
      await lesson.practice.fault({ operation: "graph.onlineMeeting.patch", kind: "hang" });
    await lesson.teacher.press(id, { press: "pause" });
    const late = await lesson.shows("it is late", (one) => one.doors.state === "not proven", 4000);
    // If the options were looked at meanwhile, they have not changed.
    expect(late.doors.sentence).toMatch(
      /Teams (has not confirmed this yet|shows another setting for [a-z, ]+)\. In Teams press People, then Lock the meeting and Mute all\./,
    );
    await lesson.practice.clearFaults();
    await lesson.shows("it is done after all", (one) => one.doors.state === "proven", 15_000);
  });
});

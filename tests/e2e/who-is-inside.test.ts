import { cardsWith } from "./support/cards.ts";
import { nextLesson } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const FAMILIES = 6;

/** Lists of the call, dates from Teams and oddities of practice, and what they must not lead to. */
describe("who is inside, and when it is over", () => {
  let lesson: PracticeLesson;
  let practice: PracticeLesson["practice"];
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    practice = lesson.practice;
    await lesson.recognised();
  });

  afterAll(() => lesson.endsWell());

  const removal = async () =>
    (await lesson.teacher.open()).end?.steps.find(({ step }) => step === "removal")?.proof;
  const families = async (where: "in" | "lobby" = "in") =>
    (await practice.meeting("maths")).seats.filter(
      (seat) => seat.where === where && seat.person.startsWith("family-"),
    );
  it("has breakout rooms off from before the start, read back", async () => {
    const patched = (await practice.ledger()).filter(
      ({ operation }) => operation === "graph.onlineMeeting.patch",
    );
    expect(JSON.stringify(patched.map(({ body }) => body))).toContain('"allowBreakoutRooms":false');
    expect((await practice.meeting("maths")).options.set.allowBreakoutRooms).toBe(false);
  });

  it.each(["0001-01-01T00:00:00Z", "28/11/2026", "soon"])(
    "takes a StartTime of %s as not said: one lesson, in arrival",
    async (StartTime) => {
      const { meetingId, threadId } = await practice.meeting("maths");
      const { botId, tenantId, clock } = await practice.state();
      const view = await lesson.teacher.open();
      await practice.deliver({
        body: {
          type: "event",
          name: "application/vnd.microsoft.meetingStart",
          channelId: "msteams",
          serviceUrl: `${practice.running.connector}/uk/${tenantId}/`,
          timestamp: clock.now,
          recipient: { id: `28:${botId}` },
          from: { id: "29:x" },
          conversation: { isGroup: true, conversationType: "groupChat", tenantId, id: threadId },
          channelData: { tenant: { id: tenantId }, meeting: { id: meetingId } },
          value: { Id: meetingId, Title: "t", MeetingType: "Scheduled", StartTime },
        },
      });
      await practice.do({ do: "start", meeting: "maths" });
      const after = await lesson.shows("arrival", ({ phase }) => phase === "arrival");
      expect(after.lesson).toBe(view.lesson);
      id = after.lesson;
    },
  );

  describe("a guest who typed the name Lesson Guard", () => {
    const namedSo = async () =>
      (await practice.meeting("maths")).seats.filter(({ name }) => name === "Lesson Guard");
    const knocks = () => practice.do({ do: "arrive", meeting: "maths", person: "namesake" });
    const MARKED =
      "Teams labels the real one as a bot or an app. One marked (Guest) or (Unverified) is not it: do not admit it.";
    const WARNING =
      "shows Lesson Guard's name but is not Lesson Guard: Teams labels the real one as a bot or an app, never (Guest)";

    it("waits beside the real one: card and panel say how that is marked, and one fits", async () => {
      await lesson.shows("Lesson Guard waits", ({ call }) => call.state === "not proven");
      await knocks();
      const { call, lead } = await lesson.teacher.open();
      expect(lead).toBe("First let Lesson Guard in.");
      expect(call.sentence).toContain(MARKED);
      await practice.until(
        "the card says it",
        async () => (await cardsWith(practice, "okafor", MARKED)).length === 1,
      );
      const both = await namedSo();
      expect(both.map(({ where }) => where)).toEqual(["lobby", "lobby"]);
      const real = both.filter(({ mark }) => mark === "Bot");
      expect(real.map(({ callingBot }) => callingBot)).toEqual([true]);
    });

    it("is not taken for it where it was admitted: the real one still waits, and nothing is called protected", async () => {
      await practice.do({ do: "admit", meeting: "maths", person: "namesake" });
      const { unknown, ...view } = await lesson.shows("it is seen", (one) =>
        one.unknown.some(({ shown }) => shown === "Lesson Guard"),
      );
      expect(unknown).toMatchObject([{ place: "in", warning: WARNING }]);
      expect(unknown[0]?.byHand).toBe("To remove them: in Teams press People, then Remove.");
      expect(view.call).toMatchObject({ state: "not proven" });
      expect(view.call.sentence).toContain(MARKED);
      expect(view.lead).toBe("First let Lesson Guard in.");
      expect(view.well).toBeUndefined();
      await practice.do({ do: "remove", meeting: "maths", person: "namesake", by: "okafor" });
      await lesson.shows("it is gone", (one) => one.unknown.length === 0);
    });
  });

  it("leaves Lesson Guard in the lobby when all are admitted, until it is admitted by itself", async () => {
    await lesson.shows("Lesson Guard waits", ({ call }) => call.state === "not proven");
    await practice.do({ do: "familiesArrive", meeting: "maths", overSeconds: 0, count: FAMILIES });
    await practice.do({ do: "admitAll", meeting: "maths" });
    expect(await families()).toHaveLength(FAMILIES);
    const legs = (await practice.meeting("maths")).seats.filter(({ callingBot }) => callingBot);
    expect(legs.map(({ where }) => where)).toEqual(["lobby"]);
    expect((await lesson.teacher.open()).call.sentence).toContain("admit Lesson Guard by itself");
    await practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
    await lesson.shows("it is in", ({ call }) => call.state === "proven");
    // From the call's own list it sees who else waits under its name.
    await practice.do({ do: "arrive", meeting: "maths", person: "namesake" });
    const { unknown } = await lesson.shows("its namesake waits", (one) =>
      one.unknown.some(({ shown }) => shown === "Lesson Guard"),
    );
    expect(unknown.find(({ shown }) => shown === "Lesson Guard")).toMatchObject({
      place: "lobby",
      warning: expect.stringContaining("never (Guest)"),
      byHand: "To keep them out: Deny in Teams: People.",
    });
    await practice.do({ do: "deny", meeting: "maths", person: "namesake", by: "okafor" });
  });

  it("is the same lesson after four hours, with all that was checked and let on", async () => {
    await lesson.shows("the families are seen", ({ counts }) => counts.here + counts.unknown >= FAMILIES - 1);
    for (const press of ["all-others-fine", "let-cameras-on", "let-mics-on"] as const)
      await lesson.teacher.press(id, { press });
    const { counts } = await lesson.shows("live", ({ phase }) => phase === "live");
    for (let n = 0; n < 5; n += 1) await practice.clock({ advanceMinutes: 49 });
    await practice.do({ do: "arrive", meeting: "maths", person: "family-09" });
    await practice.do({ do: "admitAll", meeting: "maths" });
    const view = await lesson.shows(
      "the family is seen",
      (one) => one.counts.here + one.counts.unknown > FAMILIES - 1,
    );
    expect(view).toMatchObject({ lesson: id, phase: "live", opened: { cameras: true, mics: true } });
    expect(view.counts.checked).toBe(counts.checked);
    expect(view.call.state).toBe("proven");
    const { options } = await practice.meeting("maths");
    expect(options.set).toMatchObject({ allowAttendeeToEnableMic: true, allowAttendeeToEnableCamera: true });
  });

  it("cannot see breakout rooms, says so, and proves nothing; people in them are not taken for removed", async () => {
    await expect(
      practice.do({ do: "breakout", meeting: "maths", person: "okafor", on: true }),
    ).rejects.toThrow("409");
    // A person had allowed them again before the start, or Teams did not obey.
    await practice.do({
      do: "setOptions",
      meeting: "maths",
      person: "okafor",
      options: { allowBreakoutRooms: true },
    });
    await practice.do({ do: "breakout", meeting: "maths", person: "okafor", on: true });
    await lesson.teacher.press(id, { press: "end-for-all" });
    const proof = await practice.until(
      "the end says that it cannot see them",
      async () => {
        const now = await removal();
        expect(now?.state).not.toBe("proven");
        return now?.sentence.startsWith("No family is in the main meeting.") ? now : undefined;
      },
      25_000,
    );
    expect(proof.sentence).toBe(
      "No family is in the main meeting. Breakout rooms cannot be seen: close them in Teams.",
    );
    expect((await families()).length).toBeGreaterThanOrEqual(FAMILIES);
    await practice.do({ do: "breakout", meeting: "maths", person: "okafor", on: false });
    await practice.until(
      "all who came back are removed",
      async () => (await families()).length === 0,
      25_000,
    );
  });
});

describe("a list that is short at the end", () => {
  let lesson: PracticeLesson;
  let record: RecordFile;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    record = new RecordFile(lesson.practice);
    await lesson.recognised();
  });

  afterAll(() => lesson.endsWell());

  it.each(["emptyList", "ownList", "halfList"] as const)(
    "(%s) proves nothing, takes no one out, and all six are removed",
    async (kind) => {
      const { practice, teacher } = lesson;
      const id = await nextLesson(lesson, record, FAMILIES);
      const before = (await practice.ledger()).at(-1)?.seq ?? 0;
      await practice.fault({ operation: "graph.participants.list", kind, times: 3 });
      await teacher.press(id, { press: "end-for-all" });
      const families = async () =>
        (await practice.meeting("maths")).seats.filter(
          // A person who was removed may knock again: the lobby is not the lesson.
          ({ person, where }) => where === "in" && person.startsWith("family-"),
        ).length;
      await practice.until(
        "all are out, and it is proven",
        async () => {
          const inside = await families();
          const { end } = await teacher.open();
          const proof = end?.steps.find(({ step }) => step === "removal")?.proof;
          if (inside > 0 && (await families()) > 0) expect(proof?.state).not.toBe("proven");
          return inside === 0 && proof?.state === "proven";
        },
        30_000,
      );
      const sent = (await practice.ledger(before)).filter(
        ({ operation }) => operation === "graph.participant.remove",
      );
      expect(sent.length).toBeGreaterThanOrEqual(FAMILIES);
    },
  );
});

import type { LessonView } from "../../src/protocol/screen/view.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { comeBack, isRemoved } from "./support/come-back.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { setUndoTime } from "./support/undo-time.ts";

/** Seconds, as the presser reads them. */
const UNDO = 9;

const proofOf = ({ end }: LessonView, which: string) => end?.steps.find(({ step }) => step === which)?.proof;

describe("Step 5: end for all", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    await setUndoTime(lesson, UNDO);
    id = (await lesson.arrived()).lesson;
    expect(await families()).toHaveLength(30);
  });

  afterAll(() => lesson.endsWell());

  const step = async (name: string) =>
    (await lesson.teacher.open()).end?.steps.find((one) => one.step === name)?.proof;
  const families = async () =>
    (await lesson.practice.meeting("maths")).seats.filter(
      (one) => one.where === "in" && one.person.startsWith("family-"),
    );

  it("can be undone in time: no one is removed, no one is told", async () => {
    const { view } = await lesson.teacher.press(id, { press: "end-for-all" });
    expect(view.phase).toBe("shut");
    expect(view.end?.began).toBe(false);
    const { say } = await lesson.teacher.press(id, { press: "undo-end" });
    expect(say).toContain("Undone");
    await lesson.shows("arrival again", (one) => one.phase === "arrival" && one.doors.state === "proven");
    await new Promise((later) => setTimeout(later, UNDO * 1000 + 500));
    const ledger = (await lesson.practice.ledger()).map((one) => one.operation);
    expect(ledger).not.toContain("graph.participant.remove");
    expect(await messagesOf(lesson.practice, "channel", "dsl")).toEqual([]);
  });

  it("shuts the doors and silences at once, by a press on the card", async () => {
    const cards = await messagesOf(lesson.practice, "private", "okafor");
    const card = cards.find((one) => wordsOf(one).includes("end-for-all"));
    const { body } = await lesson.practice.press({
      person: "okafor",
      message: card?.id ?? "",
      action: "end-for-all",
      data: { lesson: id },
    });
    expect(JSON.stringify(body)).toContain(
      `Everyone except you and the organiser will be removed in ${UNDO} seconds. The DSL and the headteacher are told then.`,
    );
    await lesson.shows("doors are proven", (one) => proofOf(one, "doors")?.state === "proven");
  });

  it("removes everyone but the presser and the organiser, and says so only when the call's list says so", async () => {
    await lesson.practice.until(
      "all families are out",
      async () => (await families()).length === 0,
      UNDO * 1000 + 8000,
    );
    const removal = await lesson.practice.until("it is proven", async () => {
      const proof = await step("removal");
      return proof?.state === "proven" ? proof : undefined;
    });
    // Those who were removed and came back wait.
    expect(removal.sentence).toMatch(
      /^All families have left: the list of the call says so\.( \d+ in the lobby: do not admit them\.)?$/,
    );
    const inside = (await lesson.practice.meeting("maths")).seats.filter((one) => one.where === "in");
    expect(inside.map((one) => one.person).toSorted()).toEqual(["lesson-guard", "okafor"]);
  });

  it("tells the DSL in the channel, with reference, time, plain kind and whose lesson, and no pupil's name", async () => {
    const [alert] = await messagesOf(lesson.practice, "channel", "dsl");
    expect(wordsOf(alert as never)).toContain("End for all was pressed in a lesson.");
    expect(wordsOf(alert as never)).toMatch(/Raised to you by .*Okafor/);
    // The card may be there before its answer is.
    await lesson.practice.until("it is said to be sent", async () =>
      /^Sent to the DSL channel at \d\d:\d\d, the headteacher (was told at \d\d:\d\d|not yet)\. Not seen yet\.$/.test(
        (await step("alert"))?.sentence ?? "",
      ),
    );
  });

  it("removes a family member who comes back, for as long as the meeting goes on", async () => {
    const participant = await comeBack(lesson.practice, "family-03");
    await isRemoved(lesson.practice, participant, 8000);
    expect(await families()).toEqual([]);
  });

  it("keeps the progress in the presser's own chat", async () => {
    const cards = await messagesOf(lesson.practice, "private", "okafor");
    const progress = cards.filter((one) => one.summary.startsWith("Ending the"));
    expect(progress.length).toBeGreaterThanOrEqual(1);
    await lesson.practice.until("the last state is shown", async () => {
      const last = (await messagesOf(lesson.practice, "private", "okafor"))
        .filter((one) => one.summary.startsWith("Ending the"))
        .at(-1);
      return (
        last !== undefined &&
        wordsOf(last).includes("All families have left") &&
        wordsOf(last).includes("beside Leave, then End meeting")
      );
    });
  });

  it("answers a second press with when the first was", async () => {
    const { say } = await lesson.as("hughes").press(id, { press: "end-for-all" });
    expect(say).toMatch(/^End for all was pressed at \d\d:\d\d\.$/);
    expect(await messagesOf(lesson.practice, "channel", "dsl")).toHaveLength(1);
  });

  it("is over only when Teams says so", async () => {
    expect((await lesson.teacher.open()).phase).toBe("shut");
    await lesson.practice.do({ do: "end", meeting: "maths" });
    const view = await lesson.shows("the lesson is over", (one) => one.phase === "over");
    expect(proofOf(view, "leave")?.sentence).toMatch(/^Teams reports that the meeting ended at/);
  });
});

describe("Step 5: end for all while Lesson Guard is still in the lobby", () => {
  it("shuts the doors, tells the DSL, and says within two seconds that it cannot remove anyone", async () => {
    const lesson = await PracticeLesson.begin();
    try {
      const { lesson: id } = await lesson.recognised();
      await lesson.practice.do({ do: "start", meeting: "maths" });
      await lesson.shows("Lesson Guard waits", (view) => view.call.state === "not proven");
      await lesson.teacher.press(id, { press: "end-for-all" });
      const view = await lesson.shows("the end has begun", (one) => one.end?.began === true);
      const removal = view.end?.steps.find((one) => one.step === "removal")?.proof;
      expect(removal?.sentence).toBe("Lesson Guard is waiting in the lobby and cannot remove anyone.");
      await lesson.shows(
        "the DSL is told",
        (one) => one.end?.steps.find((each) => each.step === "alert")?.proof.state === "proven",
      );
      expect(await lesson.practice.violations()).toEqual([]);
    } finally {
      await lesson.stop();
    }
  });
});

import type { Decision } from "../../../src/protocol/decision.ts";
import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { toldWords } from "../../../src/protocol/rules/s5-recorded-if-alone.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { recordingFile } from "../../../src/protocol/screen/recording-file.ts";
import { CPOMS_NOT_YET, recordingTask } from "../../../src/protocol/screen/recording-task.ts";
import { AT, arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const TOLD_WORDS = toldWords(30);
const ZONE = "Europe/London";
const NOT_YET =
  /^CPOMS: not yet\. Tell the DSL in CPOMS that this lesson was recorded, then note the reference here\.$/;
const NOTED = { press: "recording-in-cpoms", reference: "C-77" } as const;

const seen = (recording: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });

const told = (): Story => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return story;
};

const recorded = (): Story => told().after(seen(true), seen(false));

const task = ({ lesson }: Story) => recordingTask(lesson, ZONE);

const outcome = (decision: Decision): string =>
  "refused" in decision ? `refused: ${decision.refused}` : decision.events.map(({ type }) => type).join(", ");

describe(rule("S6"), () => {
  it("stays open from when Teams shows the recording until the reference is noted, over the end as well", () => {
    expect(task(told())).toBeUndefined();
    const story = recorded();
    expect(task(story)?.sentence).toMatch(NOT_YET);
    story.after({ report: "meeting-ended" });
    expect(task(story)?.sentence).toMatch(NOT_YET);
    givenLesson(story)
      .when(pressed(NOTED))
      .thenAmong({ type: "RecordingInCpoms", data: { by: "teacher" } })
      .thenState((lesson) =>
        expect(recordingTask(lesson, ZONE)).toEqual({
          sentence: expect.stringMatching(/^In CPOMS as C-77, noted \d+:\d\d by .+\.$/),
          undo: { of: expect.any(String), title: "Undo: the CPOMS reference" },
        }),
      );
  });

  it("opens again for what is recorded after the reference was noted, in a lesson that was begun again", () => {
    const story = recorded().after({ report: "meeting-ended" });
    story.press(NOTED);
    expect(task(story)?.sentence).toMatch(/^In CPOMS as C-77/);
    story.wait(60_000).after({ report: "meeting-started", source: "event" });
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
    story.after(seen(true), seen(false));
    expect(task(story)?.sentence).toMatch(
      /^CPOMS: not yet\. .* What was recorded before is in CPOMS as C-77\.$/,
    );
    expect(outcome(story.press(NOTED))).toBe("RecordingInCpoms");
    expect(task(story)?.sentence).toMatch(/^In CPOMS as C-77/);
  });

  it("is opened by the word of staff where Teams shows no recording, also once the parent came back or it is over", () => {
    for (const meanwhile of [
      (story: Story) => story.press({ press: "parent-stays" }),
      (story: Story) => story.after({ report: "meeting-ended" }),
    ]) {
      const story = told();
      meanwhile(story);
      expect(task(story)).toBeUndefined();
      const { presses } = recordingFile(story.lesson, { now: AT, timeZone: ZONE }) ?? { presses: [] };
      expect(presses.map(({ press }) => press)).toEqual(["it-was-recorded"]);
      expect(outcome(story.press({ press: "it-was-recorded" }))).toBe("RecordingSaid");
      expect(task(story)?.sentence).toMatch(NOT_YET);
      expect(task(story)?.text).toContain("Teams showed no recording. At ");
      expect(task(story)?.text).toContain("noted having told them");
      expect(outcome(story.press({ press: "it-was-recorded" }))).toBe("");
      expect(outcome(story.press(NOTED))).toBe("RecordingInCpoms");
    }
  });

  it("does not ask whether it was recorded while it may yet begin: the panel says how to start it", () => {
    const story = told();
    expect(recordingFile(story.lesson, { now: AT, timeZone: ZONE })).toBeUndefined();
    story.after({ report: "meeting-ended" });
    expect(recordingFile(story.lesson, { now: AT, timeZone: ZONE })?.presses).toHaveLength(1);
  });

  it("is not opened by the word of staff who told no parent, nor said twice once Teams shows it", () => {
    const untold = arrival();
    untold.press({ press: "choose-kind", kind: "one-to-one" });
    untold.press({ press: "parent-cannot-stay" });
    expect(outcome(untold.press({ press: "it-was-recorded" }))).toBe("refused: not-asked");
    expect(recordingFile(untold.lesson, { now: AT, timeZone: ZONE })).toBeUndefined();
    const story = recorded();
    expect(outcome(story.press({ press: "it-was-recorded" }))).toBe("");
  });

  it("stays open where the parent comes back: the lesson was recorded all the same", () => {
    const story = recorded();
    story.press({ press: "parent-stays" });
    expect(task(story)?.sentence).toMatch(NOT_YET);
  });

  it("is open too for a recording that had begun before the parent was told", () => {
    const story = arrival().after(
      roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")),
    );
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "parent-cannot-stay" });
    story.after(seen(true));
    expect(task(story)).toBeUndefined();
    story.press({ press: "parent-told", reason: "unwell" });
    expect(task(story)?.sentence).toMatch(NOT_YET);
  });

  it("gives the text: the pupil, staff, why, the words said, and when", () => {
    const text = task(recorded())?.text ?? "";
    for (const words of [
      "Pupils inside while it was recorded: Amara Okafor.\n",
      `Staff who came: ${TEACHER.name}.`,
      TOLD_WORDS,
      "(at work)",
      "The call showed a Teams recording from",
    ])
      expect(text).toContain(words);
  });

  it("names apart a child who came by mistake, and says whether it was recorded then", () => {
    const by = (...more: readonly ReturnType<typeof guest>[]) => roster(user("r-teacher", TEACHER), ...more);
    const [amara, ben] = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben Price")];
    const shown = { ...amara, recording: true };
    const before = told().after(by(amara, ben), by(amara), by(shown));
    expect(task(before)?.text).toContain(
      "Pupils inside while it was recorded: Amara Okafor.\nInside at other times in this lesson: Ben Price.",
    );
    const meanwhile = told().after(by(amara), by(shown), by(shown, ben), by(shown), by(amara));
    expect(task(meanwhile)?.text).toContain(
      "Pupils inside while it was recorded: Amara Okafor, Ben Price.\n",
    );
    const after = told().after(by(amara), by(shown), by(amara), by(amara, ben));
    expect(task(after)?.text).toContain("Inside at other times in this lesson: Ben Price.");
  });

  it("counts a device that no one has named among those who may be in it", () => {
    const by = (...more: readonly ReturnType<typeof guest>[]) => roster(user("r-teacher", TEACHER), ...more);
    const shown = { ...guest("r-amara", "Amara Okafor (Guest)"), recording: true };
    const story = told().after(by(shown), by(shown, guest("r-x", "iPad")));
    expect(task(story)?.text).toContain("Also inside then: 1 device that no one named.");
  });

  it("has each recording with its seconds, and which of them began before the parent was told", () => {
    const by = (recording: boolean) =>
      roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });
    const story = arrival().after(by(false));
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "parent-cannot-stay" });
    story.after(by(true)).wait(16_000);
    story.press({ press: "parent-told", reason: "unwell" });
    story.wait(44_000).after(by(false)).wait(14_000).after(by(true)).wait(60_000).after(by(false));
    expect(task(story)?.text).toMatch(
      /\nThe call showed a Teams recording from 10:00:00 to 10:01:00; it began before the parent was told, at 10:00:16\.\nThe call showed a Teams recording from 10:01:14 to 10:02:14\.$/,
    );
  });

  it("keeps the words as they were when the parent was told, whatever they are by now", () => {
    const before = recorded();
    const old = before.events.map((event) =>
      event.type === "RecordingAnnounced"
        ? { ...event, data: { ...event.data, words: "Words of 2025." } }
        : event,
    );
    const lesson = old.reduce(evolve, NO_LESSON);
    expect(recordingTask(lesson, ZONE)?.text).toContain("noted having told them: “Words of 2025.”");
    expect(recordingTask(lesson, ZONE)?.text).not.toContain(TOLD_WORDS);
  });

  it("is one line on the card, without a name, and a row of the export", () => {
    const story = recorded().after({ report: "meeting-ended" });
    const around = { now: story.now, timeZone: ZONE, phone: "" };
    expect(checklistFace(story.lesson, around).lines).toContain(CPOMS_NOT_YET);
    const cpoms = () =>
      lessonDocument(story.lesson, story.events, { ...around, school: "" }).sections[0]?.table?.rows.find(
        ([what]) => what === "CPOMS",
      )?.[1];
    expect(cpoms()).toBe("not yet");
    story.press(NOTED);
    expect(checklistFace(story.lesson, around).lines).not.toContain(CPOMS_NOT_YET);
    expect(cpoms()).toMatch(/^C-77, noted by Miss Hart on 24 November 2026/);
  });

  it("keeps the reference apart from what is kept for ever, and a second one beside the first", () => {
    const story = recorded();
    story.press(NOTED);
    story.press({ ...NOTED, reference: "C-78" });
    const noted = story.events.filter(({ type }) => type === "RecordingInCpoms");
    expect(noted.map(({ data }) => JSON.stringify(data))).toEqual(Array(2).fill('{"by":"teacher"}'));
    expect(task(story)?.sentence).toMatch(/^In CPOMS as C-78/);
    givenLesson(story)
      .when(pressed({ ...NOTED, reference: "C-78" }))
      .thenNothing();
  });

  it.each(["class", "group"] as const)(
    "stays open where the lesson becomes a %s after it, and is closed there",
    (kind) => {
      const story = recorded();
      story.press({ press: "choose-kind", kind });
      story.after({ report: "meeting-ended" });
      expect(task(story)?.sentence).toMatch(NOT_YET);
      expect(checklistFace(story.lesson, { now: story.now, timeZone: ZONE, phone: "" }).lines).toContain(
        CPOMS_NOT_YET,
      );
      const rows = () =>
        lessonDocument(story.lesson, story.events, { now: story.now, timeZone: ZONE, school: "" })
          .sections[0];
      expect(rows()?.heading).toBe("The one-to-one");
      expect(rows()?.table?.rows).toContainEqual(["CPOMS", "not yet"]);
      story.press(NOTED);
      expect(task(story)?.sentence).toMatch(/^In CPOMS as C-77/);
      expect(rows()?.table?.rows.find(([what]) => what === "Parent")?.[1]).toMatch(
        /^The parent cannot stay \(at work\) and was told/,
      );
    },
  );

  it.each(["class", "group"] as const)(
    "is opened by the word of staff in a lesson that became a %s",
    (kind) => {
      const story = told();
      story.press({ press: "choose-kind", kind });
      expect(recordingFile(story.lesson, { now: story.now, timeZone: ZONE })?.presses).toEqual([
        { press: "it-was-recorded", title: "It was recorded" },
      ]);
      expect(outcome(story.press({ press: "it-was-recorded" }))).toBe("RecordingSaid");
      expect(task(story)?.sentence).toMatch(NOT_YET);
    },
  );

  it("is noted of no lesson whose parent was told of no recording", () => {
    givenLesson(arrival()).when(pressed(NOTED)).thenRefused("not-asked");
    const story = arrival();
    story.press({ press: "choose-kind", kind: "one-to-one" });
    givenLesson(story).when(pressed(NOTED)).thenRefused("not-asked");
  });
});

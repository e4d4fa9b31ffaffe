import { tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import type { DecisionContext, Report, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { recordedCounts } from "../../../src/protocol/rules/s8-exception.ts";
import { recordingFile } from "../../../src/protocol/screen/recording-file.ts";
import { recordingTask } from "../../../src/protocol/screen/recording-task.ts";
import { openTasks } from "../../../src/protocol/screen/recording-tasks.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { AT, arrival, guest, roster, TEACHER, user } from "./story.ts";

// What staff say of a recording by one press closes a task (S6, S7): a wrong press must not say "done" for ever.

const ZONE = "Europe/London";

/** A lesson that goes on from one press or report to the next, a minute apart. */
class Told {
  lesson: Lesson;
  now = AT;
  events: LessonEvent[] = [];
  readonly #recordings: NonNullable<DecisionContext["recordings"]>;

  constructor(lesson: Lesson, files: boolean) {
    this.lesson = lesson;
    this.#recordings = { folder: "Zoom Sessions", keepDays: 30, files };
  }

  #take(command: Parameters<typeof decide>[1]): string {
    this.now = addMs(this.now, 60_000);
    const context = { now: this.now, timeZone: ZONE, undoSeconds: 4, recordings: this.#recordings } as const;
    const decision = decide(this.lesson, command, { ...context, id: () => "f", reference: () => "f" });
    if ("refused" in decision) return `refused: ${decision.refused}`;
    this.lesson = decision.events.reduce(evolve, this.lesson);
    this.events.push(...decision.events);
    return decision.say ?? "";
  }

  report = (report: Report): string => this.#take({ report });
  press = (staff: StaffCommand): string => this.#take({ by: TEACHER, staff });
  get file() {
    return recordingFile(this.lesson, { now: this.now, timeZone: ZONE });
  }
  get task() {
    return recordingTask(this.lesson, ZONE);
  }
  get open(): readonly string[] {
    return openTasks(this.lesson, { now: this.now, timeZone: ZONE }).map(({ what }) => what);
  }
  /** The work that the last fact calls for. */
  get duties(): readonly string[] {
    const last = this.events.at(-1);
    return last === undefined ? [] : dutiesFor(this.lesson, last).map(({ work }) => work.kind);
  }
  undo(undo = this.file?.undo): string {
    return this.press({ press: "take-back-word", of: undo?.of ?? "" });
  }
}

const seen = (recording: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });

/** A one-to-one whose parent was told. */
const told = (files = true): Told => {
  const story = arrival().after(seen(false));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return new Told(story.lesson, files);
};

/** It is over, and staff said that it was recorded. */
const said = (files = true): Told => {
  const one = told(files);
  one.report({ report: "meeting-ended" });
  one.press({ press: "it-was-recorded" });
  return one;
};

describe("It was recorded, pressed by mistake", () => {
  it.each(["in the lesson", "after it"] as const)("is undone %s, and nothing is left of it", (when) => {
    const one = when === "after it" ? said() : told();
    if (when === "in the lesson") one.press({ press: "it-was-recorded" });
    expect(one.task?.sentence).toMatch(/^CPOMS: not yet/);
    expect(one.file?.undo?.title).toBe("Undo: It was recorded");
    expect(one.undo()).toBe("Undone: no one has said that this lesson was recorded.");
    expect(one.task).toBeUndefined();
    expect(one.open).toEqual([]);
    expect(one.lesson.filing).toBeUndefined();
    expect(recordedCounts([one.lesson], ZONE)).toEqual([]);
    expect(one.file?.presses.map(({ press }) => press)).toEqual(
      when === "after it" ? ["it-was-recorded"] : undefined,
    );
    expect(one.duties).toEqual([]);
    // A copy of it that was looked for meanwhile changes nothing any more.
    one.report({ report: "recordings-listed", recordings: [{ id: "v1", from: AT }] });
    expect(one.lesson.filing).toBeUndefined();
    // Both presses stand in the record, and it can be said once more.
    expect(tellLesson(one.events, { ...NAMES }).map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        "Miss Hart said that the lesson was recorded, though Teams did not show it.",
        "Miss Hart took back what was said: that the lesson was recorded.",
      ]),
    );
    one.press({ press: "it-was-recorded" });
    expect(one.task?.sentence).toMatch(/^CPOMS: not yet/);
  });

  it("is reminded of each day until it is undone or done: by the word of staff as by Teams'", () => {
    const one = told();
    one.press({ press: "it-was-recorded" });
    expect(one.duties).toContain("remind-recording");
  });

  it("is not undone once Teams shows or lists a recording: then it rests on that", () => {
    const shown = told();
    shown.press({ press: "it-was-recorded" });
    const of = shown.file?.undo?.of ?? "";
    shown.report(seen(true));
    expect(shown.file?.undo).toBeUndefined();
    expect(shown.press({ press: "take-back-word", of })).toBe("refused: too-late");
    const listed = said();
    listed.report({ report: "recordings-listed", recordings: [{ id: "v1", from: AT }] });
    expect(listed.file?.undo).toBeUndefined();
  });

  it("says that CPOMS is to be corrected where the reference was noted already", () => {
    const one = said();
    one.press({ press: "recording-in-cpoms", reference: "C-77" });
    expect(one.undo()).toContain("CPOMS has an entry: correct it there.");
  });
});

describe("a word about the recording that is not so", () => {
  const NOTED = [
    ["recording-in-folder", "Undo: It is in the folder", "folder"],
    ["first-copy-deleted", "Undo: Teams’ copy is deleted", "first copy"],
    ["recording-deleted", "Undo: The recording is deleted", "deletion"],
  ] as const;

  it("is undone from the newest to the oldest, and each task is open again", () => {
    const one = said(false);
    one.press({ press: "recording-in-cpoms", reference: "C-77" });
    const before = NOTED.map(([press]) => {
      const was = one.lesson.filing;
      one.press({ press });
      return was;
    });
    expect(one.open).toEqual([]);
    for (const [n, [, title, task]] of [...NOTED.entries()].toReversed()) {
      expect(one.file?.undo?.title).toBe(title);
      expect(one.undo()).toMatch(/^Undone: .* does not count as /);
      expect(one.lesson.filing).toEqual(before[n]);
      if (task !== "deletion") expect(one.open[0]).toBe(task);
      // The reminder had ended with the last task.
      expect(one.duties).toContain("remind-recording");
    }
    expect(one.file?.undo?.title).toBe("Undo: It was recorded");
  });

  it("makes Lesson Guard look for the recording again, where it had left that to staff", () => {
    const one = said(true);
    one.press({ press: "recording-in-folder" });
    one.undo();
    expect(one.duties).toEqual(expect.arrayContaining(["remind-recording", "file-recording"]));
  });

  it("is undone of CPOMS by itself: the reference and the text are asked for again", () => {
    const one = said(false);
    one.press({ press: "recording-in-cpoms", reference: "C-77" });
    one.press({ press: "recording-in-folder" });
    expect(one.task?.undo?.title).toBe("Undo: the CPOMS reference");
    expect(one.undo(one.task?.undo)).toBe("Undone. CPOMS: not yet.");
    expect(one.task?.text).toContain("Teams showed no recording.");
    expect(one.open[0]).toBe("CPOMS");
    expect(one.lesson.filing?.byHand).toBeDefined();
  });

  it("is not undone by an old button: neither twice, nor what was noted after it", () => {
    const one = said(false);
    one.press({ press: "recording-in-folder" });
    const old = one.file?.undo;
    one.press({ press: "first-copy-deleted" });
    expect(one.undo(old)).toBe("refused: too-late");
    const { undo } = one.file ?? {};
    one.undo();
    expect(one.undo(undo)).toBe("refused: too-late");
    expect(one.lesson.filing?.byHand).toBeDefined();
  });
});

const NAMES = {
  pupil: () => "a pupil",
  staff: () => "Miss Hart",
  person: () => "a person",
  oneToOne: true,
};

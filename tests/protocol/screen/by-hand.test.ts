import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { checklistFace, progressFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Phase } from "../../../src/protocol/words.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { play, steps } from "../lesson/steps.ts";

const PHONE = "01234 567890";

const textsOf = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

/** Every sentence on every screen and card; a person (who may be refused, or removed) has instructions of their own. */
const sentencesOf = (lesson: Lesson, now: string): readonly string[] => {
  const around = { now, timeZone: "UTC", phone: PHONE };
  const {
    pupils: _pupils,
    unknown: _unknown,
    staffHere: _staff,
    ...view
  } = lessonView(lesson, "organiser", [], undefined, around);
  const texts = textsOf([
    view,
    checklistFace(lesson, around),
    lesson.end === undefined ? [] : progressFace(lesson, undefined, around),
    noticesOf(lesson, "UTC").map((notice) => noticeFace(lesson, notice, "UTC")),
  ]);
  return [...new Set(texts.flatMap((text) => text.split(/(?<=[.!?]) /)))];
};

/** What only people in a meeting can press or look at, and the phases in which it exists. */
const ON: readonly Phase[] = ["arrival", "live", "paused", "shut"];
const INSTRUCTIONS: readonly (readonly [what: RegExp, phases: readonly Phase[]])[] = [
  [/In Teams press People/, ON],
  [/Lock the meeting/, ON],
  [/Mute all/, ON],
  [/Leave, then End meeting/, ON],
  [/close them in Teams/, ["shut"]],
  [/Disable camera|Look at the pictures/, ON],
  [/Count by eye|count by eye/, ON],
  [/Stay in the lesson/, ["arrival", "live", "paused"]],
  [/Stop recording|beside the app/, ON],
  [/Look at each picture|Look at the picture|Ask for the camera/, ["arrival", "live"]],
  [/let Lesson Guard in/, ["arrival", "live"]],
  [/admit Lesson Guard/, ON],
  [/Read it aloud/, ON],
  [/press Resume/, ["paused"]],
  [/Use Teams' own buttons/, ON],
  [/Phone the school office now/, ON],
];

/** A sentence that says itself that its time has not come yet. */
const LATER = /^(When the lesson starts|When you join|If the lesson is on)/;

describe("no sentence tells people to press what the phase does not have", () => {
  const met = new Map<string, number>();

  it("whatever has happened, and however long Teams is silent", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const { phase } = lesson;
        for (const ms of [0, 2_000, 10_000])
          for (const sentence of sentencesOf(lesson, addMs(now, ms)))
            for (const [what, phases] of INSTRUCTIONS)
              if (what.test(sentence) && !LATER.test(sentence)) {
                met.set(what.source, (met.get(what.source) ?? 0) + 1);
                expect([sentence, phases]).toEqual([sentence, expect.arrayContaining([phase])]);
              }
      }),
      runs(300),
    );
    hasMet(() => expect(met.size).toBeGreaterThan(10));
  });

  it("those who are still to come are not locked out, and a lesson that may speak is not silenced", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const { sentence } = lessonView(lesson, "organiser", [], undefined, {
          now: addMs(now, 10_000),
          timeZone: "UTC",
          phone: PHONE,
        }).doors;
        if (lesson.phase === "arrival" && sentence.includes("Lock the meeting"))
          expect(sentence).toContain("Once everyone has come: Lock the meeting.");
        if (lesson.phase === "live" && lesson.opened.mics) expect(sentence).not.toContain("Mute all");
      }),
      runs(150),
    );
  });
});

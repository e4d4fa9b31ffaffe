import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { alertLesson } from "../../../src/protocol/screen/alert-lesson.ts";
import { checklistFace, progressFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";

const ZONE = "UTC";

export const textsOf = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

/** All that a person can read of a lesson now, except names. */
export const surfaces = (lesson: Lesson, now: string) => {
  const around = { now, timeZone: ZONE, phone: "" };
  const {
    pupils: _pupils,
    unknown: _unknown,
    staffHere: _staff,
    ...view
  } = lessonView(lesson, "organiser", [], undefined, around);
  return {
    view,
    card: checklistFace(lesson, around),
    progress: lesson.end === undefined ? undefined : progressFace(lesson, undefined, around),
    news: noticesOf(lesson, ZONE).map((notice) => noticeFace(lesson, notice, ZONE)),
    alert: alertLesson(lesson, lesson.aloneAlert?.ref ?? "", ZONE),
  };
};

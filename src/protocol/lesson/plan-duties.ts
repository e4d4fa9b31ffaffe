import type { Duty } from "../work/duty.ts";
import { duty, MINUTE, untilItsEnd } from "./duty-shapes.ts";
import type { Lesson } from "./state.ts";

/** A calendar event with its meeting, and for each member of staff a chat that private cards can go to. */
export const planDuties = (lesson: Lesson, at: string): readonly Duty[] => {
  const how = { deadlineMs: MINUTE, expiryMs: untilItsEnd(lesson, at) };
  return [
    duty({ kind: "make-meeting", lesson: lesson.id }, how),
    ...lesson.staff.map(({ person }) => duty({ kind: "give-bot", lesson: lesson.id, staff: person }, how)),
  ];
};

/** Its meeting has a chat: the app goes into it, and the families' links lead to it. */
export const metDuties = (lesson: Lesson, at: string): readonly Duty[] => {
  const how = { deadlineMs: MINUTE, expiryMs: untilItsEnd(lesson, at) };
  const { plan } = lesson;
  if (plan === undefined) return [duty({ kind: "find-meeting", lesson: lesson.id })];
  return [
    duty({ kind: "add-app", lesson: lesson.id }, how),
    ...(plan.class === undefined ? [] : [duty({ kind: "bring-families", lesson: lesson.id }, how)]),
  ];
};

/** The app is in the meeting's chat, or a policy of the school's may have put it there: now the meeting can be read. */
export const afterAppDuties = (lesson: Lesson, at: string): readonly Duty[] => [
  duty(
    { kind: "find-meeting", lesson: lesson.id },
    { deadlineMs: MINUTE, expiryMs: untilItsEnd(lesson, at) },
  ),
];

/** Out of the calendars of its staff: Exchange tells those who were invited. */
export const cancelDuties = (lesson: Lesson, at: string): readonly Duty[] => [
  duty(
    { kind: "cancel-meeting", lesson: lesson.id },
    { deadlineMs: MINUTE, expiryMs: untilItsEnd(lesson, at) },
  ),
];

/** Of the series that was planned here: one lesson of it goes from the calendars. */
export const weekDuties = ({ id, plan }: Lesson, day: string): readonly Duty[] =>
  plan === undefined
    ? []
    : [duty({ kind: "cancel-meeting", lesson: id, day }, { deadlineMs: MINUTE, expiryMs: 24 * 60 * MINUTE })];

import type { Duty } from "../work/duty.ts";
import { duty, findRefusals, MINUTE, sealSoon, untilItsEnd } from "./duty-shapes.ts";
import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";
import { forgetsWayAt } from "./zoom.ts";

const DAY_MS = 24 * 60 * MINUTE;

/**
 * All the work that a lesson in Zoom calls for: its families' links, private cards to its staff, one question at its
 * planned end, its seal. Nothing of it goes to a meeting.
 */
export const zoomDuties = (lesson: Lesson, event: LessonEvent): readonly Duty[] => {
  const { id, plan, staff } = lesson;
  if (event.type === "LessonPlanned") {
    const how = { deadlineMs: MINUTE, expiryMs: untilItsEnd(lesson, event.at) };
    return [
      ...(plan?.class === undefined ? [] : [duty({ kind: "bring-families", lesson: id }, how)]),
      ...staff.map(({ person }) => duty({ kind: "give-bot", lesson: id, staff: person }, how)),
      ...askWhetherOver(lesson, event.at),
      forgetWay(lesson, event.at),
    ];
  }
  if (event.type === "RegisterSet") return [findRefusals(lesson)];
  if (event.type === "BegunByHand") return [...askWhetherOver(lesson, event.at), forgetWay(lesson, event.at)];
  return event.type === "OverByHand" ? [sealSoon(id), forgetWay(lesson, event.at)] : [];
};

/**
 * One that replaces another runs no later than that would have: whether it is time is asked again then, and it comes
 * back where it is not (`remind-duty.ts`).
 */
const forgetWay = (lesson: Lesson, at: string): Duty => {
  const { id } = lesson;
  const afterMs = Math.max(0, Date.parse(forgetsWayAt(lesson, at)) - Date.parse(at));
  return duty(
    { kind: "remind", lesson: id, of: "forget-way" },
    { afterMs, expiryMs: afterMs + 30 * DAY_MS, deadlineMs: DAY_MS, replaces: `forget way:${id}` },
  );
};

const askWhetherOver = ({ id, endsAt }: Lesson, at: string): readonly Duty[] => {
  const afterMs = Date.parse(endsAt ?? "") - Date.parse(at);
  return Number.isNaN(afterMs)
    ? []
    : [
        duty(
          { kind: "remind", lesson: id, of: "planned-end" },
          {
            afterMs: Math.max(0, afterMs),
            expiryMs: Math.max(0, afterMs) + DAY_MS,
            deadlineMs: DAY_MS,
            replaces: `planned end:${id}`,
          },
        ),
      ];
};

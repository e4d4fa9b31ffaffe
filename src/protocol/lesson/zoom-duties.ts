import type { Duty } from "../work/duty.ts";
import { duty, MINUTE, sealSoon, untilItsEnd } from "./duty-shapes.ts";
import type { LessonEvent } from "./events.ts";
import type { Lesson } from "./state.ts";

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
    ];
  }
  if (event.type === "BegunByHand") return askWhetherOver(lesson, event.at);
  return event.type === "OverByHand" ? [sealSoon(id), forgetWay(id)] : [];
};

/** Said by mistake, it can go on: families need their way until then. */
const forgetWay = (lesson: string): Duty =>
  duty(
    { kind: "remind", lesson, of: "forget-way" },
    { afterMs: DAY_MS, expiryMs: 30 * DAY_MS, deadlineMs: DAY_MS, replaces: `forget way:${lesson}` },
  );

const askWhetherOver = ({ id, endsAt }: Lesson, at: string): readonly Duty[] => {
  const afterMs = Date.parse(endsAt ?? "") - Date.parse(at);
  return Number.isNaN(afterMs)
    ? []
    : [
        duty(
          { kind: "remind", lesson: id, of: "planned-end" },
          { afterMs: Math.max(0, afterMs), replaces: `planned end:${id}` },
        ),
      ];
};

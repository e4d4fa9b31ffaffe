import { type Decision, refuse } from "../decision.ts";
import type { Actor, DecisionContext, StaffCommand } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Lesson } from "./state.ts";

/** What one kind of press leads to. */
export type Decide<P extends StaffCommand["press"]> = (
  lesson: Lesson,
  command: Extract<StaffCommand, { press: P }>,
  by: Actor,
  around: DecisionContext,
) => Decision;

/** Answered, and nothing is recorded: a second press, or nothing to do. */
export const nothing = (say: string): Decision => ({ events: [], say });

export const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const stamp = (by: Actor, around: DecisionContext) => ({
  at: around.now,
  data: { by: by.id },
  personal: { byName: by.name },
});

/** Staff can act on what happens in it. */
export const isRunning = (lesson: Lesson): boolean =>
  lesson.phase === "arrival" || lesson.phase === "live" || lesson.phase === "paused";

/** Families come a little earlier, and a teacher earlier still. */
const OPENS_BEFORE_MS = 30 * 60_000;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A lesson takes longer than was planned. */
const OVER_WITHIN_MS = 5 * HOUR_MS;

/**
 * Whether a meeting of whose start nobody has heard may be on. Not long before its time: whoever tries the panel
 * beforehand begins nothing. Of a series Teams gives the time of one week, perhaps the first of the term: from the
 * next day on it is only a time of day, which summer time moves by an hour.
 */
const mayBeOn = ({ phase, startsAt }: Lesson, now: string): boolean => {
  if (phase !== "planned") return false;
  const since = Date.parse(now) - Date.parse(startsAt ?? "");
  if (Number.isNaN(since)) return true;
  if (since < DAY_MS - OPENS_BEFORE_MS - HOUR_MS) return since >= -OPENS_BEFORE_MS;
  return (since + OPENS_BEFORE_MS + HOUR_MS) % DAY_MS < OVER_WITHIN_MS + OPENS_BEFORE_MS + 2 * HOUR_MS;
};

/**
 * Pause and End for all, where Teams' word of the start was lost: whoever presses them says that the meeting is
 * on, and that it is a lesson. The options are the same for each kind; staff may still choose another.
 */
export const beginning =
  <P extends "pause" | "end-for-all">(then: Decide<P>): Decide<P> =>
  (lesson, command, by, around) => {
    if (!mayBeOn(lesson, around.now)) return then(lesson, command, by, around);
    const { now: at } = around;
    const chosen: LessonEvent = {
      type: "KindChosen",
      at,
      data: { kind: "class", by: by.id, how: "staff" },
      personal: { byName: by.name },
    };
    const begun: readonly LessonEvent[] = [
      ...(lesson.kind === undefined ? [chosen] : []),
      { type: "MeetingStarted", at, data: { source: "panel" } },
    ];
    const decision = then(begun.reduce(evolve, lesson), command, by, around);
    return "refused" in decision ? decision : { ...decision, events: [...begun, ...decision.events] };
  };

export const notRunning = (lesson: Lesson): Decision =>
  lesson.phase === "planned"
    ? refuse("not-started", "The lesson has not started. This works from the moment it does.")
    : lesson.phase === "shut"
      ? refuse("shut", "The lesson has been ended. Its doors stay shut.")
      : refuse("over", "The lesson is over.");

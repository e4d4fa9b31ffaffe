import type { Leavable } from "../lesson/hand-changes.ts";
import { leftNow, offeredToLeave } from "../lesson/left.ts";
import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { clockTime } from "../time/clock-time.ts";

/** A change made in Teams that staff can leave, or have left and can have put back. */
export type LeftLine = {
  readonly option: Leavable;
  readonly press: "leave-option" | "put-option-back";
  readonly title: string;
  readonly sentence: string;
};

const CHANGED: { readonly [Option in Leavable]: readonly [was: string, means: string] } = {
  presenters: [
    "Others were made presenters",
    " No option holds the mic or camera of a presenter, who can also mute and remove people.",
  ],
  announce: ["Entry sounds were switched on", ""],
};

const LEFT: { readonly [Option in Leavable]: string } = {
  presenters: "Others stay presenters",
  announce: "Entry sounds stay on",
};

/** While it is left and not in force: it comes back by itself. */
const NOT_NOW: { readonly [Option in Leavable]: string } = {
  presenters: " Not just now: only while mics and cameras are both let on, and the lesson is not paused.",
  announce: " Not just now: the lesson is paused.",
};

const leftBy = (lesson: Lesson, option: Leavable, timeZone: string): string => {
  const left = lesson.left?.[option];
  if (left === undefined) return "";
  const by = lesson.staffNames[left.by] ?? "a member of staff";
  const now = leftNow(lesson)[option] === undefined ? NOT_NOW[option] : "";
  return `${LEFT[option]} for this lesson: left by ${by}, ${clockTime(left.at, timeZone)}.${now}`;
};

const leftIn = ({ left = {} }: Lesson): readonly Leavable[] => Object.keys(left) as Leavable[];

/** For the line about the meeting options, on card and panel; empty where nothing is left. */
export const leftWords = (lesson: Lesson, timeZone: string): string =>
  leftIn(lesson)
    .map((option) => leftBy(lesson, option, timeZone))
    .join(" ");

/** What a member of staff can press about changes made in Teams. */
export const leftLines = (lesson: Lesson, timeZone: string): readonly LeftLine[] =>
  isRunning(lesson)
    ? [
        ...offeredToLeave(lesson).map((option): LeftLine => {
          const [was, means] = CHANGED[option];
          return {
            option,
            press: "leave-option",
            title: "Leave it for this lesson",
            sentence: `${was} in Teams ${clockTime(lesson.drift?.at ?? "", timeZone)}.${means}`,
          };
        }),
        ...leftIn(lesson).map(
          (option): LeftLine => ({
            option,
            press: "put-option-back",
            title: "Put it back",
            sentence: leftBy(lesson, option, timeZone),
          }),
        ),
      ]
    : [];

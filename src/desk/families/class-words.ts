import isEqual from "fast-deep-equal";
import type { Meeting } from "../../protocol/families/events.ts";
import type { KeptClass } from "../../protocol/families/state.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import type { Pupil } from "../../protocol/names/register.ts";

/** One press more of the same: the list comes to the meeting, alone where so asked, and is its register. */
export const isMet = (
  { meets, besides = [] }: KeptClass,
  { chat, weekly }: Meeting,
  alone: boolean,
  { register }: Lesson,
  pupils: readonly Pupil[],
): boolean =>
  meets?.chat === chat &&
  meets.weekly === weekly &&
  !(alone && besides.length > 0) &&
  isEqual(register, pupils);

/**
 * Where their links lead, of a meeting to which families can come: to it once staff have called it a lesson.
 * @param first the lesson that the links of the list lead to now
 */
export const linksLead = (lesson: Lesson, first: Lesson | undefined): string => {
  if (lesson.kind === undefined)
    return "Families of this list reach the lesson through their links once you have said what kind of lesson it is.";
  return first === undefined || first.id === lesson.id
    ? "Families of this list reach the lesson through their links from now on."
    : "The links of this list lead to the lesson that is next, and to this one when its turn comes.";
};

/** Who sees the list, for the person who saved it. */
export const keptBy = (many: number): string =>
  many === 1
    ? " Only you see it."
    : many === 2
      ? " One colleague sees it, too."
      : ` ${many - 1} colleagues see it, too.`;

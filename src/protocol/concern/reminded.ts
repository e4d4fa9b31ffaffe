import type { Holders } from "../who/route.ts";
import { isCpomsOpen } from "./cpoms.ts";
import { colleaguesFor } from "./follow-up.ts";
import { ownerOf, reminderOf } from "./follow-up-of.ts";
import type { Concern } from "./state.ts";

/** Whether there is, or will be, something to be reminded of. */
export const isReminded = (concern: Concern, timeZone: string): boolean =>
  reminderOf(concern, timeZone) !== undefined || isCpomsOpen(concern);

/**
 * Who is reminded: the person who has it; where they may read it no more, those who were told of it; and where none of
 * them may either, everyone who holds the role now.
 */
export const remindedOf = (
  concern: Concern,
  holders: Holders,
  lessonStaff: readonly string[],
): readonly string[] => {
  const able = colleaguesFor(concern, holders, lessonStaff).map(({ person }) => person);
  const owner = ownerOf(concern);
  if (owner !== undefined && able.includes(owner)) return [owner];
  const told = able.filter((one) =>
    concern.deliveries.some(({ target }) => target.to === "person" && target.person === one),
  );
  return told.length > 0 ? told : able;
};

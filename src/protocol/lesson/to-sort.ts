import { countOpenExceptions, pupilRows, unknownPeople } from "./presence.ts";
import type { Lesson } from "./state.ts";

/**
 * How much is to be sorted out, as the panel's list has it: names, and pupils of whom a device or an exception is open;
 * apart from them whom staff have left for later, or do not expect.
 */
export const toSortWords = (lesson: Lesson): string => {
  const people = unknownPeople(lesson);
  const strangers = people.filter(({ notExpected }) => notExpected === true).length;
  const later = people.filter((one) => one.later === true).length;
  const pupils = pupilRows(lesson).filter(
    (row) => countOpenExceptions(row) > 0 || row.devices !== undefined,
  ).length;
  return [
    `${people.length - strangers - later + pupils}`,
    ...(later === 0 ? [] : [`${later} left for later`]),
    ...(strangers === 0 ? [] : [`${strangers} not expected`]),
  ].join(", ");
};

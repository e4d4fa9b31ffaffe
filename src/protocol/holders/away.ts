import { defined } from "../defined.ts";
import type { Cover, Hours, Stint } from "../who/cover.ts";

const keyOf = (stint: Stint): string => [stint.away, stint.by, stint.from, stint.until].join();

const keyOfHours = (hours: Hours | undefined): string =>
  hours === undefined
    ? ""
    : [hours.days.toSorted((a, b) => a - b), hours.opens, hours.closes, hours.contacts.toSorted()].join(";");

const isNew = (before: Cover, stint: Stint): boolean =>
  !(before.stints ?? []).some((one) => keyOf(one) === keyOf(stint));

const hoursSetAway = (before: Cover, { hours }: Cover, people: readonly string[]): readonly string[] =>
  hours === undefined || keyOfHours(hours) === keyOfHours(before.hours)
    ? []
    : people.filter((one) => !hours.contacts.includes(one));

/** Which of these people the next cover no longer asks first: their leave is new, or the school hours are. */
export const newlyAway = (before: Cover, next: Cover, people: readonly string[]): readonly string[] => {
  const onLeave = (next.stints ?? []).filter((one) => isNew(before, one)).map(({ away }) => away);
  const outOfHours = hoursSetAway(before, next, people);
  return people.filter((one) => onLeave.includes(one) || outOfHours.includes(one));
};

/** The next cover, but without what sets any of these people away: for them the old cover stays. */
export const coverWithout = (before: Cover, next: Cover, people: readonly string[]): Cover | undefined => {
  const stints = (next.stints ?? []).filter((one) => !(people.includes(one.away) && isNew(before, one)));
  const hours = hoursSetAway(before, next, people).length === 0 ? next.hours : before.hours;
  return stints.length === 0 && hours === undefined
    ? undefined
    : { ...(stints.length === 0 ? {} : { stints }), ...defined({ hours }) };
};

export const sameCover = (one: Cover, other: Cover): boolean =>
  keyOfHours(one.hours) === keyOfHours(other.hours) &&
  (one.stints ?? []).map(keyOf).toSorted().join(";") === (other.stints ?? []).map(keyOf).toSorted().join(";");

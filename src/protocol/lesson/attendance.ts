import { comings } from "./came-and-went.ts";
import type { LessonEvent } from "./events.ts";
import { peopleOf, pupilsOf } from "./presence.ts";
import type { Lesson } from "./state.ts";

/** From a moment until another one; without an end while they are inside, or where Teams did not show them leave. */
export type Stay = { readonly from: string; readonly until?: string };

const staysOf = (events: readonly LessonEvent[], person: string): readonly Stay[] => {
  const stays: Stay[] = [];
  let from: string | undefined;
  for (const { event, device } of comings(events)) {
    if (!device.includes(person)) continue;
    if (event.data.place === "in") from ??= event.at;
    else if (from !== undefined) {
      stays.push({ from, until: event.at });
      from = undefined;
    }
  }
  return from === undefined ? stays : [...stays, { from }];
};

/** What overlaps or touches is one stay: a child may be there with two devices. */
const merged = (stays: readonly Stay[]): readonly Stay[] => {
  const all: Stay[] = [];
  for (const stay of stays.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = all.at(-1);
    if (last === undefined || (last.until !== undefined && last.until < stay.from)) all.push(stay);
    else if (last.until !== undefined && (stay.until === undefined || stay.until > last.until))
      all[all.length - 1] = { ...stay, from: last.from };
  }
  return all;
};

/** A meeting that is over has no one inside, whether or not Teams showed each of them leave. */
const ended = (stays: readonly Stay[], { overAt }: Lesson): readonly Stay[] =>
  overAt === undefined
    ? stays
    : stays.map((stay) => (stay.until === undefined ? { ...stay, until: overAt } : stay));

/** When a person on the list was inside. */
export const staysOfPerson = (lesson: Lesson, events: readonly LessonEvent[], person: string) =>
  ended(merged(staysOf(events, person)), lesson);

/** When any device that was settled as this pupil's, or surely is, was inside. */
export const staysOfPupil = (lesson: Lesson, events: readonly LessonEvent[], pupil: string) => {
  const devices = peopleOf(lesson).filter((one) => {
    const { pupils, sure } = pupilsOf(lesson, one);
    return sure && pupils.includes(pupil);
  });
  return ended(merged(devices.flatMap(({ id }) => staysOf(events, id))), lesson);
};

/** Whole minutes of all stays that have an end. */
export const minutesOf = (stays: readonly Stay[]): number =>
  Math.round(
    stays.reduce(
      (sum, { from, until }) => sum + (until === undefined ? 0 : Date.parse(until) - Date.parse(from)),
      0,
    ) / 60_000,
  );

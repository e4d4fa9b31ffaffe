import { arrivalOf } from "../rules/c5-early.ts";
import { cameInside } from "./came-inside.ts";
import { UNNAMED } from "./evolver.ts";
import { chosenChild } from "./kind-again.ts";
import { isOneToOne } from "./one-to-one.ts";
import { plannedStartOf } from "./planned-time.ts";
import { isRefusedFor, peopleOf, pupilsOf } from "./presence.ts";
import { plural } from "./press.ts";
import type { Lesson } from "./state.ts";

/** When each pupil's first device came, to the lobby or inside. A family that drops out and comes back came once. */
const firstArrivals = (lesson: Lesson): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  for (const one of peopleOf(lesson)) {
    const { pupils, sure } = pupilsOf(lesson, one);
    if (!sure || one.arrivedAt === undefined) continue;
    for (const pupil of pupils) {
      const known = first.get(pupil);
      if (known === undefined || one.arrivedAt < known) first.set(pupil, one.arrivedAt);
    }
  }
  return first;
};

/** Devices that may be a pupil's, inside or in the lobby, and that no one sorted out. */
const notSortedOut = (lesson: Lesson): number =>
  peopleOf(lesson).filter((one) => {
    const { settled, sure } = pupilsOf(lesson, one);
    return !one.staff && one.identity !== "application" && !settled && !sure;
  }).length;

/**
 * Who was not seen inside by name. That they did not come is said only where no device was left that may be theirs.
 * @param waited of them, those who were in the lobby
 */
const missingWords = (lesson: Lesson, missing: number, waited: number): readonly string[] => {
  const devices = notSortedOut(lesson);
  const unseen = missing - waited;
  const pupils = plural(unseen, "pupil", "pupils");
  return [
    ...(waited === 0
      ? []
      : [`${waited} waited in the lobby and ${waited === 1 ? "was" : "were"} not let in`]),
    ...(unseen === 0
      ? []
      : devices === 0
        ? [`${pupils} did not come`]
        : [`${pupils} not seen by name; ${plural(devices, "device was", "devices were")} not sorted out`]),
  ];
};

/**
 * How the pupils of the register came, against the planned time (C5): "25 in good time, 1 early, 2 late, 2 did not
 * come". undefined where Teams gave no time, there is no register, or names were erased.
 */
export const arrivalWords = (lesson: Lesson): string | undefined => {
  const start = plannedStartOf(lesson);
  // Whose device it was is told by its name: once names are erased, a count would say that they did not come.
  const isErased = peopleOf(lesson).some(({ shown }) => shown === UNNAMED);
  if (start === undefined || lesson.register.length === 0 || isErased) return undefined;
  const child = isOneToOne(lesson) ? chosenChild(lesson) : undefined;
  // In a one-to-one the others of the register were not to come.
  const first = firstArrivals(lesson);
  const inside = cameInside(lesson);
  // Nor was a child for whom permission was refused (P2).
  const expected = lesson.register.filter(
    ({ id }) => (child === undefined || id === child) && (inside.has(id) || !isRefusedFor(lesson, id)),
  );
  const came = expected.flatMap(({ id }) => {
    const at = inside.has(id) ? first.get(id) : undefined;
    return at === undefined ? [] : [arrivalOf(at, start)];
  });
  const count = (wanted: ReturnType<typeof arrivalOf>): number => came.filter((one) => one === wanted).length;
  const missing = expected.length - came.length;
  const waited = expected.filter(({ id }) => first.has(id) && !inside.has(id)).length;
  return [
    `${count("in good time")} in good time`,
    ...(count("early") === 0 ? [] : [`${count("early")} early`]),
    ...(count("late") === 0 ? [] : [`${count("late")} late`]),
    ...missingWords(lesson, missing, waited),
  ].join(", ");
};

import { arrivalOf } from "../rules/c5-early.ts";
import { UNNAMED } from "./evolver.ts";
import { plannedStartOf } from "./planned-time.ts";
import { cameInside, peopleOf, pupilsOf } from "./presence.ts";
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

/**
 * How the pupils of the register came, against the planned time (C5): "25 in good time, 1 early, 2 late, 2 did not
 * come". undefined where Teams gave no time, there is no register, or names were erased.
 */
export const arrivalWords = (lesson: Lesson): string | undefined => {
  const start = plannedStartOf(lesson);
  // Whose device it was is told by its name: once names are erased, a count would say that they did not come.
  const isErased = peopleOf(lesson).some(({ shown }) => shown === UNNAMED);
  if (start === undefined || lesson.register.length === 0 || isErased) return undefined;
  const first = firstArrivals(lesson);
  const inside = cameInside(lesson);
  const came = lesson.register.flatMap(({ id }) => {
    const at = inside.has(id) ? first.get(id) : undefined;
    return at === undefined ? [] : [arrivalOf(at, start)];
  });
  const count = (wanted: ReturnType<typeof arrivalOf>): number => came.filter((one) => one === wanted).length;
  const missing = lesson.register.length - came.length;
  return [
    `${count("in good time")} in good time`,
    ...(count("early") === 0 ? [] : [`${count("early")} early`]),
    ...(count("late") === 0 ? [] : [`${count("late")} late`]),
    ...(missing === 0 ? [] : [`${plural(missing, "pupil", "pupils")} did not come`]),
  ].join(", ");
};

import { peopleOf, pupilsOf } from "./presence.ts";
import type { Lesson } from "./state.ts";
import { isInZoom } from "./zoom.ts";

/**
 * Ids of the pupils who were inside at some moment: one who only waited in the lobby did not come. In Zoom, those of whom
 * staff noted anything: no list shows who came.
 */
export const cameInside = (lesson: Lesson): ReadonlySet<string> => {
  if (isInZoom(lesson)) return new Set(Object.keys(lesson.pupils));
  return new Set(
    peopleOf(lesson).flatMap((one) => {
      const { pupils, sure } = pupilsOf(lesson, one);
      return sure && one.cameIn === true ? pupils : [];
    }),
  );
};

import { dayInWords } from "../../protocol/time/moments.ts";
import { type Card, card, heading, line, quiet, strong } from "./build.ts";

/**
 * To an organiser alone, the evening before: which of their lessons are not protected, and why. A lesson is called by
 * its time and kind.
 *
 * @param day "2026-12-01"
 */
export const tomorrowCard = (
  day: string,
  lessons: readonly { readonly called: string; readonly why: string }[],
): Card => {
  const count = lessons.length === 1 ? "1 lesson is" : `${lessons.length} lessons are`;
  return card("A lesson tomorrow is not protected", [
    heading(`Tomorrow, ${dayInWords(day)}: ${count} not protected yet`),
    ...lessons.flatMap(({ called, why }) => [strong(called), line(why)]),
    quiet(
      "Lesson Guard sees by itself what is put right this evening. The lesson’s panel says how far it is.",
    ),
  ]);
};

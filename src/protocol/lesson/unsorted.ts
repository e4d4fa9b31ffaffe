import { once } from "./once.ts";
import { mayBeRefused, peopleOf, unknownPeople } from "./presence.ts";
import type { ButtonName } from "./presses.ts";
import type { Lesson } from "./state.ts";

/** The presses that let families be seen and heard by each other (C4). */
const OPENS: ReadonlySet<string> = new Set<ButtonName>(["let-cameras-on", "let-mics-on", "resume"]);

export const opensToAll = (press: string): boolean => OPENS.has(press);

type Unsorted = { readonly notExpected: number; readonly refused: number; readonly others: number };

/**
 * How many devices are inside of which staff have said that they are not expected; that are of a child whose permission
 * was refused (P2); and of which no one has said whose they are.
 */
const unsortedIn = once((lesson: Lesson): Unsorted => {
  const unknown = unknownPeople(lesson).filter(({ place }) => place === "in");
  const ids = new Set(unknown.map(({ person }) => person));
  const refused = peopleOf(lesson).filter(
    (one) => one.place === "in" && !ids.has(one.id) && mayBeRefused(lesson, one),
  );
  const notExpected = unknown.filter((one) => one.notExpected === true).length;
  return { notExpected, refused: refused.length, others: unknown.length - notExpected };
});

/** How many devices are inside that no one has sorted out: whoever opens the lesson opens it to them, too. */
export const unsortedInside = (lesson: Lesson): number => {
  const { notExpected, refused, others } = unsortedIn(lesson);
  return notExpected + refused + others;
};

/** The same in words, each with whether it is amiss. For cards, the panel and the DSL: never a name. */
export const unsortedLines = (
  lesson: Lesson,
): readonly { readonly sentence: string; readonly amiss: boolean }[] => {
  const { notExpected, refused, others } = unsortedIn(lesson);
  return [
    {
      many: refused,
      amiss: true,
      sentence: `Permission was refused for ${refused === 1 ? "1 person" : `${refused} people`} inside.`,
    },
    {
      many: notExpected,
      amiss: true,
      sentence:
        notExpected === 1
          ? "1 person inside is not expected."
          : `${notExpected} people inside are not expected.`,
    },
    {
      many: others,
      amiss: false,
      sentence:
        others === 1 ? "1 person inside is not sorted out." : `${others} people inside are not sorted out.`,
    },
  ].flatMap(({ many, ...line }) => (many === 0 ? [] : [line]));
};

/** The same in one line; "" where all are sorted out. */
export const unsortedWords = (lesson: Lesson): string =>
  unsortedLines(lesson)
    .map(({ sentence }) => sentence)
    .join(" ");

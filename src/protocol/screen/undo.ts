import type { Concern } from "../concern/state.ts";
import type { Act } from "../lesson/act.ts";
import { undoableAct, undoUntil } from "../lesson/acts.ts";
import { rightWord } from "../lesson/conduct-words.ts";
import type { Lesson } from "../lesson/state.ts";
import type { LessonView } from "./view.ts";

const pupilName = (lesson: Lesson, id: string | undefined): string =>
  lesson.register.find((one) => one.id === id)?.name ?? "a pupil";

const recognisedWords = (lesson: Lesson, { people }: Act): string => {
  const device = lesson.people[Object.keys(people)[0] ?? ""];
  return `who “${device?.shown ?? ""}” is`;
};

const checkedWords = (lesson: Lesson, { pupils }: Act): string => {
  const [first, ...others] = Object.keys(pupils);
  const all = Object.keys(pupils);
  const named = all.filter((id) => lesson.pupils[id]?.checked?.namesOnly === true).length;
  if (others.length === 0) return `${pupilName(lesson, first)} ${named > 0 ? "checked by name" : "checked"}`;
  if (named === all.length) return `${named} names match`;
  return `${all.length - named} checked together${named === 0 ? "" : `, ${named} by name`}`;
};

/** What would be undone, by name: for the panel alone. */
const wordsOf = (lesson: Lesson, act: Act): string => {
  const name = pupilName(lesson, Object.keys(act.pupils)[0]);
  switch (act.what) {
    case "recognised":
      return recognisedWords(lesson, act);
    case "checked":
      return checkedWords(lesson, act);
    case "noted":
      return `${act.reason ?? "exception"}, ${name}`;
    case "followed":
      return `last note, ${act.reason ?? "exception"}, ${name}`;
    case "put right":
      return `${act.reason === undefined ? "put right" : rightWord(act.reason).toLowerCase()}, ${name}`;
  }
};

/**
 * Something larger came after it: people are told, or the whole lesson was opened or shut. That stands where the press
 * was, and the way back from the smaller thing gives it the place.
 */
const isOlder = ({ at, passed }: Act, raised: readonly Concern[]): boolean =>
  passed === true || raised.some(({ raisedAt }) => raisedAt >= at);

/**
 * Undo for this person's last press about pupils and devices, while it can be undone.
 *
 * @param raised the reader's own concerns of this lesson
 */
export const undoOf = (
  lesson: Lesson,
  raised: readonly Concern[],
  { reader, now }: { readonly reader?: string; readonly now: string },
): LessonView["undo"] => {
  const act = reader === undefined ? undefined : undoableAct(lesson, reader, now);
  return act === undefined
    ? undefined
    : {
        of: act.at,
        until: undoUntil(act),
        words: `Undo: ${wordsOf(lesson, act)}`,
        ...(isOlder(act, raised) ? { older: true } : {}),
      };
};

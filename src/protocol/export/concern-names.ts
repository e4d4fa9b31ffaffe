import { nameWords } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { ConcernView } from "../screen/view.ts";
import { createNameFinder, type StandingName } from "./names-in-text.ts";

/**
 * Whether a concern names the child, by any of these names: as one of those it is said to be about, or in its text.
 * Part of a word or of a longer name never counts ("Joann Lee", "Ann Lee-Jones"). A first name alone counts as the
 * child's where it stands by itself, or has a capital ("Eve", not "eve").
 *
 * @param others other pupils of the concern's lesson: their names are never the child's
 */
export const concernNames = (
  { details, followUp }: ConcernView,
  names: readonly string[],
  others: readonly Pupil[],
): boolean => {
  const find = createNameFinder([...names, ...others.flatMap(({ name, also }) => [name, ...also])]);
  const own = (text: string): readonly StandingName[] =>
    find(text).filter((one) => names.includes(one.name) && !isHyphened(text, one));
  const surnameKnown = names.some((name) => !isOneWord(name));
  const isListed = (list: string): boolean => own(list).some((one) => isOneOf(list, one));
  const isTold = (text: string): boolean => own(text).some((one) => isCalled(text, one, surnameKnown));
  return (
    (followUp?.children ?? []).some(isListed) ||
    (followUp?.actions ?? []).some(({ action, why = "" }) => [action, why].some(isTold)) ||
    details.some(
      ({ who = "", words = "", said = "", done = "", told = "" }) =>
        isListed(who) || [words, said, done, told].some(isTold),
    )
  );
};

const isOneWord = (name: string): boolean => !/[\p{L}\p{N}][^\p{L}\p{N}'’]+[\p{L}\p{N}]/u.test(name);

/** Part of a double name: "Ann Lee-Jones", "Mary-Ann Lee". */
const isHyphened = (text: string, { from, to }: StandingName): boolean =>
  /[\p{L}\p{N}][-‐‑]$/u.test(text.slice(0, from)) || /^[-‐‑][\p{L}\p{N}]/u.test(text.slice(to));

/** What separates two of the people a concern is about. */
const BETWEEN = /[,;&+/()\n]|\band\b/iu;

/** In a list of names: a name by itself, apart from words such as "mum of"; in full, also among small words. */
const isOneOf = (who: string, { name, from, to }: StandingName): boolean => {
  const before = who.slice(0, from).split(BETWEEN).at(-1) ?? "";
  const [after = ""] = who.slice(to).split(BETWEEN);
  if ([before, after].every((part) => nameWords(part).length === 0)) return true;
  return !isOneWord(name) && !/\p{Lu}\S*\s+$/u.test(before) && !/^\s+\p{Lu}/u.test(after);
};

/** In a sentence. @param surnameKnown true: a name followed by another surname is another child's */
const isCalled = (text: string, { name, from, to }: StandingName, surnameKnown: boolean): boolean =>
  !isOneWord(name) ||
  (/^\p{Lu}/u.test(text.slice(from)) && !(surnameKnown && /^\s+\p{Lu}/u.test(text.slice(to))));

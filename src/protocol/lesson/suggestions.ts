import { isGenericName } from "../names/device-names.ts";
import { nameWords } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { Suggestion, UnknownPerson } from "../screen/unknown-person.ts";
import type { Attendee } from "./person.ts";
import type { Lesson } from "./state.ts";

/** More than this many are a list to choose from, not a suggestion. */
const MOST_NOT_HERE = 4;

/** The other devices: the pupils each one stands for, surely or perhaps. */
export type Devices = readonly {
  readonly one: Attendee;
  readonly pupils: readonly string[];
  readonly sure: boolean;
}[];

const asSuggestion = ({ id, name }: Pupil): Suggestion => ({ pupil: id, name });

/** Of the pupils a name may mean, those who are not here yet come first: the name is more likely theirs. */
const byName = (lesson: Lesson, pupils: readonly string[], others: Devices): readonly Suggestion[] => {
  const found = lesson.register.filter(({ id }) => pupils.includes(id));
  const isHere = ({ id }: Pupil): boolean => others.some(({ pupils: of, sure }) => sure && of.includes(id));
  return [...found.filter((one) => !isHere(one)), ...found.filter(isHere)].map(asSuggestion);
};

/** Brothers and sisters on one device, as far as the family name can tell: one press for all of them. */
const together = (suggestions: readonly Suggestion[]): readonly string[] | undefined => {
  const names = suggestions.map(({ name }) => nameWords(name));
  const surnames = new Set(names.map((words) => words.at(-1)));
  const givens = new Set(names.map(([given]) => given));
  return names.length > 1 && surnames.size === 1 && givens.size === names.length
    ? suggestions.map(({ pupil }) => pupil)
    : undefined;
};

/**
 * Whose device may say nothing but "iPad": one of the few pupils who are not here yet, first those whom no other
 * device here may mean. A name that is not on the register is no such device: it gets no suggestion.
 */
const notHere = (lesson: Lesson, one: Attendee, others: Devices): readonly Suggestion[] => {
  if (one.identity !== "guest" || !isGenericName(one.shown)) return [];
  const missing = lesson.register.filter(
    ({ id }) => !others.some(({ pupils, sure }) => sure && pupils.includes(id)),
  );
  const named = new Set(others.flatMap(({ pupils, sure }) => (sure ? [] : pupils)));
  const free = missing.filter(({ id }) => !named.has(id));
  const best = free.length === 0 ? missing : free;
  return best.length > MOST_NOT_HERE ? [] : best.map(asSuggestion);
};

/** Who an unknown device may be: one press for each. */
export const suggestionsFor = (
  lesson: Lesson,
  one: Attendee,
  pupils: readonly string[],
  devices: Devices,
): Pick<UnknownPerson, "suggestions" | "together" | "notHere"> => {
  const others = devices.filter((other) => other.one.id !== one.id);
  const suggestions = byName(lesson, pupils, others);
  const all = together(suggestions);
  const missing = suggestions.length === 0 ? notHere(lesson, one, others) : [];
  return {
    suggestions,
    ...(all === undefined ? {} : { together: all }),
    ...(missing.length === 0 ? {} : { notHere: missing }),
  };
};

import { skeletonWords } from "./skeleton.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" ").flatMap(skeletonWords));

/** How a member of staff is addressed: whoever shows a surname with one claims to be that person. */
const TITLES = words(
  "mr mrs ms miss mx dr sir madam prof professor rev reverend teacher headteacher head tutor",
);

/** What Teams adds to a name by itself. */
const SUFFIXES = words("guest unverified external");

const named = (name: string): readonly string[] => skeletonWords(name).filter((word) => !SUFFIXES.has(word));

const untitled = (all: readonly string[]): readonly string[] => all.filter((word) => !TITLES.has(word));

/** Whether one word is the other, or its initial: "A" and "Ada". */
const fits = (one: string, other: string): boolean =>
  one === other ||
  (one.length === 1 && other.startsWith(one)) ||
  (other.length === 1 && one.startsWith(other));

const sameWords = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && [...one].toSorted().join(" ") === [...other].toSorted().join(" ");

/** Whether the given names agree, in any order: "Mrs Sarah Okafor" is not "Ms A Okafor". */
const givenFit = (shown: readonly string[], staff: readonly string[]): boolean =>
  shown.every((word) => staff.some((other) => fits(word, other)));

/**
 * Whether a reader would take a shown name for this member of staff's, however it is typed (C4): letters of other
 * alphabets, nothing that is seen, any title, any order, blanks left out or put in. The same words are the same name;
 * a surname alone, or with a fitting given name, is so only where a title goes with it: "Mrs Okafor" is taken for
 * "Ms A Okafor", a parent "Sarah Okafor" is not.
 */
export const looksLikeStaff = (shown: string, staffName: string): boolean => {
  const [typed, staff] = [named(shown), untitled(named(staffName))];
  const [own, surname] = [untitled(typed), staff.at(-1)];
  if (surname === undefined || typed.length === 0) return false;
  if (own.length > 0 && sameWords(own, staff)) return true;
  const titled = own.length < typed.length;
  if (titled && own.includes(surname))
    return givenFit(
      own.filter((word) => word !== surname),
      staff.filter((word) => word !== surname),
    );
  return isRunTogether(typed.join(""), staff, surname);
};

/** Written with blanks left out, or put in: "MsOkafor", "O kafor". */
const isRunTogether = (typed: string, staff: readonly string[], surname: string): boolean => {
  const whole = [staff.join(""), staff.toReversed().join("")].filter((one) => one !== surname);
  const titled = [...TITLES].flatMap((title) => [title + surname, ...whole.map((one) => title + one)]);
  return [...whole, ...titled].includes(typed);
};

const APP = skeletonWords("Lesson Guard");

/** Whether a name is, or holds, the app's own: staff are told to admit whom it names. */
export const looksLikeLessonGuard = (shown: string): boolean => {
  const typed = named(shown);
  const run = typed.join("");
  return (
    APP.every((word) => typed.includes(word)) ||
    run.includes(APP.join("")) ||
    run.includes(APP.toReversed().join(""))
  );
};

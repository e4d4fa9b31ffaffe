import { remembered } from "./remembered.ts";
import { skeletonWords } from "./skeleton.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" ").flatMap(skeletonWords));

/** Titles of staff: a guest who shows a surname with one claims to be that person. */
const TITLES = words(
  "mr mrs ms miss mx dr sir madam prof professor rev reverend teacher headteacher head tutor",
);

/** What Teams adds to a name by itself. */
const SUFFIXES = words("guest unverified external");

/** Where people say they are, or what they hold: "Ms Okafor (Class 4W)", "Mr Hughes's iPad". */
const BESIDE = words(
  "the class classroom form group year school primary academy office room senco send dsl safeguarding lead " +
    "ipad iphone phone laptop tablet pc computer surface chromebook macbook teams",
);

/** "4W", "Y3": no name has a figure that does not look like a letter. */
const isBeside = (word: string): boolean => BESIDE.has(word) || /[2-46-9]/.test(word);

const named = (name: string): readonly string[] => skeletonWords(name).filter((word) => !SUFFIXES.has(word));

const untitled = (all: readonly string[]): readonly string[] => all.filter((word) => !TITLES.has(word));

/** Whether one word is the other, or its initial: "A" and "Ada". */
const fits = (one: string, other: string): boolean =>
  one === other ||
  (one.length === 1 && other.startsWith(one)) ||
  (other.length === 1 && one.startsWith(other));

/** The same text for the same words in any order. */
const inAnyOrder = (all: readonly string[]): string => all.toSorted().join(" ");

/** Whether the given names agree, in any order: "Mrs Sarah Okafor" is not "Ms A Okafor". */
const givenFit = (shown: readonly string[], staff: readonly string[]): boolean =>
  shown.every((word) => staff.some((other) => fits(word, other)));

type Name = {
  readonly typed: readonly string[];
  /** Without a title; the surname is the last. */
  readonly own: readonly string[];
  readonly anyOrder: string;
};

const nameOf = remembered((name): Name => {
  const typed = named(name);
  const own = untitled(typed);
  return { typed, own, anyOrder: inAnyOrder(own) };
});

/**
 * A member of staff's name with blanks and hyphens left out, with and without a title, either way round. A surname may
 * be of several words: "Mr DeSouza" is "Mr J de Souza".
 */
const runTogether = remembered((staffName): ReadonlySet<string> => {
  const { own } = nameOf(staffName);
  const surname = own.at(-1) ?? "";
  const whole = [own.join(""), own.toReversed().join("")].filter((one) => one !== surname);
  const surnames = own.map((_, n) => own.slice(n).join(""));
  const titled = [...TITLES].flatMap((title) => [...surnames, ...whole].map((one) => title + one));
  return new Set([...whole, ...titled]);
});

/**
 * Whether a reader would take a shown name for this member of staff's, however it is typed (C4): letters of other
 * alphabets, nothing that is seen, any title, any order, blanks left out or put in. The same words are the same name;
 * a surname alone, or with a fitting given name, is so only where a title goes with it: "Mrs Okafor" is taken for
 * "Ms A Okafor", a parent "Sarah Okafor" is not.
 */
export const looksLikeStaff = (shown: string, staffName: string): boolean => {
  const [{ typed, own, anyOrder }, staff] = [nameOf(shown), nameOf(staffName)];
  const surname = staff.own.at(-1);
  if (surname === undefined || typed.length === 0) return false;
  if (own.length > 0 && anyOrder === staff.anyOrder) return true;
  const titled = own.length < typed.length;
  const given = own.filter((word) => word !== surname && !isBeside(word));
  const theirGiven = staff.own.filter((word) => word !== surname);
  if (titled && own.includes(surname) && givenFit(given, theirGiven)) return true;
  const run = runTogether(staffName);
  return run.has(typed.join("")) || run.has(typed.filter((word) => !isBeside(word)).join(""));
};

const APP = skeletonWords("Lesson Guard");

/** Whether a name is, or holds, the app's own: staff are told to admit whom it names. */
export const looksLikeLessonGuard = (shown: string): boolean => {
  const { typed } = nameOf(shown);
  const run = typed.join("");
  return (
    APP.every((word) => typed.includes(word)) ||
    run.includes(APP.join("")) ||
    run.includes(APP.toReversed().join(""))
  );
};

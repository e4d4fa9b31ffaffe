import { fold } from "./folding.ts";
import { isOfSameName } from "./nicknames.ts";
import type { Pupil } from "./register.ts";
import { typedIn } from "./typed.ts";

/**
 * First names that titles of lessons hold as plain words: months, plants and class names, subjects, and what a lesson
 * is about. Alone they name no child.
 */
const ORDINARY = new Set(
  (
    "april may june july august summer autumn winter spring day dawn eve sky star sunny river ocean forest brook heath " +
    "ash rowan willow hazel holly ivy iris lily daisy poppy rose rosie violet olive flora bay fern heather jasmine sage basil " +
    "ginger pepper amber ruby jade pearl scarlett coral crystal blue grey robin jay wren lark phoenix leo bear wolf fox hunter " +
    "grace hope faith joy honor justice mercy patience charity harmony melody aria carol art will mark bill rich max pat sue drew grant " +
    "ant bee cat cam kit dot tab val miles penny guy frank ray rod rob nick chase wade dean earl duke king prince princess royal major angel destiny " +
    "reading paris london chelsea israel india georgia jordan kenya asia china sydney victoria florence lincoln"
  ).split(" "),
);

/** All words, also those that a device adds to a name: "Nana" is a child's name as well. */
const wordsOf = (text: string): readonly string[] =>
  fold(text.normalize("NFKC")).text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** @param words of the title */
const isNamed = (words: readonly string[], name: readonly string[]): boolean => {
  // "K Priya" is called Priya.
  const [given, ...rest] = name.filter((word) => /\p{L}/u.test(word) && !/^[a-z]$/.test(word));
  if (given === undefined) return false;
  return words.some((word, n) => {
    if (word !== given && word !== `${given}s` && !isOfSameName(word, given)) return false;
    const next = words[n + 1] ?? "";
    return (
      !ORDINARY.has(word) ||
      rest.some((surname) => words.includes(surname) || (next.length === 1 && surname.startsWith(next)))
    );
  });
};

/**
 * Whether a title names a child of a list: by a first name, a short form of it or another name of theirs that stands
 * in it as a word. A first name that is an ordinary word ("May maths") counts with the surname only.
 * @param title as staff write it, for a calendar that colleagues see
 */
export const titleNames = (title: string, register: readonly Pupil[]): boolean => {
  const words = wordsOf(title);
  return register.some(({ name, also }) =>
    [wordsOf(name), ...also.map((one) => typedIn(one).words)].some((one) => isNamed(words, one)),
  );
};

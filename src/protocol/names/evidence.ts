import { distance } from "./distance.ts";
import { isAlsoGiven, isOfSameName, linesOf } from "./nicknames.ts";
import type { Typed } from "./typed.ts";

/** How well a shown name fits one name of a pupil. */
export type Evidence = {
  /** Compared with that for other pupils; 0: not at all. */
  readonly fit: number;
  /** The word that stands for the given name, if one does. */
  readonly given?: string;
  /** Enough to say whose device it is, where it fits no other pupil as well. */
  readonly isEnough: boolean;
};

const NOTHING: Evidence = { fit: 0, isEnough: false };

/** A given name with its surname, whole, in another spelling, or begun. */
const WHOLE = 4;
export const INITIAL = 3;
/** The given name alone: another pupil's surname may be the same word. */
export const GIVEN = 2;
const SURNAME = 1;
/** Of another spelling, or a short form. */
const VARIANT = 0.1;

/** A surname that stands alone is enough if it is this long and no one's given name: "Kowalski", not "Lewis". */
const TELLING = 7;

/** "Kowalska" of Kowalski, "Petrova" of Petrov: what a mother's surname is. */
const withoutGender = (surname: string): string =>
  surname.replace(/(sk|ck|dzk)a$/, "$1i").replace(/(ov|ev|in)a$/, "$1");

const isSlip = (typed: string, name: string): boolean => {
  const shorter = Math.min(typed.length, name.length);
  return shorter >= 4 && distance(typed, name) <= (shorter >= 6 ? 2 : 1);
};

/** "Seb" of Sebastian, "Seun" of Oluwaseun. */
const isPart = (typed: string, given: string): boolean =>
  (typed.length >= 3 && given.startsWith(typed)) || (typed.length >= 4 && given.endsWith(typed));

/** Words of the shown name with where they stand, each two in a row joined as well: "mac donald". */
const runsOf = (
  words: readonly string[],
): readonly { readonly text: string; readonly at: readonly number[] }[] => [
  ...words.map((text, n) => ({ text, at: [n] })),
  ...words.slice(1).map((text, n) => ({ text: `${words[n] ?? ""}${text}`, at: [n, n + 1] })),
];

/**
 * What a name of a pupil is looked up by: a shown name that fits it has one of these, too.
 * @param name its words, the given name first
 */
export const keysOf = (name: readonly string[]): readonly string[] => {
  const [first = "", ...rest] = name;
  return [
    ...name,
    withoutGender(rest.at(-1) ?? ""),
    `${first}${rest[0] ?? ""}`,
    name.join(""),
    [...rest, first].join(""),
    ...linesOf(first).map((line) => `line ${line}`),
  ];
};

/** The same for a name as a device shows it. */
export const keysShown = ({ words }: Typed): readonly string[] => [
  words.join(""),
  ...runsOf(words).flatMap(({ text }) => [
    text,
    withoutGender(text),
    ...(text.endsWith("s") ? [text.slice(0, -1)] : []),
    ...linesOf(text).map((line) => `line ${line}`),
  ]),
];

type Part = { readonly text: string; readonly at: readonly number[] };

/** @param name the words of one name of a pupil, the given name first */
export const evidenceFor = (typed: Typed, name: readonly string[]): Evidence => {
  const [first, ...rest] = name;
  const surname = rest.at(-1);
  const { words, letters, owner, isFamily } = typed;
  if (first === undefined || words.length === 0) return NOTHING;
  const all = words.join("");
  if (rest.length > 0 && (all === name.join("") || all === [...rest, first].join("")))
    return { fit: WHOLE, given: words.includes(first) ? first : all, isEnough: true };

  const runs = runsOf(words);
  const find = (is: (text: string) => boolean, but: readonly number[] = []): Part | undefined =>
    runs.find(({ text, at }) => text.length > 1 && !at.some((n) => but.includes(n)) && is(text));
  const is = (wanted: string) => (text: string) => text === wanted || text === `${wanted}s`;

  const exact = find(is(first)) ?? (rest.length > 1 ? find(is(`${first}${rest[0] ?? ""}`)) : undefined);
  const given = exact ?? find((text) => isOfSameName(text, first));
  const family =
    surname === undefined
      ? undefined
      : (find(is(surname), given?.at) ??
        find((text) => withoutGender(text) === withoutGender(surname), given?.at));
  const used = [...(given?.at ?? []), ...(family?.at ?? [])];
  const left = words.filter((word, n) => !used.includes(n) && word.length >= 3 && !rest.includes(word));
  const isWhole = name.every((word) => words.includes(word));

  if (given !== undefined) {
    const less = exact === undefined ? VARIANT : 0;
    const found = (fit: number, isEnough = true): Evidence => ({
      fit: fit - less,
      given: given.text,
      isEnough,
    });
    if (surname === undefined) return found(GIVEN, left.length === 0 || owner === given.text);
    if (family !== undefined) return found(WHOLE - (isWhole ? 0 : VARIANT / 2));
    if (rest.some((word) => find(is(word), given.at) !== undefined)) return found(WHOLE - 3 * VARIANT);
    if (left.some((word) => isSlip(word, surname))) return found(WHOLE - 2 * VARIANT);
    const initials = rest.map((word) => word[0] ?? "").join("");
    const isBegun = letters.some((one) => initials.includes(one)) || words.includes(initials);
    if (isBegun && initials !== "") return found(INITIAL);
    return found(GIVEN, left.length === 0 || owner === given.text || owner === `${given.text}s`);
  }
  if (family === undefined || surname === undefined) return NOTHING;
  if (letters.includes(first[0] ?? "")) return { fit: INITIAL - VARIANT / 2, isEnough: true };
  const near = left.find((word) => isPart(word, first) || isSlip(word, first));
  if (near !== undefined) return { fit: WHOLE - 4 * VARIANT, given: near, isEnough: true };
  const isAlone = words.length === family.at.length;
  const tells = surname.length >= TELLING && !isAlsoGiven(surname);
  return { fit: SURNAME, isEnough: isAlone && (isFamily || tells) };
};

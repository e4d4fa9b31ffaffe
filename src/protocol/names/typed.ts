import { fold } from "./folding.ts";

/** A name as a device shows it, taken apart for comparing. */
export type Typed = {
  /** Its words, without what families, devices and Teams add. */
  readonly words: readonly string[];
  /** Single letters among them. */
  readonly letters: readonly string[];
  /** "Kai's Xbox": whatever follows is his. */
  readonly owner: string | undefined;
  /** It speaks of a family, or of a grown-up by the surname: "The Patels", "Mrs Osei". */
  readonly isFamily: boolean;
};

/** Whose grown-up, which device, in which room; Teams' own suffixes; our words for an erased name. */
const ADDED = new Set(
  (
    "guest unverified external teams user " +
    "mum mummy mums mom mam mama mother dad daddy dads papa tata tato father parent parents step stepmum stepdad gran granny " +
    "grandma nan nana nanny nanna nonna grandad grandpa carer childminder auntie aunty aunt uncle brother sister sibling cousin " +
    "family household home house the of and with my our at in from for on pani pan " +
    "ipad iphone ipod phone tablet laptop computer pc macbook chromebook android galaxy samsung kindle xbox playstation tv " +
    "kitchen lounge living room year class y4 she her he him they them name erased"
  ).split(" "),
);

const TITLES = new Set("mr mrs ms miss mx dr".split(" "));
const FAMILY = new Set("family household parents".split(" "));

/** @param shown as Teams shows it */
export const typedIn = (shown: string): Typed => {
  const { text } = fold(shown.normalize("NFKC"));
  const tokens = [...text.matchAll(/([\p{L}\p{N}]+)('?)/gu)].map(([, word = "", owns = ""]) => ({
    word,
    owns: owns !== "",
  }));
  const own = tokens.filter(({ word }) => !ADDED.has(word) && !TITLES.has(word) && !/\p{N}/u.test(word));
  const has = (among: ReadonlySet<string>): boolean => tokens.some(({ word }) => among.has(word));
  const plural = tokens[0]?.word === "the" && own.length === 1 && own[0]?.word.endsWith("s") === true;
  return {
    words: own.map(({ word }) => word),
    letters: own.flatMap(({ word }) => (word.length === 1 ? [word] : [])),
    owner: own.find(({ owns }) => owns)?.word,
    isFamily: plural || has(FAMILY) || has(TITLES),
  };
};

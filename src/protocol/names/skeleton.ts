import { fold } from "./folding.ts";

/**
 * Letters that look like a Latin one, by the one that they look like: what of Unicode's confusables.txt (UTS #39)
 * can stand in a typed English name. Capitals come as small letters; accents, full width and mathematical letters
 * are gone before (NFKC, folding).
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: "аαɑ",
  b: "ьƅвβ",
  c: "сϲᴄ¢",
  d: "ԁɗ",
  e: "еєҽεℯ℮",
  f: "ƒſғ",
  g: "ɡցɢ",
  h: "һհнʜ",
  i: "іιɩıl1|!ӏյⅼǀ∣",
  j: "јϳ",
  k: "кκĸқ",
  m: "мᴍ",
  n: "ոηпո",
  o: "оοσօ0ѳөӧ",
  p: "рρƿ",
  q: "ԛգ",
  r: "гᴦʀя",
  s: "ѕꜱ5$ʂ",
  t: "тτᴛ†",
  u: "υսʋцᴜ",
  v: "νѵᴠ",
  w: "ԝѡωшɯᴡ",
  x: "хχ×",
  y: "уγүʏ",
  z: "ᴢʐ",
};

/** Cherokee and Lisu, whose letters are read as Latin capitals. */
const AS_CAPITALS: Readonly<Record<string, string>> = {
  a: "Ꭺꓮ",
  b: "Ᏼꓐ",
  c: "Ꮯꓚ",
  d: "Ꭰꓓ",
  e: "Ꭼꓰ",
  f: "ꓝ",
  g: "Ꮐꓖ",
  h: "Ꮋꓧ",
  i: "Ꭵꓲꓡꮮ",
  j: "Ꭻꓙ",
  k: "Ꮶꓗ",
  m: "Ꮇꓟ",
  n: "ꓠ",
  o: "ꓳ",
  p: "Ꮲꓑ",
  r: "Ꭱꓣ",
  s: "Ꮪꓢ",
  t: "Ꭲꓔ",
  u: "ꓴս",
  v: "Ꮩꓦ",
  w: "Ꮃꓪ",
  x: "ꓫ",
  y: "Ꭹꓬ",
  z: "Ꮓꓜ",
};

const AS: ReadonlyMap<string, string> = new Map(
  [LOOK_ALIKES, AS_CAPITALS].flatMap((table) =>
    Object.entries(table).flatMap(([letter, others]) =>
      Array.from(others, (other): [string, string] => [other.toLowerCase(), letter]),
    ),
  ),
);

/** Greek capitals that do not look like their small letters: Nu is read as N, ν as v. */
const GREEK_CAPITALS: Readonly<Record<string, string>> = { Η: "h", Μ: "m", Ν: "n", Υ: "y", Ζ: "z" };

/** Characters no one sees: zero width, direction, joiners, variation selectors, soft hyphens. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Cc}/gu;

/** Two letters that are read as one. */
const READ_AS: readonly (readonly [RegExp, string])[] = [
  [/rn/g, "m"],
  [/vv/g, "w"],
];

/**
 * What a reader takes a name for: the same for any two that look the same. For comparing only: "i", "l" and "1"
 * are one letter.
 *
 * @returns its words, in small Latin letters where they look like such
 */
export const skeletonWords = (shown: string): readonly string[] => {
  const seen = shown
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .replace(/[ΗΜΝΥΖ]/g, (capital) => GREEK_CAPITALS[capital] ?? capital);
  // A capital I is read as l, a capital Cyrillic letter as its Latin one: small letters first, then by their looks.
  const letters = Array.from(fold(seen).text.replaceAll("'", ""), (letter) => AS.get(letter) ?? letter).join(
    "",
  );
  const read = READ_AS.reduce((text, [two, one]) => text.replace(two, one), letters);
  return read.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
};

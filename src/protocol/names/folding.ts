/** A text for comparing: small letters without accents, "Zoë’s" as "zoe'". */
export type Folded = {
  readonly text: string;
  /** Where each letter of the folded text begins and ends in the text as it was written. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
};

/** Letters that Unicode does not split into a plain letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** A possessive "'s", or a single letter. */
const PIECES = /['’]s(?![\p{L}\p{N}])|./gisu;

const foldedPiece = (piece: string): string => {
  if (piece.length > 1 && /^['’]/u.test(piece)) return "'";
  const small = piece
    .normalize("NFD")
    .replace(/['’]|\p{Diacritic}/gu, "")
    .toLowerCase();
  return PLAIN[small] ?? small;
};

export const fold = (written: string): Folded => {
  let text = "";
  const begins: number[] = [];
  const ends: number[] = [];
  for (const { 0: piece, index } of written.matchAll(PIECES)) {
    const letters = foldedPiece(piece);
    const end = index + piece.length;
    text += letters;
    for (let n = 0; n < letters.length; n += 1) {
      begins.push(index);
      ends.push(end);
    }
    // A separate accent is part of the letter before it.
    if (letters === "" && /\p{M}/u.test(piece) && ends.length > 0) ends[ends.length - 1] = end;
  }
  return { text, begins, ends };
};

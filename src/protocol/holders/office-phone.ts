/** Digits as they are dialled; blanks, hyphens and brackets help to read them. */
const DIALLED = /^\+?[\d ()-]+$/;
const FEWEST_DIGITS = 5;
const MOST_DIGITS = 15;

/** Numbers that cost the caller extra, as they are dialled in the United Kingdom: 09, 084, 087, 070, 118. */
const COSTS_EXTRA = /^(?:(?:\+44|0044|0)(?:9|84|87|70)|118)/;

/**
 * Whether people can be told to phone this in an emergency: it stands on cards and screens as it was written, so it is
 * a number and nothing else.
 */
export const isOfficePhone = (written: string): boolean => {
  const digits = written.replaceAll(/[ ()-]/g, "");
  const many = digits.replace("+", "").length;
  return DIALLED.test(written) && many >= FEWEST_DIGITS && many <= MOST_DIGITS && !COSTS_EXTRA.test(digits);
};

/** Follows a sentence that says what does not work. @param phone of the school; "" where unknown */
const atRisk = (phone: string): string =>
  phone === "" ? "" : ` If a child is at risk, phone the school office now on ${phone}.`;

/** The sentence of a failure, with whom to phone; once, wherever the sentence has come through. */
export const withOffice = (say: string, phone = ""): string =>
  say.includes(phone) ? say : `${say}${atRisk(phone)}`;

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

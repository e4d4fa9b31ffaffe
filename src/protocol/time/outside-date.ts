/** Needs a zone: a time without one may be hours off. Fractions of a second may have any length. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;
/** Services send an earlier year (1, 1601, 1970) for "not set", and later ones in error. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2100;
const DAY_MS = 24 * 60 * 60_000;

/**
 * A date from outside (an activity, an answer of Graph or of the Bot Connector). It is not trusted: one that cannot
 * be read, that no meeting can have, or that is more than a day from the message's own time counts as not given.
 *
 *
 * @param near the message's own time, where there is one
 * @returns the text as it was given: the same moment given twice stays the same text
 */
export const outsideDate = (said: string | null | undefined, near?: string): string | undefined => {
  const text = said?.trim();
  if (text === undefined || !MOMENT.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const year = new Date(at).getUTCFullYear();
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  return near === undefined || Math.abs(at - Date.parse(near)) <= DAY_MS ? text : undefined;
};

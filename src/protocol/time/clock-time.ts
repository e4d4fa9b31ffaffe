/** One formatter for each time zone: making one takes longer than the rest of a card. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone,
  });
  formats.set(timeZone, made);
  return made;
};

const MINUTE_MS = 60_000;
/** Of each time zone, the minutes that were shown last: an answer names the same few many times. */
const shown = new Map<string, Map<number, string>>();
const MOST_SHOWN = 200;

/** "10:42" in the school's time zone; cards and panels show no seconds, and no date for today. */
export const clockTime = (iso: string, timeZone: string): string => {
  const minute = Math.floor(Date.parse(iso) / MINUTE_MS);
  const known = shown.get(timeZone) ?? new Map<number, string>();
  shown.set(timeZone, known);
  const before = known.get(minute);
  if (before !== undefined) return before;
  const text = formatIn(timeZone).format(new Date(iso));
  if (known.size >= MOST_SHOWN) known.clear();
  known.set(minute, text);
  return text;
};

export const addMs = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();

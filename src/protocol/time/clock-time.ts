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

/** "10:42" in the school's time zone; cards and panels show no seconds, and no date for today. */
export const clockTime = (iso: string, timeZone: string): string => formatIn(timeZone).format(new Date(iso));

export const addMs = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();

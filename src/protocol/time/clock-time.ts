/** "10:42" in the school's time zone; cards and panels never show seconds or dates of today. */
export const clockTime = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone }).format(
    new Date(iso),
  );

export const addMs = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();

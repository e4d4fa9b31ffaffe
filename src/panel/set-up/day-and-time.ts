import { momentsIn } from "../../protocol/time/moments.ts";

/** "30 November 2026, 16:13", in the reader's own clock: the days in the lines have the year, too. @param at ISO */
export const dayAndTimeOf = (at: string): string =>
  momentsIn(Intl.DateTimeFormat().resolvedOptions().timeZone).dayAndTime(at);

import { minutesOf, type Stay } from "../lesson/attendance.ts";
import type { Moments } from "../time/moments.ts";

/** "09:58 to 10:41; 43 minutes"; "" for a person who was not inside. */
export const stayWords = (stays: readonly Stay[], { minute }: Moments): string => {
  if (stays.length === 0) return "";
  const times = stays
    .map(({ from, until }) => `${minute(from)} to ${until === undefined ? "now" : minute(until)}`)
    .join(", ");
  if (stays.some(({ until }) => until === undefined)) return times;
  const minutes = minutesOf(stays);
  return `${times}; ${minutes === 0 ? "less than a minute" : minutes === 1 ? "1 minute" : `${minutes} minutes`}`;
};

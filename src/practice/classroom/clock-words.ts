import type { MeetingView } from "../control/shapes.ts";

/** ISO → `10:42`, in the school's own time zone. */
export const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/London",
  });

/** ISO → `Tue 24 Nov, 10:42`. */
export const dayAndTimeOf = (at: string): string => {
  const day = new Date(at).toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "Europe/London",
  });
  return `${day.replace(",", "")}, ${timeOf(at)}`;
};

/** Where the meeting stands, as Teams knows it: `Starts at 09:05`, `Under way since 09:06`, `Ended at 09:40`. */
export const phaseWords = (meeting: MeetingView, now: string): string => {
  if (meeting.running) return `Under way since ${timeOf(meeting.startedAt ?? now)}`;
  if (meeting.endedAt !== null) return `Ended at ${timeOf(meeting.endedAt)}`;
  const minutes = Math.round((Date.parse(meeting.startsAt) - Date.parse(now)) / 60_000);
  const at = timeOf(meeting.startsAt);
  if (minutes > 0) return `Starts at ${at}, in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return minutes === 0 ? `Starts at ${at}, now` : `Was due at ${at}, not started`;
};

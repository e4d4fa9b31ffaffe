import type { Lesson } from "./state.ts";

type Known = Pick<Lesson, "cancelled" | "phase" | "zoom" | "startsAt" | "startedAt" | "overAt">;

/**
 * When staff said of a planned lesson that it does not take place; undefined where it is to come, is on, or was held. One
 * that Teams shows as started all the same is a lesson like any other. In Zoom only before its time: once that has come,
 * it may have been held though no one noted that it began.
 */
export const cancelledAt = ({
  cancelled,
  phase,
  zoom,
  startsAt = "",
  startedAt,
  overAt = "",
}: Known): string | undefined => {
  if (phase === "planned") return cancelled?.at;
  const isBeforeItsTime = zoom !== undefined && phase === "over" && startedAt === undefined;
  return isBeforeItsTime && overAt < startsAt ? overAt : undefined;
};

import type { Record } from "../record/record.ts";

/** Runs work while nobody else places a hold in the school. Short work only. */
export const placingHolds = <T>(
  { inTurn, scope }: Pick<Record, "inTurn" | "scope">,
  work: () => Promise<T>,
): Promise<T> => inTurn(`holds ${scope.school}`, work);

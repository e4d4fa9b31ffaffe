import type { SchoolRecord } from "../record/school-record.ts";

/** Runs work while no one else places a hold in the school. Short work only. */
export const createHoldPlacing = <T>(
  { inTurn, scope }: Pick<SchoolRecord, "inTurn" | "scope">,
  work: () => Promise<T>,
): Promise<T> => inTurn(`holds ${scope.school}`, work);

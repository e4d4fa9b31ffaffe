import type { SchoolRecord } from "../record/school-record.ts";

/** Runs work while no one else places a hold in the school. Short work only. */
export const createHoldPlacing = <T>(
  { oneAtATime, scope }: Pick<SchoolRecord, "oneAtATime" | "scope">,
  work: () => Promise<T>,
): Promise<T> => oneAtATime(`holds ${scope.school}`, work);

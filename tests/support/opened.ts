import type { Record } from "../../src/record/record.ts";
import { openRecords, type RecordPlace, type Records } from "../../src/record/records.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";

/** The record of the first school, together with what goes across all of them. */
export type OpenRecord = Record &
  Omit<Records, keyof Record> & { readonly records: Records; readonly staffMatters: Record };

export const openRecord = async (place: RecordPlace): Promise<OpenRecord> => {
  const records = await openRecords(place);
  const staffMatters = records.in(FIRST_SCHOOL, "adult");
  return { ...records, ...records.in(FIRST_SCHOOL), records, staffMatters };
};

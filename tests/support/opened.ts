import { openRecordStore, type RecordPlace, type RecordStore } from "../../src/record/record-store.ts";
import type { SchoolRecord } from "../../src/record/school-record.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";

/** The record of the first school, together with what goes across all of them. */
export type OpenRecord = SchoolRecord &
  Omit<RecordStore, keyof SchoolRecord> & {
    readonly records: RecordStore;
    readonly staffMatters: SchoolRecord;
  };

export const openRecord = async (place: RecordPlace): Promise<OpenRecord> => {
  const records = await openRecordStore(place);
  const staffMatters = records.in(FIRST_SCHOOL, "adult");
  return { ...records, ...records.in(FIRST_SCHOOL), records, staffMatters };
};

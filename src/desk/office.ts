import type { Directory } from "../meeting/directory.ts";
import type { Record } from "../record/record.ts";
import type { Records } from "../record/records.ts";
import { type ConcernDesk, openConcernDesk } from "./concern-desk.ts";
import { type ExportDesk, openExportDesk } from "./export-desk.ts";
import { type KeepingDesk, openKeepingDesk } from "./keeping-desk.ts";
import { type LessonDesk, openLessonDesk } from "./lesson-desk.ts";
import { type People, peopleIn } from "./people.ts";
import { openReadings, type Readings } from "./readings.ts";
import { openSchool, type School } from "./school.ts";

/** All that is of one school: nothing of another can be reached from it. */
export type Office = {
  /** The school's id. */
  readonly id: string;
  readonly record: Record;
  /** Concerns about adults, in a store of their own. */
  readonly staffMatters: Record;
  /** Its settings. */
  readonly school: School;
  readonly people: People;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly readings: Readings;
  readonly exports: ExportDesk;
  readonly keeping: KeepingDesk;
};

type Parts = {
  readonly records: Pick<Records, "in">;
  /** Who is who by the groups that the school has chosen. */
  readonly directoryFor: (school: School) => Directory;
  readonly now: () => string;
  /** The folder of DejaVu Sans, for what is taken out on paper. */
  readonly fonts: string;
};

export const openOffice = async (
  id: string,
  { records, directoryFor, now, fonts }: Parts,
): Promise<Office> => {
  const record = records.in(id);
  const staffMatters = records.in(id, "adult");
  const school = await openSchool(record, now, async () => (await people.holders()).headteacher);
  const people = peopleIn(directoryFor(school), record);
  const parts = { record, staffMatters, school, people, now };
  const desks = { lessons: openLessonDesk(parts), concerns: openConcernDesk(parts) };
  const readings = openReadings(parts, now);
  const exports = openExportDesk({ ...parts, ...desks, fonts });
  return { id, ...parts, ...desks, readings, exports, keeping: openKeepingDesk(parts) };
};

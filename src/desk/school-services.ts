import type { Directory } from "../meeting/directory.ts";
import type { Print } from "../record/export/printing.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { type ConcernDesk, openConcernDesk } from "./concern-desk.ts";
import { type ExportDesk, openExportDesk } from "./export-desk.ts";
import { type ClassDesk, openClassDesk } from "./families/class-desk.ts";
import { openFamilyStore } from "./families/family-store.ts";
import { openRefusals, type Refusals } from "./families/refusals.ts";
import { openUnanswered, type UnansweredDesk } from "./families/unanswered-desk.ts";
import { openVisitDesk, type VisitDesk } from "./families/visit-desk.ts";
import { type HomeDesk, openHomeDesk } from "./homes.ts";
import { type KeepingDesk, openKeepingDesk } from "./keeping-desk.ts";
import { type LessonDesk, openLessonDesk } from "./lesson-desk.ts";
import { type People, peopleIn } from "./people.ts";
import { openPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { openReadings, type Readings } from "./readings.ts";
import { openSchool, type School } from "./school.ts";

/** The services of one school: no other school's data can be reached from them. */
export type SchoolServices = {
  /** The school's id. */
  readonly id: string;
  readonly record: SchoolRecord;
  /** Concerns about adults, in a store of their own. */
  readonly staffMatters: SchoolRecord;
  /** Its settings. */
  readonly school: School;
  readonly people: People;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly readings: Readings;
  /** Whom to phone for a pupil. */
  readonly homes: HomeDesk;
  readonly exports: ExportDesk;
  readonly keeping: KeepingDesk;
  /** The school's lists of families, for the staff who keep them. */
  readonly classes: ClassDesk;
  /** Who has not answered the question of permission, list by list. */
  readonly unanswered: UnansweredDesk;
  /** Where a refusal of permission stands. */
  readonly refusals: Refusals;
  /** Lessons that staff plan here. */
  readonly plans: PlanDesk;
  /** What families do through their links. */
  readonly visits: VisitDesk;
};

type Dependencies = {
  readonly records: Pick<RecordStore, "in">;
  /** Who is who by the groups that the school has chosen. */
  readonly directoryFor: (school: School) => Directory;
  /** Whether Microsoft accepts our sign-in; true where not given. */
  readonly canSignIn?: (() => Promise<boolean>) | undefined;
  readonly now: () => string;
  readonly print: Print;
};

export const openSchoolServices = async (
  id: string,
  { records, directoryFor, canSignIn = async () => true, now, print }: Dependencies,
): Promise<SchoolServices> => {
  const record = records.in(id);
  const staffMatters = records.in(id, "adult");
  const school = await openSchool(record, now, async () => (await people.holders()).headteacher);
  const people = peopleIn(directoryFor(school), record, school.signedOut);
  const dependencies = { record, staffMatters, school, people, now, canSignIn };
  const desks = { lessons: openLessonDesk(dependencies), concerns: openConcernDesk(dependencies) };
  const readings = openReadings(dependencies, now);
  const exports = openExportDesk({ ...dependencies, ...desks, print });
  const family = { ...dependencies, ...desks, store: openFamilyStore(record) };
  const refusals = openRefusals(family);
  const visits = openVisitDesk({ ...family, refusals });
  const classes = openClassDesk({ ...family, refusals });
  return {
    id,
    record,
    staffMatters,
    school,
    people,
    ...desks,
    readings,
    homes: openHomeDesk({ ...dependencies, ...desks, readings }),
    exports,
    keeping: openKeepingDesk(dependencies),
    classes,
    plans: openPlanDesk({ ...family, classes }),
    unanswered: openUnanswered(family),
    refusals,
    visits,
  };
};

import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import type { People } from "../desk/people.ts";
import type { School } from "../desk/school.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { Links } from "./cards/links.ts";

/** What presses on cards work with, in one school. */
export type PressDependencies = {
  readonly record: SchoolRecord;
  readonly staffMatters: SchoolRecord;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly people: People;
  readonly school: School;
  readonly links: Links;
  readonly now: () => string;
  /** A person pressed a button they have no right to. `meant`: the concern or lesson that the card names. */
  readonly turnedAway?: (person: string, meant: string) => void;
  /** @returns false where this person was not asked about the meeting */
  readonly chooseSchool: (meeting: string, school: string, by: string) => Promise<boolean>;
};

import { defined } from "../protocol/defined.ts";
import { cancelledAt } from "../protocol/lesson/cancelled.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { overlapOf, type Times } from "../protocol/lesson/weeks.ts";
import { clockTime } from "../protocol/time/clock-time.ts";
import { momentsIn } from "../protocol/time/moments.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { LessonDesk } from "./lesson-desk.ts";
import { oneByOne } from "./one-by-one.ts";

/** The newest lessons of a person: among them is each that is still to come. */
const MOST_LOOKED_AT = 60;

type Reading = {
  readonly record: Pick<SchoolRecord, "lessonsOfStaff">;
  readonly lessons: Pick<LessonDesk, "read">;
};

/** What is to be planned. `reader`: who plans it. `own`: its own ids, where a part of it stands already. `people`: its staff, each with how a sentence begins that is about them. */
type Wanted = Times & {
  readonly reader: string;
  readonly own: ReadonlySet<string>;
  readonly people: readonly { readonly person: string; readonly has: string }[];
  readonly class: string | undefined;
};

const timesOf = ({ startsAt, endsAt, weeklyUntil, skipped }: Lesson): Times | undefined =>
  startsAt === undefined || endsAt === undefined
    ? undefined
    : { startsAt, endsAt, ...defined({ weeklyUntil, skipped }) };

/** One that may still take place: also one of a series whose lesson of this week is over. */
const mayTakePlace = (lesson: Lesson): boolean =>
  lesson.kind !== "not a lesson" &&
  lesson.replacedBy === undefined &&
  cancelledAt(lesson) === undefined &&
  (lesson.phase !== "over" || lesson.weeklyUntil !== undefined);

/** A title may hold what only those who teach it are to read: for anyone else the lesson is called by its kind. */
const calledFor = (reader: string, { title, kind, staff }: Lesson): string =>
  title !== undefined && staff.some(({ person }) => person === reader)
    ? `“${title}”`
    : kind === undefined || kind === "not a lesson"
      ? "a lesson"
      : `a ${kind} lesson`;

/** Other lessons of its staff, or of its list of families, at the same time: a sentence for each. */
export const overlapsOf = async (
  { record, lessons }: Reading,
  wanted: Wanted,
  ofList: readonly Lesson[],
  timeZone: string,
): Promise<readonly string[]> => {
  const { day } = momentsIn(timeZone);
  const meeting = (others: readonly Lesson[]): readonly (Times & { readonly other: Lesson })[] =>
    others.flatMap((other) => {
      const times = wanted.own.has(other.id) || !mayTakePlace(other) ? undefined : timesOf(other);
      const met = times === undefined ? undefined : overlapOf(wanted, times, timeZone);
      return met === undefined ? [] : [{ ...met, other }];
    });
  const said = (has: string, others: readonly Lesson[]): readonly string[] => {
    const [first] = meeting(others).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
    return first === undefined
      ? []
      : [
          `${has} another lesson then: ${calledFor(wanted.reader, first.other)}, ${day(first.startsAt)}, ${clockTime(first.startsAt, timeZone)} to ${clockTime(first.endsAt, timeZone)}.`,
        ];
  };
  const ofStaff = await oneByOne(wanted.people, async ({ person, has }) => {
    const rows = (await record.lessonsOfStaff(person))
      .toSorted((one, other) => (other.startsAt ?? "").localeCompare(one.startsAt ?? ""))
      .slice(0, MOST_LOOKED_AT);
    const all = await oneByOne(rows, async ({ lesson }) => lessons.read(lesson));
    return { all, said: said(has, all) };
  });
  const planned = ofStaff
    .flatMap(({ all }) => all)
    .filter((one) => wanted.class !== undefined && one.plan?.class === wanted.class);
  return [
    ...ofStaff.flatMap((one) => one.said),
    ...said("The families of this list have", [...ofList, ...planned]),
  ];
};

import type { Family } from "../families/state.ts";
import { peopleOf, pupilRows, pupilsOf } from "../lesson/presence.ts";
import { namesOfStaffCame } from "../lesson/staff-came.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { sameName } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { ConcernView } from "../screen/view.ts";
import { type Moments, momentsIn } from "../time/moments.ts";
import { chronologySection, type Happened } from "./chronology.ts";
import { actionsSection, detailSections } from "./concern-document.ts";
import { EXCEPTION_IN_WORDS } from "./conduct-story.ts";
import { type Document, type ExportAround, type Section, tableOr } from "./document.ts";
import { familySections } from "./family-sections.ts";
import { howChecked } from "./how-checked.ts";
import { createMask, THIRD_PARTY } from "./mask.ts";

/** The pupils on a lesson's register who go by this name, under any of theirs. */
export const pupilsCalled = (name: string, register: readonly Pupil[]): readonly Pupil[] =>
  register.filter((pupil) => [pupil.name, ...pupil.also].some((one) => sameName(one, name)));

export type ChildLesson = {
  readonly lesson: Lesson;
  /** As it was when its register last held the child: the same lesson, unless that register was replaced since. */
  readonly lastNamed: Lesson;
  /** The pupils of this name on any of its registers. */
  readonly pupils: readonly Pupil[];
};

export type ChildContents = {
  /** As it was asked for. */
  readonly name: string;
  /** Lessons whose register held the child, oldest first. */
  readonly lessons: readonly ChildLesson[];
  /** Concerns that name the child and that the exporter may read; never one about an adult. */
  readonly concerns: readonly ConcernView[];
  /** What the lists of families hold of them. */
  readonly families?: readonly Family[];
  /** Other pupils of the concerns' lessons: their names are masked too. */
  readonly alsoMasked: readonly Pupil[];
};

/** All that is held on one child, for the family: other children's names are masked (1d, 2c). */
export const childDocument = (parts: ChildContents, around: ExportAround): Document => {
  const { name, lessons, concerns, alsoMasked, families = [] } = parts;
  const moments = momentsIn(around.timeZone);
  const known = lessons.flatMap(({ pupils }) => pupils);
  const own = [name, ...pupilsCalled(name, known).flatMap((one) => [one.name, ...one.also])];
  const others = [...known, ...alsoMasked].filter((one) => pupilsCalled(name, [one]).length === 0);
  const mask = createMask(others, own);
  return {
    title: "What the record holds on one child",
    school: around.school,
    intro: [
      around.school,
      `Child: ${name}`,
      "This is everything under this name on the registers of lessons and on the lists of families, and those concerns naming the child that the person who made this may read. Two children with the same name cannot be told apart: check each lesson.",
      `Names of other pupils that Lesson Guard knows are marked ${THIRD_PARTY}. Free text may hold names it does not know: read all of it before you hand it over.`,
    ].filter((line) => line !== ""),
    sections: [
      chronologySection(
        lessons.flatMap((one) => happenedIn(one, name)),
        concerns,
        around,
        mask,
      ),
      lessonsSection(name, lessons, moments, mask),
      ...familySections(families, moments),
      ...concernSections(concerns, moments, mask),
    ],
  };
};

/** A lesson in one line: its kind, whose it was, and what was noted for this child. */
const happenedIn = ({ lesson, lastNamed }: ChildLesson, name: string): readonly Happened[] => {
  const at = lesson.startedAt ?? lesson.startsAt;
  if (at === undefined) return [];
  const ids = pupilsCalled(name, lastNamed.register).map(({ id }) => id);
  const rows = pupilRows(lastNamed).filter(({ pupil }) => ids.includes(pupil));
  const noted = rows.flatMap(({ exceptions }) => exceptions.map(({ reason }) => EXCEPTION_IN_WORDS[reason]));
  const staff = lesson.staff.map(({ person }) => lesson.staffNames[person] ?? "Staff").join(", ");
  const parts = [
    `${lesson.kind ?? "lesson"}, ${staff}`,
    ...(noted.length === 0 ? [] : [`noted: ${noted.join(", ")}`]),
  ];
  return [{ at, what: `Lesson: ${parts.join("; ")}` }];
};

const lessonsSection = (
  name: string,
  lessons: readonly ChildLesson[],
  moments: Moments,
  mask: (text: string) => string,
): Section =>
  tableOr(
    "Lessons",
    ["When", "Lesson", "Staff who came", "Came as", "Checked", "Exceptions"],
    lessons.flatMap(({ lesson, lastNamed }) => {
      const ids = pupilsCalled(name, lastNamed.register).map(({ id }) => id);
      const inZoom = isInZoom(lesson);
      const staff = inZoom ? "not seen: in Zoom" : namesOfStaffCame(lesson).join(", ");
      const start = lesson.startedAt ?? lesson.startsAt;
      return pupilRows(lastNamed)
        .filter(({ pupil }) => ids.includes(pupil))
        .map((row) => [
          start === undefined ? "not known" : moments.dayAndTime(start),
          [mask(lesson.title ?? ""), lesson.kind ?? ""].filter((part) => part !== "").join(", "),
          staff,
          inZoom
            ? "not seen: in Zoom"
            : cameAs(mask(devicesOf(lastNamed, row.pupil).join(", ")), lesson === lastNamed),
          row.checked === undefined ? "no" : `${moments.minute(row.checked.at)}, ${howChecked(row.checked)}`,
          row.exceptions
            .map(({ reason, at }) => `${EXCEPTION_IN_WORDS[reason]} ${moments.minute(at)}`)
            .join("; "),
        ]);
    }),
    "No register names this child.",
  );

/** Once a register was replaced, no one can say whether the child came after that. */
const cameAs = (devices: string, isOnRegister: boolean): string =>
  isOnRegister
    ? devices || "not seen inside by name"
    : [devices, "not on the register at the end"].filter((part) => part !== "").join("; ");

const devicesOf = (lesson: Lesson, pupil: string): readonly string[] =>
  peopleOf(lesson)
    .filter((one) => {
      const { pupils, sure } = pupilsOf(lesson, one);
      return one.cameIn === true && sure && pupils.includes(pupil);
    })
    .map(({ shown }) => shown);

const concernSections = (
  concerns: readonly ConcernView[],
  moments: Moments,
  mask: (text: string) => string,
): readonly Section[] =>
  concerns.length === 0
    ? [{ heading: "Concerns", lines: ["No concerns that the person who made this may read."] }]
    : concerns.flatMap((concern) => {
        const { closed } = concern;
        const decided =
          closed === undefined
            ? "Not closed yet."
            : `Decision: ${mask(closed.decision)}\nReason: ${mask(closed.reason)}`;
        return [
          {
            heading: `Concern ${concern.ref}, ${moments.dayAndTime(concern.raisedAt)}`,
            lines: [concern.plain, `Raised by ${concern.raisedBy}.`, decided],
          },
          ...detailSections(concern.details, moments).map(({ heading, lines = [] }) => ({
            heading,
            lines: lines.map(mask),
          })),
          ...actionsSection(concern.followUp, moments).map(({ heading, lines, table }) => ({
            heading,
            ...(lines === undefined ? {} : { lines: lines.map(mask) }),
            ...(table === undefined
              ? {}
              : { table: { ...table, rows: table.rows.map((row) => row.map(mask)) } }),
          })),
        ];
      });

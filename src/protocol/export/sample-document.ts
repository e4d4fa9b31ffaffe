import { cameInside } from "../lesson/came-inside.ts";
import type { LessonEvent } from "../lesson/events.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { isRefusedFor, pupilRows } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { isAdultSeen } from "../rules/s1-adult-present.ts";
import type { ConcernView } from "../screen/view.ts";
import { daysInWords, type Moments, momentsIn } from "../time/moments.ts";
import { EXCEPTIONS, KINDS } from "../words.ts";
import { EXCEPTION_IN_WORDS } from "./conduct-story.ts";
import { type Document, type ExportAround, type Section, tableOr } from "./document.ts";
import { howChecked } from "./how-checked.ts";
import { cameWords, storySection } from "./lesson-document.ts";
import type { Names } from "./names.ts";

/** What is counted in one lesson; kept small, because a year has thousands of lessons. */
export type LessonCount = {
  readonly kind: string;
  readonly expected: number;
  readonly came: number;
  readonly checked: number;
  readonly exceptions: readonly string[];
  readonly endedForAll: boolean;
};

export const countLesson = (lesson: Lesson): LessonCount => {
  const rows = pupilRows(lesson).filter(({ noPermission }) => noPermission !== true);
  return {
    kind: lesson.kind ?? "",
    expected: rows.length,
    came: [...cameInside(lesson)].filter((id) => !isRefusedFor(lesson, id)).length,
    checked: rows.filter(isAdultSeen).length,
    exceptions: rows.flatMap(({ exceptions }) => exceptions.map(({ reason }) => reason)),
    endedForAll: lesson.end?.beganAt !== undefined && lesson.end.why !== "ordinary",
  };
};

/** Spread evenly over the period, so that no one chose them: the same period gives the same ones. */
export const spread = <T>(all: readonly T[], many: number): readonly T[] =>
  all.length <= many
    ? all
    : Array.from({ length: many }, (_, n) => all[Math.floor(((n + 0.5) * all.length) / many)]).flatMap(
        (one) => (one === undefined ? [] : [one]),
      );

export type SampleContents = {
  /** The first and last day, "2026-09-01". */
  readonly from: string;
  readonly to: string;
  readonly counts: readonly LessonCount[];
  readonly lessons: readonly { readonly lesson: Lesson; readonly events: readonly LessonEvent[] }[];
  /** Concerns the exporter may read, none of them about an adult: staff matters are counted for no one. */
  readonly concerns: readonly ConcernView[];
};

/** For an inspector: counts over a period, and some lessons without a name (1d). */
export const sampleDocument = (parts: SampleContents, around: ExportAround): Document => {
  const { from, to, counts, lessons, concerns } = parts;
  const moments = momentsIn(around.timeZone);
  return {
    title: "Inspection sample",
    school: around.school,
    intro: [
      around.school,
      `Lessons ${daysInWords(from, to)}.`,
      `${shownWords(lessons.length, counts.length)} Pupils, families and staff are not named. Concerns about staff are left out, and are not counted.`,
    ].filter((line) => line !== ""),
    sections: [
      countsSection(counts),
      exceptionsSection(counts),
      concernsSection(concerns),
      ...lessons.flatMap(({ lesson, events }, n) => sampled(n + 1, lesson, events, moments)),
    ],
  };
};

const shownWords = (shown: number, all: number): string => {
  if (all === 0) return "There was no lesson in this period.";
  if (all === 1) return "This is the only lesson in this period.";
  return shown === all
    ? `All ${all} lessons in this period are shown.`
    : `${shown} of the ${all} lessons are shown, spread evenly over the period and not picked by hand.`;
};

const sum = (counts: readonly LessonCount[], of: (one: LessonCount) => number): number =>
  counts.reduce((all, one) => all + of(one), 0);

const many = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

const wasOrWere = (count: number): string => (count === 1 ? "was" : "were");

/** "class" → "class lesson" */
const LESSONS: { readonly [kind: string]: string } = {
  class: "class lesson",
  group: "group lesson",
  "one-to-one": "one-to-one",
};

/** One sentence for each kind that there was: a figure alone says nothing to the person it is handed to. */
const countsSection = (counts: readonly LessonCount[]): Section => ({
  heading: "Figures",
  lines: KINDS.flatMap((kind) => {
    const name = LESSONS[kind];
    const own = counts.filter((one) => one.kind === kind);
    if (name === undefined || own.length === 0) return [];
    const [expected, came] = [sum(own, (one) => one.expected), sum(own, (one) => one.came)];
    const checked = sum(own, (one) => one.checked);
    const ended = sum(own, ({ endedForAll }) => (endedForAll ? 1 : 0));
    return [
      `${many(own.length, name)}. Of ${many(expected, "pupil")} expected, ${came} came; of ${checked} it was noted that a grown-up was seen with them. ${ended === 0 ? "None" : ended} ${wasOrWere(Math.max(1, ended))} ended for safety.`,
    ];
  }),
});

const exceptionsSection = (counts: readonly LessonCount[]): Section => {
  const all = counts.flatMap(({ exceptions }) => exceptions);
  const noted = EXCEPTIONS.map((reason) => [reason, all.filter((one) => one === reason).length] as const);
  const none = noted.flatMap(([reason, count]) => (count === 0 ? [EXCEPTION_IN_WORDS[reason]] : []));
  return {
    heading: "Exceptions noted",
    lines: [
      ...noted.flatMap(([reason, count]) =>
        count === 0 ? [] : [`${EXCEPTION_IN_WORDS[reason]}: ${count === 1 ? "once" : `${count} times`}.`],
      ),
      ...(none.length === 0 ? [] : [`Never noted: ${none.join(", ")}.`]),
    ],
  };
};

const concernsSection = (concerns: readonly ConcernView[]): Section => {
  const minutes = concerns
    .flatMap(({ raisedAt, seen: [first] }) =>
      first === undefined ? [] : [(Date.parse(first.at) - Date.parse(raisedAt)) / 60_000],
    )
    .toSorted((a, b) => a - b);
  const middle = minutes[Math.floor(minutes.length / 2)];
  const closed = concerns.filter((one) => one.closed !== undefined).length;
  const open = concerns.filter(
    ({ cpoms, closed: end }) =>
      cpoms?.state === "not yet" || (cpoms?.state === "each" && cpoms.open && end !== undefined),
  ).length;
  return {
    heading: "Concerns about children that the person who made this may read",
    lines:
      concerns.length === 0
        ? ["None was raised."]
        : [
            `${concerns.length} ${wasOrWere(concerns.length)} raised; a DSL or headteacher took ${minutes.length}.`,
            ...(middle === undefined ? [] : [`Half of those were taken within ${within(middle)}.`]),
            `${closed} ${wasOrWere(closed)} closed with a decision and a reason${open === 0 ? "" : `; of these, ${open} ${wasOrWere(open)} not yet on CPOMS`}.`,
          ],
  };
};

/** Seconds where it was quicker than a minute. @param minutes more than none, or none */
const within = (minutes: number): string =>
  minutes < 1 ? many(Math.ceil(minutes * 60), "second") : many(Math.ceil(minutes), "minute");

/** Numbers in place of names; within a lesson the same person has the same number. */
const numbersFor = (lesson: Lesson): Names => {
  const place = (ids: readonly string[], id: string): string => {
    const found = ids.indexOf(id);
    return found === -1 ? "" : ` ${found + 1}`;
  };
  const pupils = lesson.register.map(({ id }) => id);
  const staff = lesson.staff.map(({ person }) => person);
  const people = Object.keys(lesson.people);
  return {
    pupil: (id) => `pupil${place(pupils, id)}`,
    staff: (id) => `Staff${place(staff, id)}`,
    person: (id) => `Device${place(people, id)}`,
    oneToOne: isOneToOne(lesson),
  };
};

const sampled = (
  number: number,
  lesson: Lesson,
  events: readonly LessonEvent[],
  moments: Moments,
): readonly Section[] => {
  const start = lesson.startedAt ?? lesson.startsAt;
  const story = storySection(events, moments, numbersFor(lesson));
  const came = cameInside(lesson);
  const heading = `Lesson ${number}: ${lesson.kind ?? "lesson"}, ${start === undefined ? "not known" : moments.dayAndTime(start)}`;
  return [
    tableOr(
      heading,
      ["Pupil", "Came", "Checked", "Exceptions"],
      pupilRows(lesson).map((row, n) => [
        `pupil ${n + 1}`,
        cameWords(row, came, isInZoom(lesson)),
        row.checked === undefined ? "no" : howChecked(row.checked),
        row.exceptions.map(({ reason }) => EXCEPTION_IN_WORDS[reason]).join("; "),
      ]),
      "No register was set.",
    ),
    { ...story, heading: `Lesson ${number}: what happened when` },
  ];
};

import { recordedWrongly } from "../lesson/recorded-people.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { termOf } from "../rules/s8-exception.ts";
import { EXCEPTIONS, KINDS } from "../words.ts";
import { EXCEPTION_IN_WORDS } from "./conduct-story.ts";
import type { Document, ExportAround, Section } from "./document.ts";
import { countLesson, type LessonCount } from "./sample-document.ts";

/** What is counted in one lesson of how the rules were kept, and its term. */
export type KeptCount = LessonCount & {
  readonly n: number;
  readonly term: string;
  /** Recorded as the parent was told (S5). */
  readonly recorded: boolean;
  /** Of those, CPOMS has no reference yet (S6). */
  readonly cpomsOpen: boolean;
  /** A recording that no parent was told of, or with several children, or an app that may record, was seen (S2). */
  readonly recordedWrongly: boolean;
  /** Teams showed the options as they were asked for, at some time (C4, C7). */
  readonly confirmed: boolean;
  readonly leftAlone: boolean;
  readonly inZoom: boolean;
};

export const countKept = (lesson: Lesson, timeZone: string): KeptCount => {
  const { asTold, cpoms, doors, alone } = lesson;
  return {
    ...countLesson(lesson),
    ...termOf(lesson.startedAt ?? lesson.startsAt ?? lesson.overAt ?? "1970-01-01T00:00:00Z", timeZone),
    recorded: asTold !== undefined,
    cpomsOpen: asTold !== undefined && cpoms === undefined,
    recordedWrongly: recordedWrongly(lesson).length > 0,
    confirmed: doors.seen !== undefined,
    leftAlone: alone !== undefined,
    inZoom: isInZoom(lesson),
  };
};

type TermsContents = { readonly from: string; readonly to: string; readonly counts: readonly KeptCount[] };

/**
 * How the rules were kept in each term, for governors: counts alone. No pupil, family or member of staff is named, and
 * nothing is said of concerns: a small school could tell from a count whom one was about.
 */
export const termsDocument = ({ from, to, counts }: TermsContents, { school }: ExportAround): Document => {
  const terms = [...Map.groupBy(counts, ({ n }) => n).entries()].toSorted(([a], [b]) => b - a);
  return {
    title: "How the rules of live lessons were kept",
    school,
    intro: [
      school,
      `Lessons from ${from} to ${to}, by term.`,
      "Counts alone: no pupil, family or member of staff is named. Concerns are not counted here.",
    ].filter((line) => line !== ""),
    sections: terms.map(([, own]) => termSection(own)),
  };
};

const termSection = (own: readonly KeptCount[]): Section => {
  const number = (holds: (one: KeptCount) => boolean): string => String(own.filter(holds).length);
  const sum = (of: (one: KeptCount) => number): string => String(own.reduce((all, one) => all + of(one), 0));
  const noted = own.flatMap(({ exceptions }) => exceptions);
  return {
    heading: own[0]?.term ?? "",
    table: {
      columns: ["Rule", "What", "How many"],
      rows: [
        ["", "Lessons", String(own.length)],
        ...KINDS.filter((kind) => kind !== "not a lesson").map((kind) => [
          "S3",
          `of these: ${kind}`,
          number((one) => one.kind === kind),
        ]),
        ...(own.some(({ inZoom }) => inZoom)
          ? [["C1", "of these: in Zoom, kept by hand", number((one) => one.inZoom)]]
          : []),
        [
          "C4, C7",
          "Lessons in which Teams confirmed lobby, cameras and microphones",
          number((one) => one.confirmed),
        ],
        ["S1", "Pupils expected", sum(({ expected }) => expected)],
        ["S1", "Pupils who came", sum(({ came }) => came)],
        ["S1", "Pupils seen with a grown-up", sum(({ checked }) => checked)],
        ["S2", "Lessons in which something recorded that was not to", number((one) => one.recordedWrongly)],
        ["S5, S8", "One-to-ones recorded after the parent was told", number((one) => one.recorded)],
        ["S6, X4", "of these: not in CPOMS yet", number((one) => one.cpomsOpen)],
        ...EXCEPTIONS.map((reason) => [
          RULES_OF[reason],
          `Noted: ${EXCEPTION_IN_WORDS[reason]}`,
          String(noted.filter((one) => one === reason).length),
        ]),
        ["X1", "Lessons ended for safety", number((one) => one.endedForAll)],
        ["", "Lessons in which pupils were without staff for a time", number((one) => one.leftAlone)],
      ],
    },
  };
};

const RULES_OF: { readonly [Reason in (typeof EXCEPTIONS)[number]]: string } = {
  "no adult seen": "S1",
  "not a family room": "B5",
  "name not shown": "C6",
  dress: "B1",
  language: "B3",
  "adult spoke to others": "B4",
  screenshot: "B6",
};

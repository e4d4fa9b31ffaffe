import { cameInside } from "../lesson/came-inside.ts";
import { tellings } from "../lesson/parent-said.ts";
import { pupilRows } from "../lesson/presence.ts";
import { plural } from "../lesson/press.ts";
import { recordedPeople } from "../lesson/recorded-people.ts";
import type { Lesson } from "../lesson/state.ts";
import { isCpomsOpen } from "../rules/s6-tell-dsl-in-cpoms.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import { recordedRuns } from "./seen-in-call.ts";
import type { LessonView } from "./view.ts";

const notYet = (where: string): string =>
  `CPOMS: not yet. Tell the DSL in CPOMS that this lesson was recorded, then note the reference ${where}.`;

/** As the card has it. */
export const CPOMS_NOT_YET = notYet("in the panel");

/** The task of a recorded one-to-one in one line, without a name (S6); "" where there is none, or it is done. */
export const cpomsLine = (lesson: Lesson): string => (isCpomsOpen(lesson) ? CPOMS_NOT_YET : "");

/** To copy into CPOMS, with full names: who, when, why it was recorded, what the parent was told and whether first. */
const cpomsText = (lesson: Lesson, timeZone: string): string => {
  const { asTold, startedAt, overAt, staff, staffNames } = lesson;
  if (asTold === undefined) return "";
  const { saidBy } = asTold;
  const { dayAndTime, minute, time } = momentsIn(timeZone);
  const name = (id: string): string => staffNames[id] ?? "a member of staff";
  const cameAsStaff = new Set(
    Object.values(lesson.people).flatMap((one) => (one.staff ? (one.userId ?? []) : [])),
  );
  const inside = staff.filter(({ person }) => cameAsStaff.has(person));
  const runs = recordedRuns(lesson, time);
  return [
    `One-to-one lesson in Microsoft Teams, ${dayAndTime(startedAt ?? asTold.at)}${overAt === undefined ? "" : ` to ${minute(overAt)}`}.`,
    ...pupilLines(lesson, runs.length > 0),
    `Staff who came: ${inside.length === 0 ? "not seen" : inside.map(({ person }) => name(person)).join(", ")}.`,
    ...tellings(lesson).map(
      ({ reason, at, by, words }, i, all) =>
        `The parent could not stay in the room (${reason}). At ${time(at)} ${name(by)} noted having told them: ${i > 0 && all[i - 1]?.words === words ? "the same words." : `“${words}”`}`,
    ),
    ...runs.map((run) => `The call showed ${run}.`),
    ...(saidBy === undefined
      ? []
      : [
          `${runs.length === 0 ? "Teams showed no recording. " : ""}At ${time(asTold.at)} ${name(saidBy)} noted that there is one.`,
        ]),
  ].join("\n");
};

/** Which pupils a recording may have; where Teams showed none, all who came. */
const pupilLines = (lesson: Lesson, isShown: boolean): readonly string[] => {
  const cameIn = cameInside(lesson);
  const came = pupilRows(lesson).filter(({ pupil }) => cameIn.has(pupil));
  if (!isShown) return [`Pupils inside in this lesson: ${names(came) || "not known"}.`];
  const { pupils, unnamed } = recordedPeople(lesson);
  const others = came.filter(({ pupil }) => !pupils.has(pupil));
  return [
    `Pupils inside while it was recorded: ${names(came.filter(({ pupil }) => pupils.has(pupil))) || "not known"}.`,
    ...(unnamed === 0
      ? []
      : [`Also inside then: ${plural(unnamed, "device", "devices")} that no one named.`]),
    ...(others.length === 0 ? [] : [`Inside at other times in this lesson: ${names(others)}.`]),
  ];
};

const names = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join(", ");

/** What the panel shows of it; undefined where the parent was told of no recording. */
export const recordingTask = (lesson: Lesson, timeZone: string): LessonView["recordingTask"] => {
  const { asTold, cpoms, staffNames } = lesson;
  if (asTold === undefined) return undefined;
  if (cpoms === undefined || isCpomsOpen(lesson)) {
    const before = cpoms === undefined ? "" : ` What was recorded before is in CPOMS as ${cpoms.reference}.`;
    return { sentence: `${notYet("here")}${before}`, text: cpomsText(lesson, timeZone) };
  }
  const who = staffNames[cpoms.by] ?? "a member of staff";
  return {
    sentence: `In CPOMS as ${cpoms.reference}, noted ${clockTime(cpoms.at, timeZone)} by ${who}.`,
    undo: { of: cpoms.at, title: "Undo: the CPOMS reference" },
  };
};

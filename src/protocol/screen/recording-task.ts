import { cameInside } from "../lesson/came-inside.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { peopleOf, pupilRows, pupilsOf } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { isCpomsOpen } from "../rules/s6-tell-dsl-in-cpoms.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import type { LessonView } from "./view.ts";

const notYet = (where: string): string =>
  `CPOMS: not yet. Tell the DSL in CPOMS that this lesson was recorded, then note the reference ${where}.`;

/** As the card has it. */
export const CPOMS_NOT_YET = notYet("in the panel");

/** The task of a recorded one-to-one in one line, without a name (S6); "" where there is none, or it is done. */
export const cpomsLine = (lesson: Lesson): string => (isCpomsOpen(lesson) ? CPOMS_NOT_YET : "");

/** To copy into CPOMS, with full names: who, when, why it was recorded, what the parent was told. */
const cpomsText = (lesson: Lesson, timeZone: string): string => {
  const { asTold, startedAt, overAt, staff, staffNames, recordings } = lesson;
  if (asTold === undefined) return "";
  const time = (iso: string): string => clockTime(iso, timeZone);
  const name = (id: string): string => staffNames[id] ?? "a member of staff";
  const cameIn = cameInside(lesson);
  const came = pupilRows(lesson).filter(({ pupil }) => cameIn.has(pupil));
  const recorded = new Set(
    peopleOf(lesson)
      .filter(({ id }) => asTold.inside.includes(id))
      .flatMap((one) => pupilsOf(lesson, one).pupils),
  );
  const named = came.filter(({ pupil }) => recorded.has(pupil));
  const others = came.filter(({ pupil }) => !recorded.has(pupil));
  const cameAsStaff = new Set(
    Object.values(lesson.people).flatMap((one) => (one.staff ? (one.userId ?? []) : [])),
  );
  const inside = staff.filter(({ person }) => cameAsStaff.has(person));
  const until = recordings.findLast(({ what }) => what === "recording")?.overAt;
  return [
    `One-to-one lesson in Microsoft Teams, ${momentsIn(timeZone).dayAndTime(startedAt ?? asTold.at)}${overAt === undefined ? "" : ` to ${time(overAt)}`}.`,
    asTold.saidBy === undefined
      ? `Pupil inside when the recording began: ${names(named) || "not known"}.`
      : `Pupil inside in this lesson: ${names(came) || "not known"}.`,
    ...(others.length === 0 || asTold.saidBy !== undefined
      ? []
      : [`Also inside in this lesson: ${names(others)}. Say whether the recording shows them.`]),
    `Staff who came: ${inside.length === 0 ? "not seen" : inside.map(({ person }) => name(person)).join(", ")}.`,
    `The parent could not stay in the room (${asTold.told.reason}). At ${time(asTold.told.at)} ${name(asTold.told.by)} noted having told them: “${asTold.told.words}”`,
    asTold.saidBy === undefined
      ? `Teams showed the recording from ${time(asTold.at)}${until === undefined ? "" : ` to ${time(until)}`}.`
      : `Teams showed no recording. At ${time(asTold.at)} ${name(asTold.saidBy)} noted that there is one.`,
  ].join("\n");
};

const names = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join(", ");

/** What the panel shows of it; undefined where the parent was told of no recording. */
export const recordingTask = (lesson: Lesson, timeZone: string): LessonView["recordingTask"] => {
  const { asTold, cpoms, staffNames } = lesson;
  if (!isOneToOne(lesson) || asTold === undefined) return undefined;
  if (cpoms === undefined) return { sentence: notYet("here"), text: cpomsText(lesson, timeZone) };
  const who = staffNames[cpoms.by] ?? "a member of staff";
  return {
    sentence: `In CPOMS as ${cpoms.reference}, noted ${clockTime(cpoms.at, timeZone)} by ${who}.`,
    undo: { of: cpoms.at, title: "Undo: the CPOMS reference" },
  };
};

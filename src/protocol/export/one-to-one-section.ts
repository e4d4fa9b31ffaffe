import { cameInside } from "../lesson/came-inside.ts";
import { PURPOSE_IN_WORDS } from "../lesson/decide-conduct.ts";
import { isDeleted } from "../lesson/filing.ts";
import { chosenChild } from "../lesson/kind-again.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { pupilRows } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { parentWords } from "../screen/parent-view.ts";
import { recordingLines } from "../screen/recording-file.ts";
import type { Moments } from "../time/moments.ts";
import type { ExportAround, Section } from "./document.ts";
import type { Names } from "./names.ts";

const NOT_NOTED = "was not noted";

const withWhom = (lesson: Lesson, names: Names): string => {
  const came = cameInside(lesson);
  const inside = pupilRows(lesson).flatMap(({ pupil, name }) => (came.has(pupil) ? [name] : []));
  const chosen = chosenChild(lesson);
  const meant = chosen === undefined ? "" : `meant for ${names.pupil(chosen)}; `;
  return `${meant}${inside.length === 0 ? (isInZoom(lesson) ? "who came was not noted" : "no pupil was seen inside") : `inside: ${inside.join(", ")}`}`;
};

const purposeIn = ({ conduct: { purpose } }: Lesson, names: Names, moments: Moments): string => {
  if (purpose === undefined) return NOT_NOTED;
  const who =
    purpose.by === ""
      ? "as in the lesson before"
      : `said by ${names.staff(purpose.by)} on ${moments.dayAndTime(purpose.at)}`;
  return `${PURPOSE_IN_WORDS[purpose.purpose]}, ${who}`;
};

/** What the parent was told last, in which words; the words of that day, not of this one. */
const toldIn = ({ parent, asTold }: Lesson, names: Names, moments: Moments): string => {
  const told = asTold?.told ?? parent?.told;
  return told === undefined
    ? "nothing of a recording was noted"
    : `by ${names.staff(told.by)}, noted on ${moments.dayAndTime(told.at)}: “${told.words}”`;
};

const whyIn = ({ parent, asTold }: Lesson): string => {
  const told = asTold?.told ?? parent?.told;
  if (told !== undefined) return `the parent could not stay in the room: ${told.reason}`;
  return "no reason was noted";
};

/** @param seen what the call showed, in words */
const whenIn = ({ asTold, recordings }: Lesson, seen: string, names: Names, moments: Moments): string => {
  if (asTold?.saidBy !== undefined)
    return `${seen}; ${names.staff(asTold.saidBy)} said on ${moments.dayAndTime(asTold.at)} that it was recorded`;
  const before = recordings.some(
    ({ what, at }) => what === "recording" && (asTold === undefined || at < asTold.told.at),
  );
  return before ? `${seen}; it began before the parent was told, or without` : seen;
};

const cpomsIn = ({ asTold, cpoms }: Lesson, names: Names, moments: Moments): string => {
  if (cpoms !== undefined)
    return `${cpoms.reference}, noted by ${names.staff(cpoms.by)} on ${moments.dayAndTime(cpoms.at)}`;
  return asTold === undefined ? "nothing to enter" : "not yet";
};

const deletedIn = ({ filing }: Lesson): string =>
  filing === undefined ? "nothing is kept" : isDeleted(filing) ? "yes, as above" : "not yet";

/**
 * What an inspector asks of a one-to-one, on one page: who, why it was recorded, who was told what, when, where it is
 * stored, when it is deleted (S3 to S8). @param seen what the call showed of a recording, in words
 * @returns undefined for any other lesson
 */
export const oneToOneSection = (
  lesson: Lesson,
  around: ExportAround,
  moments: Moments,
  names: Names,
  seen: string,
): Section | undefined => {
  if (!isOneToOne(lesson)) return undefined;
  const rows: readonly (readonly [string, string])[] = [
    ["What for", purposeIn(lesson, names, moments)],
    ["With which child", withWhom(lesson, names)],
    ["With which staff", lesson.staff.map(({ person }) => names.staff(person)).join(", ")],
    ["Parent", parentWords(lesson, around.timeZone) || "whether the parent stays was not noted"],
    ["Why it was recorded", whyIn(lesson)],
    ["What the parent was told", toldIn(lesson, names, moments)],
    ["When it was recorded", whenIn(lesson, seen, names, moments)],
    ["CPOMS", cpomsIn(lesson, names, moments)],
    ["Where it is kept", recordingLines(lesson, around).join(" ") || "nothing is kept"],
    ["Deleted", deletedIn(lesson)],
  ];
  return { heading: "The one-to-one", table: { columns: ["What", "As recorded"], rows } };
};

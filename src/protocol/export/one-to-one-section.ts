import { cameInside } from "../lesson/came-inside.ts";
import { PURPOSE_IN_WORDS } from "../lesson/decide-conduct.ts";
import { chosenChild } from "../lesson/kind-again.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { type Told, tellings } from "../lesson/parent-said.ts";
import { pupilRows } from "../lesson/presence.ts";
import { plural } from "../lesson/press.ts";
import { recordedPeople } from "../lesson/recorded-people.ts";
import { runsOf } from "../lesson/recording.ts";
import { staffCame } from "../lesson/staff-came.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { parentStory } from "../screen/parent-view.ts";
import { recordedRuns, recordingTimes } from "../screen/seen-in-call.ts";
import type { Moments } from "../time/moments.ts";
import type { ExportAround, Section } from "./document.ts";
import type { Names } from "./names.ts";
import { recordingRows } from "./recording-rows.ts";
import { unrecordedIn } from "./unrecorded-in-words.ts";

const NOT_NOTED = "was not noted";

const withWhom = (lesson: Lesson, names: Names): string => {
  const came = cameInside(lesson);
  const inside = pupilRows(lesson).flatMap(({ pupil, name }) => (came.has(pupil) ? [name] : []));
  const chosen = chosenChild(lesson);
  const meant = chosen === undefined ? "" : `meant for ${names.pupil(chosen)}; `;
  return `${meant}${inside.length === 0 ? (isInZoom(lesson) ? "who came was not noted" : "no pupil was seen inside") : `inside: ${inside.join(", ")}`}`;
};

/** Who was there; who was only invited stands further down. */
const withStaff = (lesson: Lesson, names: Names): string => {
  const staff = isInZoom(lesson) ? lesson.staff : staffCame(lesson).came;
  return staff.map(({ person }) => names.staff(person)).join(", ") || "none was seen inside";
};

const purposeIn = ({ conduct: { purpose } }: Lesson, names: Names, moments: Moments): string => {
  if (purpose === undefined) return NOT_NOTED;
  const who =
    purpose.by === ""
      ? "as in the lesson before"
      : `said by ${names.staff(purpose.by)} on ${moments.dayAndTime(purpose.at)}`;
  return `${PURPOSE_IN_WORDS[purpose.purpose]}, ${who}`;
};

/** What the parent was told each time, in which words; the words of that day, not of this one. */
const toldIn = (told: readonly Told[], names: Names, moments: Moments): string =>
  told
    .map(({ by, at, words }, i) => {
      const again = i > 0 && told[i - 1]?.words === words;
      return `by ${names.staff(by)}, noted on ${moments.dayAndTime(at)}: ${again ? "the same words" : `“${words}”`}`;
    })
    .join("; ") || "nothing of a recording was noted";

/** Lesson Guard hears no one: it knows only under which names they were inside then. */
const toWhomIn = (told: readonly Told[], { people }: Lesson): string => {
  if (told.length === 0) return "no one, as far as is noted";
  // A family may be there with two devices of one name.
  const shown = [
    ...new Set(told.flatMap(({ heardBy = [] }) => heardBy.flatMap((id) => people[id]?.shown ?? []))),
  ];
  return shown.length === 0
    ? "the parent, as staff noted; no family was seen inside then"
    : `the parent, as staff noted; inside then: ${shown.map((name) => `“${name}”`).join(", ")}`;
};

const whyIn = (told: readonly Told[]): string =>
  told.length === 0
    ? "no reason was noted"
    : `the parent could not stay in the room: ${[...new Set(told.map(({ reason }) => reason))].join(", then ")}`;

/** When it took place, as far as it did. */
const heldIn = ({ startedAt, overAt, startsAt }: Lesson, { dayAndTime, minute }: Moments): string => {
  if (startedAt !== undefined)
    return `on ${dayAndTime(startedAt)}${overAt === undefined ? ", not over yet" : ` to ${minute(overAt)}`}`;
  return startsAt === undefined ? "not begun" : `planned for ${dayAndTime(startsAt)}, not begun`;
};

/** @param shown what the call showed, in words, where it showed nothing that records */
const whenIn = (lesson: Lesson, shown: string, names: Names, moments: Moments): string => {
  const { asTold, recordings } = lesson;
  const first = recordings[0];
  const apps = recordings.filter(({ what }) => what === "app");
  const each = [...recordedRuns(lesson, moments.time), ...recordingTimes({ recordings: apps }, moments.time)];
  const seen = first === undefined ? shown : `on ${moments.day(first.at)}: ${each.join("; ")}`;
  return asTold?.saidBy === undefined
    ? seen
    : `${seen}; ${names.staff(asTold.saidBy)} said on ${moments.dayAndTime(asTold.at)} that it was recorded`;
};

/** By the call's own list: who was inside may be seen or heard in it. */
const whomIn = (lesson: Lesson, names: Names): string => {
  const { pupils, unnamed } = recordedPeople(lesson);
  const known = [...pupils].map((id) => names.pupil(id));
  const all = unnamed === 0 ? known : [...known, `${plural(unnamed, "device", "devices")} that no one named`];
  return all.join(", ") || "no pupil was seen inside then";
};

const cpomsIn = ({ asTold, cpoms, recordings }: Lesson, names: Names, moments: Moments): string => {
  if (cpoms !== undefined)
    return `${cpoms.reference}, noted by ${names.staff(cpoms.by)} on ${moments.dayAndTime(cpoms.at)}`;
  if (asTold !== undefined) return "not yet";
  return recordings.some(({ what }) => what === "recording") ? "no reference was noted" : "nothing to enter";
};

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
  const { asTold } = lesson;
  const told = tellings(lesson);
  // One whose parent was told stays what it was, whatever kind the lesson became.
  if (!isOneToOne(lesson) && told.length === 0) return undefined;
  const isRecorded = asTold !== undefined || runsOf(lesson).length > 0;
  const rows: readonly (readonly [string, string])[] = [
    ["When", heldIn(lesson, moments)],
    ["What for", purposeIn(lesson, names, moments)],
    ["With which child", withWhom(lesson, names)],
    ["With which staff", withStaff(lesson, names)],
    ["Parent", parentStory(lesson, around.timeZone) || "whether the parent stays was not noted"],
    // Of one that neither was nor was to be recorded there is nothing to answer.
    ...(isRecorded || told.length > 0
      ? ([
          [isRecorded ? "Why it was recorded" : "Why it was to be recorded", whyIn(told)],
          ["Who was told", toWhomIn(told, lesson)],
          ["What the parent was told", toldIn(told, names, moments)],
        ] as const)
      : []),
    ["When it was recorded", whenIn(lesson, seen, names, moments)],
    ...(runsOf(lesson).length === 0
      ? []
      : [["Inside while it was recorded", whomIn(lesson, names)] as const]),
    ...(lesson.unrecorded.length === 0
      ? []
      : [["Without parent and recording", unrecordedIn(lesson, moments)] as const]),
    ["CPOMS", cpomsIn(lesson, names, moments)],
    ...recordingRows(lesson, names, moments),
  ];
  return { heading: "The one-to-one", table: { columns: ["What", "As recorded"], rows } };
};

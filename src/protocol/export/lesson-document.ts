import { staysOfPerson, staysOfPupil } from "../lesson/attendance.ts";
import { cameInside } from "../lesson/came-inside.ts";
import { cancelledAt } from "../lesson/cancelled.ts";
import { checksInRecord } from "../lesson/checks.ts";
import type { LessonEvent, StaffPart } from "../lesson/events.ts";
import { isOneToOne, withoutStaffTitle } from "../lesson/one-to-one.ts";
import { peopleOf, pupilRows, pupilsOf } from "../lesson/presence.ts";
import { staffCame } from "../lesson/staff-came.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom, platformName } from "../lesson/zoom.ts";
import { tellsSomebody } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import { screenshotLines } from "../screen/conduct.ts";
import { doorsProof } from "../screen/proofs.ts";
import { recordingTimes, timesWithoutStaff } from "../screen/seen-in-call.ts";
import type { PupilRow } from "../screen/view.ts";
import { CANNOT_SEE_ZOOM } from "../screen/zoom-words.ts";
import { type Moments, momentsIn } from "../time/moments.ts";
import { stayWords } from "./attendance-words.ts";
import { EXCEPTION_IN_WORDS } from "./conduct-story.ts";
import { type Document, type ExportAround, type Section, tableOr } from "./document.ts";
import { howChecked } from "./how-checked.ts";
import { fullNames, tellLesson } from "./lesson-story.ts";
import type { Names } from "./names.ts";
import { oneToOneSection } from "./one-to-one-section.ts";
import { doneInZoom } from "./zoom-story.ts";

/** One lesson for the DSL or headteacher: who was expected, who came, what was checked and done (1d). */
export const lessonDocument = (
  lesson: Lesson,
  events: readonly LessonEvent[],
  around: ExportAround,
): Document => {
  const moments = momentsIn(around.timeZone);
  const names = fullNames(lesson);
  const inShort = oneToOneSection(lesson, around, moments, names, recordingsOf(lesson, events, moments));
  return {
    title: "Lesson record",
    school: around.school,
    intro: [around.school].filter((one) => one !== ""),
    sections: [
      ...(inShort === undefined ? [] : [inShort]),
      factsOf(lesson, events, around, moments, names),
      pupilsSection(lesson, events, moments),
      ...(isInZoom(lesson) ? [] : [othersSection(lesson, events, moments)]),
      storySection(events, moments, names),
    ],
  };
};

const factsOf = (
  lesson: Lesson,
  events: readonly LessonEvent[],
  around: ExportAround,
  moments: Moments,
  names: Names,
): Section => {
  const when = (iso: string | undefined): string =>
    iso === undefined ? "not known" : moments.dayAndTime(iso);
  const { end } = lesson;
  const cancelled = cancelledAt(lesson);
  const isOrdinary = end?.why === "ordinary";
  const inZoom = isInZoom(lesson);
  const { came, notSeen } = staffCame(lesson);
  const inWords = (staff: readonly StaffPart[]): string =>
    staff.map(({ person, part }) => `${names.staff(person)} (${part})`).join(", ");
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Title", lesson.title],
    ["Kind", lesson.kind],
    ["Platform", platformName(lesson)],
    ["Cancelled", cancelled === undefined ? undefined : when(cancelled)],
    ["Started", when(lesson.startedAt)],
    ["Over", lesson.overAt === undefined ? "not yet" : when(lesson.overAt)],
    ...(inZoom
      ? [
          [
            "Seen by Lesson Guard",
            `nothing: ${CANNOT_SEE_ZOOM} All that follows is the word of staff.`,
          ] as const,
          ["Staff", inWords(lesson.staff)] as const,
          ["Done in Zoom", doneInZoom(lesson, moments, names)] as const,
        ]
      : [
          ["Staff who came", inWords(came) || "none was seen inside"] as const,
          ["Invited staff, not seen inside", inWords(notSeen)] as const,
          [withoutStaffTitle(lesson), withoutStaffIn(lesson, events, moments)] as const,
        ]),
    ["Backgrounds looked at", backgroundsIn(lesson, moments, names)],
    ["Adults seen again", seenAgainIn(lesson, moments)],
    [
      "Screenshots by staff",
      screenshotLines(lesson)
        .map(({ words }) => words)
        .join(" "),
    ],
    ...(inZoom
      ? []
      : ([
          ["Meeting options", optionsIn(lesson, around)],
          ["Recording allowed", allowedIn(lesson, "recording", moments)],
          ["Recording seen", recordingsOf(lesson, events, moments)],
          ["Transcript allowed", allowedIn(lesson, "transcription", moments)],
          ["Transcript seen", "not known: Teams does not show Lesson Guard whether one runs"],
        ] as const)),
    ...(lesson.register.length === 0
      ? []
      : checksInRecord(lesson).map(({ title, words }) => [title, words] as const)),
    [
      "Ended for all",
      inZoom ? undefined : isOrdinary || end === undefined ? "no" : `pressed on ${when(end.askedAt)}`,
    ],
    ["End lesson", isOrdinary ? `pressed on ${when(end?.askedAt)}, no alert` : undefined],
  ];
  return {
    heading: "The lesson",
    table: {
      columns: ["What", "As recorded"],
      rows: facts.flatMap(([what, value]) => (value === undefined || value === "" ? [] : [[what, value]])),
    },
  };
};

/** By each member of staff for themselves (B2), and whether a family was inside by then. */
const backgroundsIn = ({ conduct, people }: Lesson, { time }: Moments, names: Names): string => {
  const cameIn = Object.values(people)
    .filter(({ staff, identity }) => !staff && identity !== "application")
    .map(({ arrivedAt, since }) => arrivedAt ?? since)
    .toSorted()[0];
  const said = Object.entries(conduct.backgrounds).map(
    ([who, at]) =>
      `${names.staff(who)} ${time(at)}${cameIn === undefined || at < cameIn ? "" : ", after the first family came"}`,
  );
  return said.length === 0 ? "not noted" : said.join("; ");
};

/** Each re-check of the adults (S1), with how many pupils. */
const seenAgainIn = ({ conduct }: Lesson, { time }: Moments): string =>
  conduct.adultsSeen.map(({ at, pupils }) => `${time(at)}, with ${pupils.length}`).join("; ");

/** What was asked for, and what Teams gave back (S2): never more than that. */
const allowedIn = ({ doors }: Lesson, of: "recording" | "transcription", { time }: Moments): string => {
  const { seen, notReadAt } = doors;
  if (seen?.options[of] === undefined) return "not confirmed by Teams";
  const until = notReadAt === undefined ? "on" : `to ${time(notReadAt)}`;
  return `${seen.options[of] ? "allowed" : "not allowed"} in the meeting options as Teams read them back from ${time(seen.at)} ${until}`;
};

/** The options as they were, without what there was to press. */
const optionsIn = (lesson: Lesson, { now, timeZone }: ExportAround): string => {
  const { fact, sentence } = doorsProof(lesson, now, timeZone);
  return fact ?? sentence;
};

const SHOWN_AGAIN: ReadonlySet<LessonEvent["type"]> = new Set([
  "CallListSeen",
  "CallEntered",
  "CallLost",
  "CallLeft",
  "MeetingEnded",
]);

/** The times at which Teams did not show the call: nothing could be seen then, whatever happened. */
const unshownIn = (events: readonly LessonEvent[], { time }: Moments): string => {
  const times = events.flatMap(({ type, at }, n) => {
    if (type !== "CallNotRead") return [];
    const end = events.slice(n).find((one) => SHOWN_AGAIN.has(one.type));
    return [`from ${time(at)}${end === undefined ? " on" : ` to ${time(end.at)}`}`];
  });
  return times.length === 0 ? "" : `, which Teams did not show it ${times.join(", ")}`;
};

const NOT_IN_CALL = "not known: Lesson Guard was not in the call";

/** Without staff inside, by the call's own list: that none was seen says nothing of what Teams did not show. */
const withoutStaffIn = (lesson: Lesson, events: readonly LessonEvent[], moments: Moments): string => {
  if (!events.some(({ type }) => type === "CallEntered")) return NOT_IN_CALL;
  const times = timesWithoutStaff(lesson, moments.time);
  const shown = `by the call’s own list${unshownIn(events, moments)}`;
  return times.length === 0 ? `at no time seen, ${shown}` : `${times.join("; ")}, ${shown}`;
};

/** The recordings that the call showed, with times. That none was seen is no proof that no one recorded. */
const recordingsOf = (lesson: Lesson, events: readonly LessonEvent[], moments: Moments): string => {
  if (lesson.recordings.length === 0)
    return !events.some(({ type }) => type === "CallEntered")
      ? NOT_IN_CALL
      : `none seen while Lesson Guard was in the call${unshownIn(events, moments)}; a recording outside Teams cannot be seen`;
  return recordingTimes(lesson, moments.time).join("; ");
};

const exceptionWords = ({ exceptions }: PupilRow, moments: Moments): string =>
  exceptions
    .map(({ reason, at, putRightAt, agreed, step }) => {
      const right =
        agreed === true
          ? ", no other room as agreed"
          : putRightAt !== undefined
            ? `, put right ${moments.minute(putRightAt)}`
            : step === undefined
              ? ""
              : `, ${step.step} ${moments.minute(step.at)}`;
      return `${EXCEPTION_IN_WORDS[reason]} ${moments.minute(at)}${right}`;
    })
    .join("; ");

const checkWords = ({ checked }: PupilRow, moments: Moments): string =>
  checked === undefined ? "not checked" : `${moments.minute(checked.at)}, ${howChecked(checked)}`;

/** "yes", "no", or that they only waited; in Zoom whether staff noted anything of them. @param came ids of those who were inside */
export const cameWords = ({ pupil, place }: PupilRow, came: ReadonlySet<string>, inZoom: boolean): string => {
  if (inZoom) return came.has(pupil) ? "yes, as staff noted" : "not noted";
  return came.has(pupil) ? "yes" : place === "not here" ? "no" : "no, only in the lobby";
};

const PUPILS = "Pupils expected";
const ONE_PUPIL = "Pupil expected";

/** The pupils of a lesson by its document: once it has expired, that is all there is. Other names are not in it. */
export const pupilsIn = ({ sections }: Document): readonly Pupil[] =>
  sections
    .filter(({ heading }) => heading === PUPILS || heading === ONE_PUPIL)
    .flatMap(({ table }) => table?.rows ?? [])
    .flatMap(([name = ""]) => (tellsSomebody(name) ? [{ id: "", name, also: [] }] : []));

const pupilsSection = (lesson: Lesson, events: readonly LessonEvent[], moments: Moments): Section => {
  const came = cameInside(lesson);
  return tableOr(
    isOneToOne(lesson) ? ONE_PUPIL : PUPILS,
    ["Pupil", "Came", "Inside, as Teams showed it", "Checked", "Exceptions"],
    pupilRows(lesson).map((row) => [
      row.name,
      cameWords(row, came, isInZoom(lesson)),
      stayWords(staysOfPupil(lesson, events, row.pupil), moments),
      checkWords(row, moments),
      exceptionWords(row, moments),
    ]),
    "No register was set.",
  );
};

const othersSection = (lesson: Lesson, events: readonly LessonEvent[], moments: Moments): Section =>
  tableOr(
    "People Teams showed",
    ["Name shown", "Taken for", "Came at", "Inside, as Teams showed it"],
    peopleOf(lesson)
      .filter(({ identity }) => identity !== "application")
      .map((one) => {
        const { pupils, sure } = pupilsOf(lesson, one);
        const names = lesson.register.filter(({ id }) => pupils.includes(id)).map(({ name }) => name);
        const as = one.staff
          ? "staff"
          : one.recognised?.as === "stranger"
            ? "not expected"
            : sure && names.length > 0
              ? names.join(", ")
              : one.afterEnd === true
                ? "came after the end"
                : "never sorted out";
        return [
          one.shown,
          as,
          moments.minute(one.arrivedAt ?? one.since),
          stayWords(staysOfPerson(lesson, events, one.id), moments),
        ];
      }),
    "Teams showed no people.",
  );

export const storySection = (events: readonly LessonEvent[], moments: Moments, names: Names): Section =>
  tableOr(
    "What happened when",
    ["Time", "What"],
    tellLesson(events, names).map(({ at, sentence }) => [moments.time(at), sentence]),
    "Nothing was recorded.",
  );

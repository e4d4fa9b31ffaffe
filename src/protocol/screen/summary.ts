import type { Concern } from "../concern/state.ts";
import { unrecordedIn } from "../export/unrecorded-in-words.ts";
import { arrivalWords } from "../lesson/arrivals.ts";
import { cameInside } from "../lesson/came-inside.ts";
import { countsOf } from "../lesson/checklist.ts";
import { checksInRecord } from "../lesson/checks.ts";
import { isOneToOne, withoutStaffTitle } from "../lesson/one-to-one.ts";
import { isRefusedFor, peopleOf, pupilRows, pupilsOf } from "../lesson/presence.ts";
import { ofExpected, plural } from "../lesson/press.ts";
import type { End, Lesson } from "../lesson/state.ts";
import { isAdultSeen } from "../rules/s1-adult-present.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import { alertProof } from "./end-steps.ts";
import { parentWords } from "./parent-view.ts";
import { doorsProof } from "./proofs.ts";
import { recordingTimes, timesWithoutStaff } from "./seen-in-call.ts";
import type { LessonView } from "./view.ts";

type Rows = NonNullable<LessonView["summary"]>;

type Around = { readonly now: string; readonly timeZone: string; readonly phone: string };

/** What staff read of the lesson once it has ended, row by row. */
export const summaryOf = (
  lesson: Lesson,
  alert: Concern | undefined,
  { now, timeZone, phone }: Around,
): Rows => {
  const counts = countsOf(lesson);
  const doors = doorsProof(lesson, now, timeZone);
  const rows = pupilRows(lesson);
  const came = [...cameInside(lesson)];
  const refused = came.filter((id) => isRefusedFor(lesson, id)).length;
  const full = rows.filter(isAdultSeen);
  const sweep = full.filter((row) => row.checked?.how === "sweep").length;
  const each = full.length - sweep;
  const exceptions = rows.reduce((sum, row) => sum + row.exceptions.length, 0);
  const time = (iso: string | undefined): string =>
    iso === undefined ? "not known" : clockTime(iso, timeZone);
  const arrivals = arrivalWords(lesson);
  return [
    { label: "Started", value: time(lesson.startedAt) },
    { label: "Over", value: lesson.overAt === undefined ? "not yet" : time(lesson.overAt) },
    ...parentRows(lesson, timeZone),
    { label: "Came", value: ofExpected(came.length - refused, counts.expected) },
    ...refusedRows(lesson, refused),
    ...(arrivals === undefined ? [] : [{ label: "Arrived", value: arrivals }]),
    { label: "Checked", value: checkedWords(sweep, each, counts.namesOnly ?? 0) },
    ...checksInRecord(lesson).map(({ title: label, words: value }) => ({ label, value })),
    { label: "Names not sorted out", value: String(unsettled(lesson)) },
    ...notExpectedRows(lesson),
    { label: "Exceptions noted", value: String(exceptions) },
    ...seenRows(lesson, time),
    ...endRows(lesson.end, time),
    ...(alert === undefined
      ? []
      : [{ label: "Told", value: alertProof(alert, now, timeZone, phone).sentence }]),
    {
      label: "Doors",
      value:
        doors.state === "proven"
          ? `shut until the next lesson in this series, confirmed ${time(doors.at)}`
          : (doors.fact ?? doors.sentence),
    },
  ];
};

/** How a one-to-one stood with the parent (S4, S5); that it was postponed, too. */
const parentRows = (lesson: Lesson, timeZone: string): Rows =>
  isOneToOne(lesson)
    ? [
        {
          label: "Parent",
          value: parentWords(lesson, timeZone) || "It was not noted whether the parent stays.",
        },
        ...(lesson.unrecorded.length === 0
          ? []
          : [{ label: "Without parent and recording", value: unrecordedIn(lesson, momentsIn(timeZone)) }]),
      ]
    : [];

/** What the call showed that the school must know of; that nothing was seen stands with its limits in the export. */
const seenRows = (lesson: Lesson, time: (iso: string) => string): Rows => {
  const rows = [
    { label: "Recording seen", times: recordingTimes(lesson, time) },
    { label: withoutStaffTitle(lesson), times: timesWithoutStaff(lesson, time) },
  ];
  return rows.flatMap(({ label, times }) =>
    times.length === 0 ? [] : [{ label, value: `${times.join("; ")}, as the call showed it` }],
  );
};

/** "28 pupils: 25 together, 3 singly. 1 by name only: the adult was not seen." */
const checkedWords = (together: number, singly: number, named: number): string => {
  const all = together + singly;
  const how =
    together > 0 && singly > 0
      ? `: ${together} together, ${singly} singly`
      : all === 1
        ? ""
        : singly === 0
          ? ", all together"
          : ", each singly";
  const parts = [
    ...(all === 0 ? [] : [`${plural(all, "pupil", "pupils")}${how}.`]),
    ...(named === 0
      ? []
      : [`${named} by name only: ${named === 1 ? "the adult was" : "their adults were"} not seen.`]),
  ];
  return parts.length === 0 ? "none" : parts.join(" ");
};

/** Children for whom a refusal was on file (P2): not expected, and not to be forgotten where they came all the same. */
const refusedRows = (lesson: Lesson, inside: number): Rows => {
  const all = lesson.register.filter(({ id }) => isRefusedFor(lesson, id)).length;
  const where = inside === 0 ? "not expected" : `not expected, ${inside} came in all the same`;
  return all === 0
    ? []
    : [{ label: "Permission refused", value: `${plural(all, "pupil", "pupils")}, ${where}` }];
};

/** The two ends are told apart: one was for safety. */
const endRows = (end: End | undefined, time: (iso: string) => string): Rows => {
  const pressed = end === undefined ? "no" : `pressed at ${time(end.askedAt)}`;
  return end?.why === "ordinary"
    ? [
        { label: "Ended for all", value: "no" },
        { label: "End lesson", value: `${pressed}, no alert` },
      ]
    : [{ label: "Ended for all", value: pressed }];
};

/** People whom no name on the register settled, while there was time to. */
const unsettled = (lesson: Lesson): number =>
  peopleOf(lesson).filter(
    (one) =>
      !one.staff &&
      one.afterEnd === undefined &&
      one.identity !== "application" &&
      !pupilsOf(lesson, one).sure,
  ).length;

/** People of whom staff said that they were not expected: settled, so no name is left to sort out, and not to be forgotten. */
const notExpectedRows = (lesson: Lesson): Rows => {
  const strangers = peopleOf(lesson).filter(({ recognised }) => recognised?.as === "stranger");
  if (strangers.length === 0) return [];
  const came = strangers.filter(({ cameIn }) => cameIn === true);
  const removed = came.filter(({ removal }) => removal === "accepted").length;
  const waited = strangers.length - came.length;
  const parts = [
    ...(came.length === 0 ? [] : [`${came.length} came in`]),
    ...(removed === 0 ? [] : [`Teams accepted the removal of ${removed}`]),
    ...(waited === 0 ? [] : [`${waited} only waited in the lobby`]),
  ];
  return [{ label: "People not expected", value: `${strangers.length}: ${parts.join(", ")}` }];
};

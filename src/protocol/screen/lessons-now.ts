import { defined } from "../defined.ts";
import { companyOf } from "../lesson/alone.ts";
import { isListCurrent, notShownSince } from "../lesson/call-list.ts";
import { countsOf } from "../lesson/checklist.ts";
import { peopleOf, pupilRows } from "../lesson/presence.ts";
import type { RecordedBy } from "../lesson/recorded-by.ts";
import { isStanding } from "../lesson/recording.ts";
import type { Lesson } from "../lesson/state.ts";
import { noticedUnrecorded } from "../lesson/unrecorded.ts";
import { unsortedLines } from "../lesson/unsorted.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { isAsTold } from "../rules/s5-recorded-if-alone.ts";
import { clockTime } from "../time/clock-time.ts";
import { EXCEPTIONS, type ExceptionReason } from "../words.ts";
import { capital, lessonLabel } from "./label.ts";
import { NOT_SEEN_NOW, RECORDED_BEFORE, RECORDED_BY } from "./recording-notices.ts";
import { standingOf } from "./standing.ts";
import type { Standing } from "./view.ts";
import { CANNOT_SEE_ZOOM } from "./zoom-words.ts";

/** One lesson that is on, as DSL and headteacher see it: no pupil's name, and nothing of any concern. */
export type LessonNow = {
  readonly lesson: string;
  /** "The 10:00 class lesson" */
  readonly label: string;
  readonly standing: Standing;
  readonly since?: string;
  /** Names of the staff inside: now, or, where it is `unseen`, as far as they were seen before. */
  readonly staff: readonly string[];
  /** Pupils of the register inside, and expected. */
  readonly here: number;
  readonly expected: number;
  /** What is not as it should be and not yet put right, by kind. */
  readonly exceptions: readonly { readonly reason: ExceptionReason; readonly count: number }[];
  /** Why no one can say who is inside now. Absent where the call's own list does, and in Zoom. */
  readonly unseen?: {
    readonly sentence: string;
    /** Whether anyone was seen before: else there is nothing to count. */
    readonly before: boolean;
  };
  /** Pupils are in it without staff, or were when it was last seen. */
  readonly alone: boolean;
  /** That a recording runs, and who is inside without being expected or sorted out: never a name. Worst first. */
  readonly notes: readonly NoteNow[];
  /** Where they are: the names of those who can let a person in from the lobby, the organiser first. */
  readonly admits?: readonly string[];
  /** In Zoom no one is counted: how many staff have checked, and what is not seen. */
  readonly inZoom?: { readonly checked: number; readonly sentence: string };
  /** The way into the meeting; absent where Teams has not shown whose it is. */
  readonly visit?: string;
};

export type NoteNow = {
  readonly sentence: string;
  /** Whether it should not be so. */
  readonly amiss: boolean;
};

type Around = {
  readonly now: string;
  readonly timeZone: string;
  /** The link into a meeting, of ids that are known. */
  readonly join: (chat: string, organiser: string) => string;
};

/** A lesson by the word of staff or of the school's rule, which has begun and is not over. */
const isOn = ({ kind, phase, notFound }: Lesson): boolean =>
  kind !== undefined &&
  kind !== "not a lesson" &&
  phase !== "planned" &&
  phase !== "over" &&
  notFound === undefined;

/** What is worst comes first, then what has been on for longest. */
export const lessonsNow = (lessons: readonly Lesson[], around: Around): readonly LessonNow[] =>
  lessons
    .filter(isOn)
    .map((lesson) => lessonNow(lesson, around))
    .toSorted(
      (a, b) =>
        Number(b.alone) - Number(a.alone) ||
        Number(isAmiss(b)) - Number(isAmiss(a)) ||
        Number(b.standing.state === "not done") - Number(a.standing.state === "not done") ||
        (a.since ?? "").localeCompare(b.since ?? ""),
    );

const isAmiss = ({ notes }: LessonNow): boolean => notes.some(({ amiss }) => amiss);

const asToldNote = ({ recordings }: Lesson): NoteNow =>
  recordings.some(({ overAt, untold }) => overAt === undefined && untold !== undefined)
    ? { sentence: `${RECORDED_BY.recording}. It began before the parent was told.`, amiss: true }
    : { sentence: `${RECORDED_BY.recording}, as the parent was told.`, amiss: false };

type Time = (iso: string) => string;

const seenAt = ({ recordings }: Lesson, of: RecordedBy, time: Time): string => {
  const last = recordings.findLast(({ what }) => what === of);
  return last === undefined ? "" : `, seen ${time(last.at)}`;
};

/** What was last seen says nothing of now. */
const unseenIn = (lesson: Lesson, time: Time): LessonNow["unseen"] => {
  if (isInZoom(lesson) || isListCurrent(lesson)) return undefined;
  const before = peopleOf(lesson).some(({ place }) => place === "in");
  const since = notShownSince(lesson);
  const why =
    since !== undefined
      ? `Teams has not shown who is inside since ${time(since)}.`
      : lesson.call.state === "in"
        ? "Teams has not shown yet who is inside."
        : "Lesson Guard is not in the call: it cannot see who is inside.";
  return { sentence: before ? `${why} What was seen before:` : why, before };
};

/** What the parent of a one-to-one was told of is as it should be (S5). */
const recordingNotes = (lesson: Lesson, time: Time): readonly NoteNow[] =>
  (["recording", "app"] as const)
    .filter((what) => isStanding(lesson, what))
    .map((what) => {
      if (!isListCurrent(lesson))
        return {
          sentence: `${RECORDED_BEFORE[what]}${seenAt(lesson, what, time)}. ${NOT_SEEN_NOW[what]}.`,
          amiss: !isAsTold(lesson, what) || asToldNote(lesson).amiss,
        };
      return isAsTold(lesson, what) ? asToldNote(lesson) : { sentence: `${RECORDED_BY[what]}.`, amiss: true };
    });

const notesOf = (lesson: Lesson, time: Time): readonly NoteNow[] => [
  ...recordingNotes(lesson, time),
  ...(noticedUnrecorded(lesson) === undefined
    ? []
    : [{ sentence: "The child is without their parent, and it is not recorded.", amiss: true }]),
  ...unsortedLines(lesson),
];

const admittersOf = ({ staff, staffNames }: Lesson): readonly string[] =>
  (["organiser", "co-organiser"] as const)
    .flatMap((part) => staff.filter((one) => one.part === part))
    .flatMap(({ person }) => staffNames[person] ?? []);

const lessonNow = (lesson: Lesson, { now, timeZone, join }: Around): LessonNow => {
  const rows = pupilRows(lesson);
  const open = rows.flatMap(({ exceptions }) => exceptions.filter((one) => one.putRightAt === undefined));
  const inside = peopleOf(lesson).filter((one) => one.staff && one.place === "in");
  const nameOf = (id: string | undefined, shown: string): string =>
    (id === undefined ? undefined : lesson.staffNames[id]) ?? shown;
  const { organiser, chatId, startedAt } = lesson;
  const { here, expected } = countsOf(lesson);
  const alone = companyOf(lesson) === "alone";
  const time = (iso: string): string => clockTime(iso, timeZone);
  return {
    lesson: lesson.id,
    label: capital(lessonLabel(lesson, timeZone)),
    standing: standingOf(lesson, now, timeZone),
    ...(startedAt === undefined ? {} : { since: startedAt }),
    staff: [...new Set(inside.map(({ userId, shown }) => nameOf(userId, shown)))],
    here,
    expected,
    exceptions: EXCEPTIONS.flatMap((reason) => {
      const count = open.filter((one) => one.reason === reason).length;
      return count === 0 ? [] : [{ reason, count }];
    }),
    ...defined({ unseen: unseenIn(lesson, time) }),
    alone,
    notes: notesOf(lesson, time).toSorted((a, b) => Number(b.amiss) - Number(a.amiss)),
    ...(alone ? { admits: admittersOf(lesson) } : {}),
    ...(isInZoom(lesson)
      ? {
          inZoom: {
            checked: rows.filter(({ checked }) => checked !== undefined).length,
            sentence: CANNOT_SEE_ZOOM,
          },
        }
      : {}),
    ...(organiser === undefined || chatId === "" ? {} : { visit: join(chatId, organiser) }),
  };
};

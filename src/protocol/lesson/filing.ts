import isEqual from "fast-deep-equal";
import { dayOf } from "../time/school-days.ts";
import type { DecisionContext, Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { Filing } from "./filing-state.ts";
import type { Lesson } from "./state.ts";

/** Our clock and Microsoft's may differ by so much. */
const LEEWAY_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** So long Lesson Guard goes on trying to put a recording into the folder. */
export const FILED_WITHIN_MS = 14 * DAY_MS;

const lastShown = ({ recordings }: Lesson): string | undefined =>
  recordings.findLast(({ what }) => what === "recording")?.at;

/**
 * S7: once a recorded one-to-one is over, its recording belongs into the school's folder. A lesson that was opened
 * again, and recorded again, has one more.
 */
export const filingAsked = (lesson: Lesson, { now, recordings }: DecisionContext): readonly LessonEvent[] => {
  if (lesson.phase !== "over" || lesson.asTold === undefined || recordings === undefined) return [];
  const { filing } = lesson;
  const shown = lastShown(lesson);
  const asked =
    filing === undefined ||
    (shown !== undefined && shown > filing.at) ||
    // The school has chosen otherwise meanwhile: a folder that was not found may have another name.
    (!allFiled(filing) && !isEqual(filing.rules, recordings));
  return asked ? [{ type: "FilingAsked", at: now, data: recordings }] : [];
};

/** Whether a recording of this meeting was made in this lesson: a series shares one meeting. */
const isOfLesson = ({ startedAt, began, overAt, ended }: Lesson, from: string): boolean => {
  const at = Date.parse(from);
  const begun = Date.parse(began ?? startedAt ?? from);
  const over = Date.parse(ended ?? overAt ?? from);
  return at >= begun - LEEWAY_MS && at <= over + LEEWAY_MS;
};

type FilingReport = Extract<
  Report,
  {
    readonly report:
      | "recordings-listed"
      | "recording-filed"
      | "recording-not-filed"
      | "folder-access-seen"
      | "recording-whereabouts";
  }
>;

/** What was found of a lesson's recordings; the same once more leaves no trace. */
export const filingEvents = (
  lesson: Lesson,
  report: FilingReport,
  { now: at, timeZone }: DecisionContext,
): readonly LessonEvent[] => {
  const { filing } = lesson;
  if (filing === undefined) return [];
  const known = (id: string) => filing.recordings.find((one) => one.id === id);
  switch (report.report) {
    case "recordings-listed":
      return report.recordings
        .filter(({ id, from }) => known(id) === undefined && isOfLesson(lesson, from))
        .map(({ id: recording, from }) => ({ type: "RecordingFound", at, data: { recording, from } }));
    case "recording-filed": {
      const { report: _report, ...data } = report;
      if (known(data.recording)?.filed !== undefined || known(data.recording) === undefined) return [];
      const deleteOn = deleteOnFor(lesson, filing, at, timeZone);
      return [{ type: "RecordingFiled", at, data: { ...data, deleteOn } }];
    }
    case "recording-not-filed":
      return filing.trouble?.why === report.why || allFiled(filing)
        ? []
        : [{ type: "RecordingNotFiled", at, data: { why: report.why } }];
    case "folder-access-seen":
      return isEqual(filing.access?.seen, report.seen)
        ? []
        : [{ type: "FolderAccessSeen", at, data: { seen: report.seen } }];
    case "recording-whereabouts": {
      const { recording, where } = report;
      const filed = known(recording)?.filed;
      return filed === undefined || (filed.where ?? "there") === where
        ? []
        : [{ type: "RecordingWhereabouts", at, data: { recording, where } }];
    }
  }
};

/** The day that the parent was told of: a later setting keeps nothing longer, and time that the copy took does not count. */
export const deleteOnFor = (
  { asTold, overAt }: Pick<Lesson, "asTold" | "overAt">,
  { rules }: Filing,
  now: string,
  timeZone: string,
): string => {
  const days = Math.min(rules.keepDays, asTold?.told.keepDays ?? rules.keepDays);
  return dayOf(new Date(Date.parse(overAt ?? now) + days * DAY_MS).toISOString(), timeZone);
};

/** Whether each recording that was found is in the folder, or staff put it there. */
export const allFiled = ({ recordings, byHand }: Filing): boolean =>
  byHand !== undefined || (recordings.length > 0 && recordings.every(({ filed }) => filed !== undefined));

/** The day on which what is kept is to be deleted: of several recordings the first. */
export const deleteOnOf = ({ recordings, byHand }: Filing): string | undefined =>
  [
    ...recordings.flatMap(({ filed }) => filed?.deleteOn ?? []),
    ...(byHand === undefined ? [] : [byHand.deleteOn]),
  ]
    .toSorted()
    .at(0);

/** Whether nothing of it is left in the folder, as SharePoint or staff say. */
export const isDeleted = ({ recordings, byHand, deleted }: Filing): boolean =>
  deleted !== undefined ||
  (byHand === undefined && recordings.length > 0 && recordings.every(({ filed }) => filed?.where === "gone"));

import { unrecordedIn } from "../protocol/export/unrecorded-in-words.ts";
import { staffCame } from "../protocol/lesson/staff-came.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { recordedCounts } from "../protocol/rules/s8-exception.ts";
import { capital, lessonLabel } from "../protocol/screen/label.ts";
import { recordedToo, recordedUntold } from "../protocol/screen/recorded-untold.ts";
import { openTasks } from "../protocol/screen/recording-tasks.ts";
import type { RecordingsView } from "../protocol/screen/recordings-view.ts";
import { addMs } from "../protocol/time/clock-time.ts";
import { momentsIn } from "../protocol/time/moments.ts";
import type { SchoolServices } from "./school-services.ts";

const DAY_MS = 24 * 60 * 60_000;
/** This school year and the one before: a term is compared with the last. */
const LOOKED_BACK_MS = 730 * DAY_MS;

type Reading = Pick<SchoolServices, "record" | "lessons" | "school">;

/** Long enough that a DSL who looks once a week, and was away once, has seen it. */
const MISSED_FOR_MS = 30 * DAY_MS;

/** Those of which there may be something to say, the newest first. */
const ofRecordings = async ({ record, lessons }: Reading, now: string): Promise<readonly Lesson[]> => {
  const rows = await record.lessonsRecorded(addMs(now, -LOOKED_BACK_MS));
  return Promise.all(rows.map(({ lesson }) => lessons.read(lesson)));
};

type Around = { readonly now: string; readonly timeZone: string };

/** Staff were told in the lesson; once it is over, DSL and headteacher read it here. @param last when it was so last */
const afterwards = (
  lesson: Lesson,
  last: string | undefined,
  sentence: string | undefined,
  { now, timeZone }: Around,
): RecordingsView["missed"] =>
  last === undefined || sentence === undefined || lesson.phase !== "over" || last < addMs(now, -MISSED_FOR_MS)
    ? []
    : [
        {
          lesson: lesson.id,
          label: capital(lessonLabel(lesson, timeZone)),
          staff: staffCame(lesson)
            .came.map(({ person }) => lesson.staffNames[person] ?? "")
            .join(", "),
          sentence,
        },
      ];

/**
 * What is still to be done about recorded one-to-ones, late first (S6, S7), and what recorded that was not to (S2, S5).
 * @param counted whether the reader may see how many each member of staff recorded (S8)
 */
export const recordingsFor = async (at: Reading, now: string, counted: boolean): Promise<RecordingsView> => {
  const { timeZone } = at.school.settings();
  const around = { now, timeZone };
  const moments = momentsIn(timeZone);
  const each = await ofRecordings(at, now);
  const all = each.filter(({ asTold }) => asTold !== undefined);
  const open = all.flatMap((lesson) => {
    const tasks = openTasks(lesson, around);
    const by = lesson.asTold?.told.by ?? "";
    return tasks.length === 0
      ? []
      : [
          {
            lesson: lesson.id,
            label: capital(lessonLabel(lesson, timeZone)),
            staff: lesson.staffNames[by] ?? "a member of staff",
            late: tasks.some((one) => one.late),
            since: tasks.map(({ since }) => since).toSorted()[0] ?? "",
            tasks: tasks.map(({ sentence, late }) => (late ? `Late: ${sentence}` : sentence)),
          },
        ];
  });
  return {
    open: open
      .toSorted((a, b) => Number(b.late) - Number(a.late) || a.since.localeCompare(b.since))
      .map(({ since: _since, ...one }) => one),
    missed: each.flatMap((lesson) =>
      afterwards(lesson, lesson.unrecorded.at(-1)?.at, unrecordedIn(lesson, moments), around),
    ),
    untold: each.flatMap((lesson) =>
      afterwards(lesson, lesson.recordings.at(-1)?.at, recordedUntold(lesson, moments.time), around),
    ),
    wrongly: each.flatMap((lesson) =>
      afterwards(lesson, lesson.recordings.at(-1)?.at, recordedToo(lesson, moments.time), around),
    ),
    ...(counted ? { counts: recordedCounts(all, timeZone) } : {}),
  };
};

import type { Duty } from "../work/duty.ts";
import { duty, MINUTE, SECOND } from "./duty-shapes.ts";
import type { LessonEvent } from "./events.ts";
import { allFiled, FILED_WITHIN_MS } from "./filing.ts";
import type { RecordingRules } from "./filing-state.ts";
import type { Lesson } from "./state.ts";

/** Teams takes some minutes, seldom fewer, until it lists a recording. */
const FIRST_LOOK_AFTER = 5 * SECOND;

/** Longer than any school keeps a recording: a round that is held up, say over a holiday, must not be the last. */
const UNTIL_DONE = 500 * 24 * 60 * MINUTE;

const later = (replaces: string) => ({ deadlineMs: 60 * MINUTE, expiryMs: UNTIL_DONE, replaces });

/** From when a recording is one that the parent was told of. */
export const remindOfRecording = ({ id, asTold }: Lesson, { at }: LessonEvent): readonly Duty[] =>
  asTold?.at === at ? [duty({ kind: "remind-recording", lesson: id }, later(`remind recording:${id}`))] : [];

/** What was done is open again: a round that had ended with it begins anew. */
export const afterTakenBack = (lesson: Lesson): readonly Duty[] => {
  const { id, asTold, filing } = lesson;
  if (asTold === undefined) return [];
  return [
    duty({ kind: "remind-recording", lesson: id }, later(`remind recording:${id}`)),
    ...(filing === undefined || allFiled(filing) ? [] : fileRecordings(lesson, filing.rules)),
  ];
};

export const fileRecordings = ({ id }: Lesson, { files }: RecordingRules): readonly Duty[] =>
  files
    ? [
        duty(
          { kind: "file-recording", lesson: id },
          { ...later(`file:${id}`), expiryMs: FILED_WITHIN_MS, afterMs: FIRST_LOOK_AFTER },
        ),
      ]
    : [];

export const watchRecordings = ({ id }: Lesson): readonly Duty[] => [
  duty({ kind: "watch-recording", lesson: id }, later(`recording:${id}`)),
];

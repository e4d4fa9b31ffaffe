import { isOneToOne } from "../lesson/one-to-one.ts";
import { runsOf } from "../lesson/recording.ts";
import type { Lesson } from "../lesson/state.ts";
import { capital } from "./label.ts";
import { runWords } from "./seen-in-call.ts";

const WHERE =
  "Lesson Guard puts it into no folder: it is in the OneDrive of the person who started it, or of the organiser. Agree with them what becomes of it.";

/**
 * A one-to-one that was recorded before the parent was told, or with no word to the parent (S5): what a DSL reads of
 * it, without a name. @returns undefined where there was no such recording
 */
export const recordedUntold = (lesson: Lesson, time: (iso: string) => string): string | undefined => {
  if (!isOneToOne(lesson)) return undefined;
  const runs = runsOf(lesson).filter(({ untold }) => untold !== undefined);
  if (runs.length === 0) return undefined;
  const words = `${capital(runs.map((run) => runWords(run, time)).join("; "))}.`;
  return lesson.asTold === undefined ? `${words} ${WHERE}` : words;
};

/** Beside the task of the same recording. */
export const untoldWords = (lesson: Lesson): string =>
  runsOf(lesson).some(({ untold }) => untold !== undefined)
    ? " It began before the parent was told: say so there."
    : "";

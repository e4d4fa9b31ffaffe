import { isOneToOne } from "../lesson/one-to-one.ts";
import { hasSeveral, recordedWrongly } from "../lesson/recorded-people.ts";
import { runsOf } from "../lesson/recording.ts";
import type { Lesson } from "../lesson/state.ts";
import { capital } from "./label.ts";
import { runWords, timesOf } from "./seen-in-call.ts";

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

const ASK = "Ask the staff of the lesson who let the app in, and what it keeps.";

/**
 * What else recorded that was not to, for the same reader (S2): anything in a class or a group; in a one-to-one an app,
 * or a recording with several children. @returns undefined where there was none
 */
export const recordedToo = (lesson: Lesson, time: (iso: string) => string): string | undefined => {
  const runs = recordedWrongly(lesson).filter(
    ({ what, untold }) => what === "app" || untold === undefined || !isOneToOne(lesson),
  );
  if (runs.length === 0) return undefined;
  const each = runs.map((run) => {
    const several = run.untold === undefined && hasSeveral(lesson, run);
    return `${timesOf(run, time)}${several ? ", with more than one child inside" : ""}`;
  });
  return [
    `${capital(each.join("; "))}.`,
    ...(runs.some(({ what }) => what === "recording") && lesson.asTold === undefined ? [WHERE] : []),
    ...(runs.some(({ what }) => what === "app") ? [ASK] : []),
  ].join(" ");
};

/** Beside the task of the same recording. */
export const untoldWords = (lesson: Lesson): string =>
  runsOf(lesson).some(({ untold }) => untold !== undefined)
    ? " It began before the parent was told: say so there."
    : "";

import { runsOf } from "../lesson/recording.ts";
import type { Lesson } from "../lesson/state.ts";

type Time = (iso: string) => string;

type Run = Lesson["recordings"][number];

/** @returns "a Teams recording from 10:01 to 10:02" */
export const timesOf = ({ at, what, overAt }: Run, time: Time): string => {
  const until = overAt === undefined ? "; its end was not seen" : ` to ${time(overAt)}`;
  return `${what === "app" ? "an app that may record" : "a Teams recording"} from ${time(at)}${until}`;
};

/** The recordings that the call showed, and apps that may have recorded: from when to when, as far as it was seen. */
export const recordingTimes = ({ recordings }: Pick<Lesson, "recordings">, time: Time): readonly string[] =>
  recordings.map((one) => timesOf(one, time));

/** A recording by Teams of a one-to-one, and whether the parent had been told by then (S5). */
export const runWords = (run: Run, time: Time): string => {
  const { untold, overAt } = run;
  const words = timesOf(run, time);
  if (untold === undefined) return words;
  const { toldAt } = untold;
  if (toldAt === undefined) return `${words}, with no parent told of it`;
  const which = overAt !== undefined && overAt <= toldAt ? "was over" : "began";
  return `${words}; it ${which} before the parent was told, at ${time(toldAt)}`;
};

/** Each recording by Teams of a one-to-one. */
export const recordedRuns = (lesson: Pick<Lesson, "recordings">, time: Time): readonly string[] =>
  runsOf(lesson).map((run) => runWords(run, time));

type Ended = Pick<Lesson, "overAt" | "phase">;

const untilWhen = (
  { over }: Lesson["withoutStaff"][number],
  { overAt, phase }: Ended,
  time: Time,
): string => {
  if (over === undefined)
    return phase === "over" ? ` to the end${overAt === undefined ? "" : ` (${time(overAt)})`}` : " on";
  switch (over.why) {
    case "empty":
      return ` to ${time(over.at)}, when it was empty`;
    case "not known":
      return ` to ${time(over.at)}, when Teams no longer showed who was inside`;
    case "staff":
      return ` to ${time(over.at)}`;
  }
};

/** When children or families were inside and no member of staff was, by the call's own list. */
export const timesWithoutStaff = (
  lesson: Ended & Pick<Lesson, "withoutStaff">,
  time: Time,
): readonly string[] =>
  lesson.withoutStaff.map((one) =>
    one.over?.why === "staff" && time(one.over.at) === time(one.from)
      ? `at ${time(one.from)}, for less than a minute`
      : `from ${time(one.from)}${untilWhen(one, lesson, time)}`,
  );

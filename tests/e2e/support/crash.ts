import type { CrashMoment } from "../../../src/practice/cloud/faults.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { AMOUNTS } from "../../chaos/support/amounts.ts";
import type { PracticeLesson } from "./lesson.ts";
import type { PracticeClient } from "./practice.ts";
import { RecordFile } from "./record-file.ts";
import { setUndoTime } from "./undo-time.ts";

const MOMENTS: readonly CrashMoment[] = ["received", "answered", "notRecorded"];

/** A request of a step at which the application is killed; `skip` passes that many of them first. */
type CrashPoint = { readonly operation: string; readonly skip?: number };
type Crash = CrashPoint & { readonly moment: CrashMoment };

/**
 * One crash at each of several unrelated requests, in one lesson. In the quick form each request is met at one of the
 * three moments, neighbours at different ones; in the full form at all three.
 */
export const crashTable = (
  groups: readonly (readonly CrashPoint[])[],
): readonly { readonly name: string; readonly crashes: readonly Crash[] }[] =>
  groups.flatMap((points, group) =>
    Array.from({ length: AMOUNTS.crashMoments }, (_, shift) => {
      const crashes = points.map((point, n) => ({
        ...point,
        moment: MOMENTS[(group + n + shift) % MOMENTS.length] ?? "received",
      }));
      return { name: crashes.map(nameOf).join(", "), crashes };
    }),
  );

const nameOf = ({ operation, skip = 0, moment }: Crash): string =>
  `${operation}${skip === 0 ? "" : ` (${skip + 1})`} ${moment}`;

/** The application is killed at each of these requests, and comes up again by itself. */
export const crashAt = async (
  practice: PracticeClient,
  crashes: readonly Crash[],
): Promise<() => Promise<void>> => {
  const { starts } = await practice.app({ autoRestart: true });
  for (const { operation, skip = 0, moment } of crashes)
    await practice.fault({ operation, kind: moment, skip });
  return async () => {
    await practice.until(
      "it crashed at each of these requests and is up again",
      async () => {
        // Two of the requests may have been on the wire at one crash: that is then one start, not two.
        const { app, faults } = await practice.state();
        return faults.length === 0 && app.up && app.starts > starts;
      },
      60_000,
    );
  };
};

/** Tries until the application has answered: a person who finds it down, or sees no answer, presses again. */
export const untilAnswered = <Found extends object>(
  practice: PracticeClient,
  ask: () => Promise<Found>,
): Promise<Found> => practice.until("the application answers", () => ask().catch(() => undefined), 60_000);

/** The undo time as short as a school may set it: nothing here is about undoing. */
export const endAtOnce = (lesson: PracticeLesson): Promise<void> => setUndoTime(lesson, 0);

/** Goes to the occurrence a week later, whatever became of this one. */
export const toNextWeek = async (lesson: PracticeLesson): Promise<void> => {
  const { practice, meeting } = lesson;
  await practice.clearFaults();
  await practice.app({ act: "start" });
  if ((await practice.meeting(meeting)).running) {
    await practice.do({ do: "end", meeting });
    await lesson.shows("the lesson is over", (view) => view.phase === "over", 60_000);
  }
  await practice.clock({ advanceMinutes: 7 * 24 * 60 });
  await practice.do({ do: "nextWeek", meeting });
};

/** Admits until exactly one leg of the calling bot is inside and the panel knows it. */
export const botAlone = async (lesson: PracticeLesson): Promise<void> => {
  const { practice, meeting } = lesson;
  // Several legs may wait: Admit all lets them in only where the tenant allows bots.
  await practice.switches({ admitAllBots: true });
  let seen: unknown;
  const isAlone = async (): Promise<boolean> => {
    await practice.do({ do: "admitAll", meeting });
    const legs = (await practice.meeting(meeting)).seats.filter(({ callingBot }) => callingBot);
    const view = await lesson.teacher.open(meeting).catch(() => undefined);
    seen = { legs: legs.map(({ where }) => where), phase: view?.phase, call: view?.call };
    return legs.length === 1 && legs[0]?.where === "in" && view?.call.state === "proven";
  };
  await practice
    .until("one leg of Lesson Guard is in the call, and no other anywhere", isAlone, 120_000)
    .catch((cause: unknown) => {
      const calls = new RecordFile(practice)
        .events("lesson:%")
        .filter(({ type }) => /Call|Meeting/.test(type))
        .slice(-20)
        .map(({ type, data }) => `${type} ${data}`);
      throw new Error(`last seen: ${JSON.stringify(seen)}, after ${calls.join("; ")}`, { cause });
    });
};

/** The meeting started, the bot in its call, and so many families in the room and on the panel. */
export const withFamilies = async (lesson: PracticeLesson, families: number): Promise<LessonView> => {
  const { practice, meeting } = lesson;
  await practice.do({ do: "start", meeting });
  await botAlone(lesson);
  await practice.do({ do: "familiesArrive", meeting, overSeconds: 0, count: families });
  await practice.do({ do: "admitAll", meeting });
  return lesson.shows(
    "the families are in",
    ({ counts }) => counts.here + counts.unknown >= families,
    60_000,
  );
};

/**
 * Next week's lesson with these families in, the application at rest. The kind is known since the first
 * one was recognised.
 *
 * @returns the lesson's id
 */
export const nextLesson = async (
  lesson: PracticeLesson,
  record: RecordFile,
  families: number,
): Promise<string> => {
  await toNextWeek(lesson);
  const view = await withFamilies(lesson, families);
  await record.quiet(60_000);
  return view.lesson;
};

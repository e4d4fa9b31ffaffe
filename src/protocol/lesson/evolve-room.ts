import { defined } from "../defined.ts";
import { type Evolvers, UNNAMED } from "./evolver.ts";
import { lastTold } from "./parent-said.ts";
import { insideOf, isStanding } from "./recording.ts";
import type { End, Lesson } from "./state.ts";
import { withRecordingNoticed } from "./unrecorded.ts";

/**
 * A person whom Teams refused to remove before, or who is still inside though Teams accepted it, may be asked for
 * once more. A removal without an answer is still under way.
 */
const askedAgain = ({ people }: Lesson): Lesson["people"] =>
  Object.fromEntries(
    Object.entries(people).map(([id, one]) => {
      const { removal, ...rest } = one;
      return [id, removal === "refused" || (removal === "accepted" && one.place === "in") ? rest : one];
    }),
  );

/**
 * End for all pressed while an ordinary end is under way: who is being removed goes on being removed. One that was
 * undone is no longer in the state, and after a lesson none is asked for.
 */
const goingOn = ({ end }: Lesson, by: string): Partial<End> => {
  if (end === undefined) return {};
  const { before, beganAt, listSeenAt, lastRemovalAt } = end;
  const stay = lastRemovalAt === undefined ? [...new Set([...end.stay, by])] : [];
  return { before, stay, ...defined({ beganAt, listSeenAt, lastRemovalAt }) };
};

/** What changes cameras, mics, the pause, and the lesson's end. */
export const ROOM_EVOLVERS = {
  CamerasLet: (lesson, { at, data }) => ({
    opened: { ...lesson.opened, cameras: data.on },
    ...(data.on ? {} : { lookAgain: { at, why: "cameras off" } }),
    // From now on, a camera that comes on is seen anew.
    faces: [],
    phase: data.on && lesson.phase === "arrival" ? "live" : lesson.phase,
  }),
  MicsLet: (lesson, { data }) => ({
    opened: { ...lesson.opened, mics: data.on },
    phase: data.on && lesson.phase === "arrival" ? "live" : lesson.phase,
  }),
  ParentAnswered: (lesson, { at, data: { answer, by } }) => ({
    parent: { answer, at, by, inside: insideOf(lesson) },
    unrecorded: withRecordingNoticed(lesson, at),
  }),
  // That it is asked anew is in evolve.ts.
  ParentAnswerOver: (lesson, { at }) => ({ unrecorded: withRecordingNoticed(lesson, at) }),
  RecordingAnnounced: (lesson, { at, data: { by, reason, words, keepDays, heardBy } }) => {
    const { parent } = lesson;
    if (parent === undefined) return {};
    const { notTold: _notTold, ...rest } = parent;
    const told = { at, by, reason, words, ...defined({ keepDays, heardBy }) };
    return {
      parent: { ...rest, inside: insideOf(lesson), told },
      recordings: lesson.recordings.map((one) =>
        one.untold === undefined ? one : { ...one, untold: { toldAt: one.untold.toldAt ?? at } },
      ),
      unrecorded: withRecordingNoticed(lesson, at),
      // One that had begun before goes on with their knowledge.
      ...(lesson.asTold === undefined && isStanding(lesson, "recording") ? { asTold: { at, told } } : {}),
    };
  },
  RecordingNotAnnounced: (lesson, { at, data: { by, why } }) => {
    if (lesson.parent === undefined) return {};
    const { told: _told, ...rest } = lesson.parent;
    return {
      parent: { ...rest, inside: insideOf(lesson), notTold: { at, by, why } },
      unrecorded: withRecordingNoticed(lesson, at),
    };
  },
  RecordingSaid: (lesson, { at, data: { by } }) => {
    const told = lastTold(lesson);
    return told === undefined || lesson.asTold !== undefined ? {} : { asTold: { at, told, saidBy: by } };
  },
  RecordingInCpoms: (_, { at, data: { by }, personal }) => ({
    cpoms: { at, by, reference: personal?.reference ?? UNNAMED },
  }),
  Paused: (lesson, { at, data }) => ({
    phase: "paused",
    faces: [],
    lookAgain: { at, why: "pause" },
    paused: { at, by: data.by, before: lesson.phase === "live" ? "live" : "arrival" },
  }),
  Resumed: (lesson) => ({ phase: lesson.paused?.before ?? "arrival" }),
  // An earlier version did not say whose cameras: then no family counts as seen.
  CamerasSeen: (_, { data }) => ({ faces: data.people ?? [] }),
  SendingSeen: (_, { at, data }) => ({ sending: { at, cameras: data.cameras, mics: data.mics } }),
  EndAsked: (lesson, { at, data }) => ({
    phase: "shut",
    // If it is undone, all cameras have been off; in a pause they were already.
    faces: [],
    ...(lesson.phase === "paused" ? {} : { lookAgain: { at, why: "cameras off" } }),
    end: {
      askedAt: at,
      by: data.by,
      undoUntil: data.undoUntil,
      ...defined({ tells: data.tells, why: data.why }),
      stay: [data.by, ...(lesson.organiser === undefined ? [] : [lesson.organiser])],
      before: lesson.phase === "live" || lesson.phase === "paused" ? lesson.phase : "arrival",
      progressSent: false,
      ...goingOn(lesson, data.by),
    },
    ...(lesson.end === undefined
      ? {}
      : { undone: { askedAt: lesson.end.askedAt, by: lesson.end.by, overtakenAt: at } }),
  }),
  EndUndone: (lesson) => ({
    phase: lesson.end?.before ?? "arrival",
    ...(lesson.end === undefined ? {} : { undone: { askedAt: lesson.end.askedAt, by: lesson.end.by } }),
  }),
  EndBegan: (lesson, { at, data }) =>
    lesson.end === undefined
      ? {}
      : {
          end: { ...lesson.end, beganAt: lesson.end.beganAt ?? at, ...defined({ alert: data.alert }) },
          people: askedAgain(lesson),
        },
  LastRemovalBegan: (lesson, { at }) =>
    lesson.end === undefined
      ? {}
      : { end: { ...lesson.end, stay: [], lastRemovalAt: at }, people: askedAgain(lesson) },
  ProgressSent: (lesson) => (lesson.end === undefined ? {} : { end: { ...lesson.end, progressSent: true } }),
} satisfies Partial<Evolvers>;

import { defined } from "../defined.ts";
import { isAsTold, isParentTold } from "../rules/s5-recorded-if-alone.ts";
import { absencesUntil } from "./absences.ts";
import type { Evolvers } from "./evolver.ts";
import { insideOf } from "./recording.ts";
import { withRecordingNoticed } from "./unrecorded.ts";

/** What changes the lesson's state when something goes wrong in the room, before anything is done about it. */
export const WATCH_EVOLVERS = {
  LeftAlone: ({ aloneAlert, ...lesson }, { at, data }) => ({
    alone: { since: at, ...data },
    ...(aloneAlert === undefined ? {} : { aloneAlert: { ref: aloneAlert.ref, at: aloneAlert.at } }),
    absences: absencesUntil(lesson, at),
    withoutStaff: [...lesson.withoutStaff, { from: at }],
  }),
  AloneActedOn: (lesson, { at, data: { alert, tells } }) => ({
    ...(lesson.alone === undefined ? {} : { alone: { ...lesson.alone, told: at, ...defined({ tells }) } }),
    ...(lesson.aloneAlert?.ref === alert ? {} : { aloneAlert: { ref: alert, at } }),
  }),
  AloneOver: (lesson, { at, data }) =>
    lesson.alone === undefined
      ? {}
      : {
          alone: { ...lesson.alone, over: { at, why: data.why } },
          absences: absencesUntil(lesson, at),
          withoutStaff: lesson.withoutStaff.map((one) => ({
            ...one,
            over: one.over ?? { at, why: data.why },
          })),
          ...(data.why === "staff" && lesson.aloneAlert !== undefined
            ? { aloneAlert: { ...lesson.aloneAlert, backAt: at } }
            : {}),
        },
  DriftSeen: (_, { at, data }) => ({ drift: { at, seen: data.seen } }),
  RecordingSeen: (lesson, { at, data }) => ({
    recordings: [
      ...lesson.recordings,
      {
        at,
        ...data,
        ...(data.what === "recording"
          ? { inside: insideOf(lesson), ...(isParentTold(lesson) ? {} : { untold: {} }) }
          : {}),
      },
    ],
    ...(data.what === "recording" ? { unrecorded: withRecordingNoticed(lesson, at) } : {}),
    ...(lesson.parent?.told !== undefined && lesson.asTold === undefined && isAsTold(lesson, data.what)
      ? { asTold: { at, told: lesson.parent.told } }
      : {}),
  }),
  FoundUnrecorded: ({ unrecorded }, { at, data }) => ({ unrecorded: [...unrecorded, { at, ...data }] }),
  RecordingOver: (lesson, { at, data }) => ({
    recordings: lesson.recordings.map((one) =>
      one.what === data.what && one.overAt === undefined ? { ...one, overAt: at } : one,
    ),
  }),
} satisfies Partial<Evolvers>;

import { allFiled, deleteOnOf, isDeleted } from "../lesson/filing.ts";
import type { Lesson } from "../lesson/state.ts";
import { isCpomsOpen } from "../rules/s6-tell-dsl-in-cpoms.ts";
import { momentsIn } from "../time/moments.ts";
import { dayOf } from "../time/school-days.ts";
import { untoldWords } from "./recorded-untold.ts";

/** What staff have still to do about a recorded one-to-one (S6, S7), without a name. */
export type OpenTask = {
  readonly what: "CPOMS" | "folder" | "first copy" | "deletion";
  /** Since when it is open: a moment. */
  readonly since: string;
  readonly late: boolean;
  readonly sentence: string;
};

type Around = { readonly now: string; readonly timeZone: string };

const DAY_MS = 24 * 60 * 60_000;
/** A teacher has a week to delete Teams' own copy before it is called late. */
const COPY_WITHIN_DAYS = 7;

const daysSince = (from: string, now: string): number =>
  Math.floor((Date.parse(now) - Date.parse(from)) / DAY_MS);

/** In the order in which they are to be done. Empty while the lesson is on. */
export const openTasks = (lesson: Lesson, { now, timeZone }: Around): readonly OpenTask[] => {
  const { asTold, filing, phase } = lesson;
  if (asTold === undefined || phase !== "over") return [];
  const on = (iso: string): string => momentsIn(timeZone).day(iso);
  const cpoms: readonly OpenTask[] = isCpomsOpen(lesson)
    ? [
        {
          what: "CPOMS",
          since: asTold.at,
          // The rule says: on the same day.
          late: dayOf(now, timeZone) > dayOf(asTold.at, timeZone),
          sentence: `CPOMS: not yet. The lesson was recorded on ${on(asTold.at)}.${untoldWords(lesson)}`,
        },
      ]
    : [];
  if (filing === undefined) return cpoms;
  const { folder } = filing.rules;
  if (!allFiled(filing))
    return [
      ...cpoms,
      {
        what: "folder",
        since: filing.at,
        late: daysSince(filing.at, now) >= 1,
        sentence: `The recording is not in “${folder}” yet.`,
      },
    ];
  const filedAt =
    filing.byHand?.at ?? filing.recordings.flatMap(({ filed }) => filed?.at ?? [])[0] ?? filing.at;
  const day = deleteOnOf(filing);
  const isDue = day !== undefined && !isDeleted(filing) && dayOf(now, timeZone) >= day;
  return [
    ...cpoms,
    ...(filing.firstCopy === undefined
      ? [
          {
            what: "first copy",
            since: filedAt,
            late: daysSince(filedAt, now) >= COPY_WITHIN_DAYS,
            sentence: "Teams’ own copy of the recording is to be deleted.",
          } as const,
        ]
      : []),
    ...(isDue
      ? [
          {
            what: "deletion",
            since: `${day}T00:00:00.000Z`,
            late: true,
            sentence: `The recording was to be deleted on ${on(`${day}T12:00:00.000Z`)}.`,
          } as const,
        ]
      : []),
  ];
};

/** Whether no task is open, and none will be. */
export const isAllDone = (lesson: Lesson): boolean => {
  const { asTold, filing } = lesson;
  return (
    asTold === undefined ||
    (!isCpomsOpen(lesson) &&
      filing !== undefined &&
      allFiled(filing) &&
      filing.firstCopy !== undefined &&
      isDeleted(filing))
  );
};

/** Whether the DSL is told too: CPOMS has had no entry for so many days. */
export const isEscalated = (tasks: readonly OpenTask[], now: string, days: number): boolean =>
  tasks.some(({ what, since }) => what === "CPOMS" && daysSince(since, now) >= days);

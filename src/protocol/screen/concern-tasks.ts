import { isCpomsOpen, namesSeveral, withoutCpoms } from "../concern/cpoms.ts";
import { isEscalating } from "../concern/escalation.ts";
import { isReminderDue, ownerOf } from "../concern/follow-up-of.ts";
import { childrenOf } from "../concern/follow-up-state.ts";
import type { Concern } from "../concern/state.ts";
import { momentsIn } from "../time/moments.ts";
import { dayOf } from "../time/school-days.ts";

/** What is left to do about a concern: the most pressing first. No name and no free text stands in it. */
export type ConcernTask = {
  readonly what: "take" | "reminder" | "CPOMS" | "close";
  readonly late: boolean;
  readonly sentence: string;
};

type Around = { readonly now: string; readonly timeZone: string };

/** Open concerns that no one has touched for this long are shown as late. */
const QUIET_FOR_MS = 7 * 24 * 60 * 60_000;

const lastTouched = ({ raisedAt, acknowledged, details, followUp }: Concern): string =>
  [
    raisedAt,
    ...[...acknowledged, ...details, ...followUp.actions, ...followUp.handedOver].map(({ at }) => at),
  ]
    .toSorted()
    .at(-1) ?? raisedAt;

const ofHowMany = (concern: Concern): string =>
  namesSeveral(concern)
    ? ` for ${withoutCpoms(concern).length} of ${childrenOf(concern).length} children`
    : "";

/** Empty once it is closed and CPOMS has it, or was taken back. */
export const tasksOf = (concern: Concern, { now, timeZone }: Around): readonly ConcernTask[] => {
  if (concern.takenBackAt !== undefined || concern.keeping.erasedAt !== undefined) return [];
  const { closed } = concern;
  if (closed !== undefined) {
    return isCpomsOpen(concern)
      ? [
          {
            what: "CPOMS",
            // The rule says: onto CPOMS; a day is given for it.
            late: dayOf(now, timeZone) > dayOf(closed.at, timeZone),
            sentence: `CPOMS: not yet${ofHowMany(concern)}. It was closed on ${momentsIn(timeZone).day(closed.at)}.`,
          },
        ]
      : [];
  }
  if (ownerOf(concern) === undefined)
    return [
      {
        what: "take",
        late: concern.steps.length > 0 || !isEscalating(concern),
        sentence: "No one has taken it.",
      },
    ];
  const due = isReminderDue(concern, now, timeZone);
  const quiet = Date.parse(now) - Date.parse(lastTouched(concern)) >= QUIET_FOR_MS;
  return [
    ...(due ? [{ what: "reminder", late: true, sentence: "A reminder is due." } as const] : []),
    {
      what: "close",
      late: quiet,
      sentence: quiet ? "Open, and nothing was written for seven days." : "Open.",
    },
  ];
};

/** For a list: late first, then what no one has taken, then what is open; the newest first in each. */
export const rankOf = (tasks: readonly ConcernTask[]): number => {
  const [first] = tasks;
  if (first === undefined) return 4;
  if (first.what === "take") return 0;
  if (tasks.some(({ late }) => late)) return 1;
  return first.what === "CPOMS" ? 2 : 3;
};

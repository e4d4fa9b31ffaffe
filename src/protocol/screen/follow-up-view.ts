import { isReminderDue, ownerOf, reminderOf } from "../concern/follow-up-of.ts";
import { childrenOf } from "../concern/follow-up-state.ts";
import type { Concern } from "../concern/state.ts";
import { defined } from "../defined.ts";
import { momentsIn } from "../time/moments.ts";
import { rankOf, tasksOf } from "./concern-tasks.ts";
import type { ConcernView } from "./view.ts";

type Around = { readonly now: string; readonly timeZone: string };
type Name = (id: string) => string;

/** "3 December 2026", of a day such as "2026-12-03". */
const dayWords = (day: string): string => momentsIn("UTC").day(`${day}T12:00:00.000Z`);

/** What a recipient reads of what was done, whose it is, and what is left to do. */
export const followUpView = (
  concern: Concern,
  { now, timeZone }: Around,
  name: Name,
  reader?: string,
): NonNullable<ConcernView["followUp"]> => {
  const owner = ownerOf(concern);
  const reminder = reminderOf(concern, timeZone);
  const tasks = tasksOf(concern, { now, timeZone });
  return {
    ...(owner === undefined ? {} : { owner: { name: name(owner), you: owner === reader } }),
    actions: concern.followUp.actions.map((one) => ({ ...one, by: name(one.by) })),
    ...(reminder === undefined
      ? {}
      : {
          reminder: {
            on: reminder.on,
            ...defined({ what: reminder.what }),
            due: isReminderDue(concern, now, timeZone),
          },
        }),
    children: childrenOf(concern),
    tasks,
    rank: rankOf(tasks),
  };
};

/** The lines of the timeline, for its recipients. */
export const followUpLines = ({ followUp }: Concern, name: Name): ConcernView["timeline"] => [
  ...followUp.actions.map(({ at, by, action, why }) => ({
    at,
    sentence: `${name(by)}: ${action}${why === undefined ? "" : ` Why: ${why}`}`,
  })),
  ...followUp.handedOver.map(({ at, by, to }) => ({
    at,
    sentence: by === to ? `${name(by)} took it over.` : `${name(by)} handed it over to ${name(to)}.`,
  })),
  ...followUp.reminders.map(({ at, by, on }) => ({
    at,
    sentence:
      on === undefined
        ? `${name(by)} took the reminder away.`
        : `${name(by)} set a reminder for ${dayWords(on)}.`,
  })),
];

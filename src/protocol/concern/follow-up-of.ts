import { dayOf } from "../time/school-days.ts";
import type { Reminder } from "./follow-up-state.ts";
import type { Concern } from "./state.ts";

/**
 * Whose it is: the person it was handed over to last, else the first who took it. A person whom it is about by now
 * has it no more (X2).
 */
export const ownerOf = ({ followUp, acknowledged, subjects }: Concern): string | undefined =>
  [followUp.handedOver.at(-1)?.to, acknowledged[0]?.by].find(
    (one) => one !== undefined && !subjects.includes(one),
  );

/** All who have it: they pressed, or it was handed over to them. No one whom it may be about. */
export const havingIt = (concern: Concern): readonly string[] => {
  const all = [ownerOf(concern), ...concern.acknowledged.map(({ by }) => by)];
  return [...new Set(all.filter((one) => one !== undefined && !concern.subjects.includes(one)))] as string[];
};

/** The reminder that stands: not taken away, and nothing was noted on its day or later. */
export const reminderOf = ({ followUp, closed }: Concern, timeZone: string): Reminder | undefined => {
  const { on, ...last } = followUp.reminders.at(-1) ?? { on: undefined };
  if (on === undefined || closed !== undefined || !("at" in last)) return undefined;
  const isAnswered = followUp.actions.some(({ at }) => at > last.at && dayOf(at, timeZone) >= on);
  return isAnswered ? undefined : { ...last, on };
};

/** Its day has come. */
export const isReminderDue = (concern: Concern, now: string, timeZone: string): boolean => {
  const reminder = reminderOf(concern, timeZone);
  return reminder !== undefined && reminder.on <= dayOf(now, timeZone);
};

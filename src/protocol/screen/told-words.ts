import type { Concern } from "../concern/state.ts";
import { clockTime } from "../time/clock-time.ts";
import { roleOfTarget } from "../who/route.ts";
import { isMessage, type Target } from "../work/duty.ts";

/** The role a delivery was for, in words: the route may have widened from the DSL to the headteacher. */
export const roleOf = (concern: Concern, target: Target | undefined): string => {
  if (target !== undefined && isMessage(target)) return roleOfTarget(target);
  const { reaches: role } = concern;
  // Where no one could be told, only a headteacher can have taken it since.
  return role === "dsl" ? "the DSL" : "the headteacher";
};

const firstMessages = ({ deliveries }: Concern) =>
  deliveries.filter((one) => one.step === 1 && isMessage(one.target));

/** The roles the first step tells: the DSL, the headteacher, or both side by side. */
export const firstRoles = (concern: Concern): readonly string[] => [
  ...new Set(firstMessages(concern).map(({ target }) => roleOf(concern, target))),
];

/** What became of the messages to one role: a message to one role does not count for the other. */
const partOf = (concern: Concern, role: string, timeZone: string) => {
  const own = firstMessages(concern).filter(({ target }) => roleOf(concern, target) === role);
  const told = own.filter(({ state }) => state === "told").toSorted((a, b) => a.at.localeCompare(b.at));
  const [first] = told;
  if (first !== undefined) {
    // In a channel no one may have looked: no person is said to be told by it.
    const words = told.every(({ target }) => target.to === "channel")
      ? `sent to ${role} channel`
      : `${role} was told`;
    return { told: true, words: `${words} at ${clockTime(first.at, timeZone)}` };
  }
  const refused = own.every(({ final }) => final === true);
  return { told: false, words: `${role} ${refused ? "could not be told" : "not yet"}` };
};

/**
 * "Sent to the DSL channel at 10:42, the headteacher was told at 10:42." Told: Teams has accepted a message in their
 * own chat.
 */
export const firstTold = (concern: Concern, timeZone: string): string => {
  const parts = firstRoles(concern).map((role) => partOf(concern, role, timeZone));
  const words = parts
    .toSorted((a, b) => Number(b.told) - Number(a.told))
    .map((one) => one.words)
    .join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
};

/** Whether the first messages that Teams accepted were in a channel alone. */
export const isOnlyInChannel = (concern: Concern): boolean =>
  firstMessages(concern)
    .filter(({ state }) => state === "told")
    .every(({ target }) => target.to === "channel");

/** Whether a person of each role that was to be told at once has been. */
export const isEachRoleTold = (concern: Concern): boolean =>
  firstRoles(concern).every((role) => partOf(concern, role, "UTC").told);

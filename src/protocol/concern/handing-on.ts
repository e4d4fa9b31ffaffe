import { isEscalating, stepOf } from "./escalation.ts";
import type { Concern } from "./state.ts";

/** When a person last said that they cannot take it, and whether a later step asked anyone else. */
export const handedOnBy = (
  { handedOn, deliveries }: Concern,
  person: string,
): { readonly at: string; readonly toOthers: boolean } | undefined => {
  const last = handedOn.findLast(({ by }) => by === person);
  if (last === undefined) return undefined;
  const after = deliveries.filter(({ step }) => step > last.step);
  return {
    at: last.at,
    toOthers: after.some(({ target }) => target.to === "channel" || target.person !== person),
  };
};

/**
 * Whether those who read the DSL channel may hand on what came to it: until people are told in their own chats,
 * where each answers for themselves.
 */
export const mayHandOnInChannel = (concern: Concern): boolean =>
  isEscalating(concern) &&
  stepOf(concern) === 1 &&
  concern.deliveries.some(({ target }) => target.to === "channel");

/**
 * Whether this person may hand on: asked in their own chat, or in the channel, and not handed on since.
 * @param readsChannel whether they are DSL now
 */
export const mayHandOn = (concern: Concern, person: string, readsChannel: boolean): boolean => {
  if (readsChannel && mayHandOnInChannel(concern) && handedOnBy(concern, person) === undefined) return true;
  const asked = concern.deliveries
    .filter(({ target }) => target.to === "person" && target.person === person)
    .map(({ step }) => step);
  const declined = concern.handedOn.filter(({ by }) => by === person).map(({ step }) => step);
  return isEscalating(concern) && asked.length > 0 && !declined.some((step) => step >= Math.max(...asked));
};

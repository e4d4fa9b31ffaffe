import type { Platform } from "../../meeting/platform.ts";
import type { RosterParticipant } from "../../meeting/roster.ts";

type Own = { readonly platform: Platform; readonly botId: string };

export const isNameless = ({ identity, applicationId }: RosterParticipant): boolean =>
  identity === "unknown" || (identity === "application" && applicationId === undefined);

export const isOurs = (one: RosterParticipant, botId: string): boolean =>
  one.applicationId?.toLowerCase() === botId.toLowerCase();

/**
 * Removes other legs of our bot. If a leg's join was answered, or it was let in, while our program was down, we missed
 * its call-backs: the call's list shows it beside our own leg.
 *
 * @throws CloudError
 */
export const removeOtherLegs = async (
  { platform, botId }: Own,
  call: string,
  participants: readonly RosterParticipant[],
): Promise<void> => {
  const legs = participants.filter((one) => isOurs(one, botId) && one.place !== "out");
  if (legs.length < 2) return;
  const own = await platform.ownParticipant(call);
  // Unless we know which leg is our own, none may go.
  if (!legs.some(({ id }) => id === own)) return;
  await Promise.all(legs.filter(({ id }) => id !== own).map(({ id }) => platform.remove(call, id)));
};

/**
 * The list without our own leg, which must not be removed with the families, and whether that leg was in it: a list
 * without it contradicts itself. Asked for only if no entry says that it is ours.
 *
 * @throws CloudError
 */
export const withoutOwn = async (
  { platform, botId }: Own,
  call: string,
  participants: readonly RosterParticipant[],
): Promise<{ readonly others: readonly RosterParticipant[]; readonly ownLeg: boolean }> => {
  const ours = participants.filter((one) => isOurs(one, botId));
  if (ours.length > 0)
    return {
      others: participants.filter((one) => !ours.includes(one)),
      ownLeg: ours.some(({ place }) => place === "in"),
    };
  if (participants.length === 0) return { others: [], ownLeg: false };
  const own = await platform.ownParticipant(call);
  return {
    others: participants.filter(({ id }) => id !== own),
    ownLeg: participants.some(({ id, place }) => id === own && place === "in"),
  };
};

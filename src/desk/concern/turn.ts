import { burstSince, earlierInBurst } from "../../protocol/concern/burst.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { ALERTS } from "../../protocol/work/priority.ts";
import type { NewDuty } from "../../record/log/change.ts";
import type { SchoolRecord } from "../../record/school-record.ts";

/**
 * Gives alerts their turn: each person's first alert goes before anyone's second, however many there are. Counted in
 * the store that the concern is in, and written only beside the work.
 */
export const inTheirTurn = async (
  store: Pick<SchoolRecord, "concernsRaisedBetween">,
  concern: Concern,
  duties: readonly NewDuty[],
): Promise<readonly NewDuty[]> => {
  if (!duties.some(({ duty }) => ALERTS.includes(duty.work.kind))) return duties;
  const { raisedBy, raisedAt } = concern;
  const found = await store.concernsRaisedBetween(raisedBy, burstSince(concern), raisedAt);
  const turn = earlierInBurst(found, concern).length;
  return turn === 0 ? duties : duties.map((one) => ({ ...one, turn }));
};

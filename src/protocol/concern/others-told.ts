import { isMessage, sameTarget } from "../work/duty.ts";
import type { Concern } from "./state.ts";

/** More than one person was told, or a channel was: until then there are no others who could know. */
export const areOthersTold = ({ deliveries }: Concern): boolean => {
  const targets = deliveries.map(({ target }) => target).filter(isMessage);
  return targets.some((one) => one.to === "channel" || targets.some((other) => !sameTarget(one, other)));
};

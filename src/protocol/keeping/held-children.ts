import { tellsSomebody } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import { isChildHeld } from "./decide.ts";
import type { Keeping } from "./state.ts";

/**
 * Each name that a child is held under, and each other one that a register gives them.
 * @param pupils of all the registers that there are
 */
export const heldNames = (keeping: Keeping, pupils: readonly Pupil[]): readonly string[] => {
  const held = keeping.holds.flatMap(({ pupil }) => (pupil === undefined ? [] : [pupil]));
  const also = pupils.filter((one) => isChildHeld(keeping, one)).flatMap((one) => [one.name, ...one.also]);
  return [...new Set([...held, ...also])].filter(tellsSomebody);
};

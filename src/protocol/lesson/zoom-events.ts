import type { Fact } from "../fact.ts";

type By = { readonly by: string };
type Named = { readonly byName: string };

/** What staff do in Zoom themselves, and say that they did (C4, C7, X1). */
export const ZOOM_STEPS = ["waiting room", "lock", "pause", "resume", "remove", "end"] as const;

export type ZoomStep = (typeof ZOOM_STEPS)[number];

/** What is known of a lesson in Zoom: the word of staff, and nothing else. */
export type ZoomEvent =
  /**
   * It is on. Said once more after its end, it goes on. `planned`: it was said not to take place and does, and is not
   * on yet.
   */
  | Fact<"BegunByHand", By & { readonly planned?: true }, Named>
  | Fact<"DoneInZoom", By & { readonly step: ZoomStep }, Named>
  /** It is over, or does not take place. No clock says so. */
  | Fact<"OverByHand", By, Named>
  /** Its planned end has passed, and its staff are asked whether it is over; `begun`: no one has said that it was on. */
  | Fact<"PlannedEndPassed", { readonly begun?: false }>;

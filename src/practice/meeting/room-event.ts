import type { Seat } from "./seat.ts";

/** How a meeting came to its end for a calling bot: code and subcode as Graph reports them. */
export type EndReason = {
  readonly code: number;
  readonly subcode: number;
};

/** What happens in a meeting; bot events, call notifications and the live view follow from it. */
export type RoomEvent =
  | { readonly what: "started" }
  | { readonly what: "waiting"; readonly seat: Seat }
  | { readonly what: "joined"; readonly seat: Seat }
  | { readonly what: "left"; readonly seat: Seat; readonly how: "left" | "removed" | "denied" | "ended" }
  | { readonly what: "changed"; readonly seats: readonly Seat[] }
  | { readonly what: "options" }
  | { readonly what: "ended"; readonly reason: EndReason };

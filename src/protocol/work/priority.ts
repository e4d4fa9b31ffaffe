import { OWN_MESSAGES } from "../concern/burst.ts";
import type { Duty, DutyKind } from "./duty.ts";

/**
 * Work is taken in this order, and each kind has places of its own: if one kind hangs, it holds up none of the
 * others. Alerts go to the Bot Connector, most other urgent work to Graph; `repeats` are the alerts of
 * a person who has raised several within minutes.
 */
export type Priority = "alerts" | "urgent" | "repeats" | "others";

/** Telling people of a concern, and the timer after which the next people are told. */
export const ALERTS: readonly DutyKind[] = ["tell", "escalate"];

/** @param turn how many alerts of the same person came within the ten minutes before */
export const priorityOf = ({
  work,
  urgent,
  turn = 0,
}: Pick<Duty, "work" | "urgent"> & { readonly turn?: number }): Priority => {
  if (!urgent) return "others";
  if (!ALERTS.includes(work.kind)) return "urgent";
  return turn < OWN_MESSAGES ? "alerts" : "repeats";
};

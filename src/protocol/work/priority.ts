import type { Duty, DutyKind } from "./duty.ts";

/**
 * In this order work is taken, and each has places of its own: however much of one kind hangs, it holds up
 * neither of the others. Alerts go to the Bot Connector, most other urgent work to Graph.
 */
export type Priority = "alerts" | "urgent" | "others";

/** Telling people of a concern, and the timer after which the next are told. */
export const ALERTS: readonly DutyKind[] = ["tell", "escalate"];

export const priorityOf = ({ work, urgent }: Pick<Duty, "work" | "urgent">): Priority => {
  if (!urgent) return "others";
  return ALERTS.includes(work.kind) ? "alerts" : "urgent";
};

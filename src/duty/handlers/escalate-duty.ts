import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

/** The time of a step has come: the desk decides on the concern as it is now. */
export const escalate =
  ({ concerns }: DutyServices): Handler<"escalate"> =>
  async ({ ref, step }) =>
    (await concerns.escalate(ref, step)) ? DONE : { reason: "no one could be looked up" };

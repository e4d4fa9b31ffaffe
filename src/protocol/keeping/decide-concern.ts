import type { Concern } from "../concern/state.ts";
import type { Decision } from "../decision.ts";
import type { Actor } from "../lesson/commands.ts";
import type { ConcernKeepingEvent } from "./concern-events.ts";
import type { ExportForm } from "./events.ts";
import type { Purpose } from "./purpose.ts";

export type ConcernKeepingCommand = {
  readonly do: "export";
  readonly by: Actor;
  readonly form: ExportForm;
  readonly purpose: Purpose;
};

/** What a command does to the record of a concern; pure. Who may do it is decided before. */
export const decideConcernKeeping = (
  _concern: Concern,
  { by, form, purpose }: ConcernKeepingCommand,
  now: string,
): Decision<ConcernKeepingEvent> => ({
  events: [
    {
      type: "ConcernExported",
      at: now,
      data: { by: by.id, form, purpose: purpose.kind },
      personal: { byName: by.name, ...(purpose.words ? { words: purpose.words } : {}) },
    },
  ],
  say: "Recorded, with what it is for.",
});

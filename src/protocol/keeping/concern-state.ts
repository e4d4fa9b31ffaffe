import type { ConcernKeepingEvent } from "./concern-events.ts";
import type { ExportForm } from "./events.ts";
import type { PurposeKind } from "./purpose.ts";

/** How the record of one concern has been kept. */
export type ConcernKeeping = {
  readonly exports: readonly {
    readonly at: string;
    readonly by: string;
    readonly form: ExportForm;
    readonly purpose: PurposeKind;
    readonly words?: string;
  }[];
};

export const KEPT_AS_RAISED: ConcernKeeping = { exports: [] };

export const evolveConcernKeeping = (
  keeping: ConcernKeeping,
  { at, data, personal }: ConcernKeepingEvent,
): ConcernKeeping => ({
  ...keeping,
  exports: [
    ...keeping.exports,
    { at, ...data, ...(personal?.words === undefined ? {} : { words: personal.words }) },
  ],
});

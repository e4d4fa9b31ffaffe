import type { JsonObject } from "../../protocol/fact.ts";
import type { Duty } from "../../protocol/work/duty.ts";
import type { NewDuty, NewFact } from "./change.ts";

/** Event types are plain JSON by construction; the record takes them as that. */
export const asFact = (event: {
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly personal?: object | undefined;
}): NewFact => ({
  type: event.type,
  at: event.at,
  data: event.data as JsonObject,
  ...(event.personal === undefined ? {} : { personal: event.personal as JsonObject }),
});

export const numbered = (
  stream: string,
  version: number,
  duties: readonly Duty[],
  at: string,
): readonly NewDuty[] => duties.map((duty, n) => ({ id: `${stream}/${version}/${n}`, stream, duty, at }));

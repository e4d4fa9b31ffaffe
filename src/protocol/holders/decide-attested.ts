import { defined } from "../defined.ts";
import { addMs } from "../time/clock-time.ts";
import type { Attestations, Attested } from "./attested.ts";
import type { SchoolEvent } from "./events.ts";

export type Attesting = {
  readonly what: Attested;
  /** Entra id. */
  readonly by: string;
  readonly act: "say" | "take back";
  /** The meeting policy by its name, or the group by its id, that they looked at. */
  readonly of?: string | undefined;
};

const MINUTE_MS = 60 * 1000;

/** A second press within a minute is the same press; taking back what no one said changes nothing. */
export const decideAttested = (
  before: Attestations = {},
  { what, by, act, of }: Attesting,
  at: string,
): readonly SchoolEvent[] => {
  const word = before[what];
  if (act === "take back")
    return word === undefined ? [] : [{ type: "SetUpAttestationTakenBack", at, data: { what, by } }];
  const isSame =
    word?.by === by && word.of === of && word.overtakenAt === undefined && addMs(word.at, MINUTE_MS) > at;
  return isSame ? [] : [{ type: "SetUpAttested", at, data: { what, by, ...defined({ of }) } }];
};

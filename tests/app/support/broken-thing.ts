import type { FaultOrder } from "../../../src/practice/cloud/faults.ts";
import type { Switches } from "../../../src/practice/switches.ts";

/** The words that tell what mends it, of each line that is red or amber now and was not before. */
type Told = Readonly<Record<string, RegExp>>;

export type Broken = {
  readonly what: string;
  readonly switches?: Partial<Switches>;
  readonly fault?: FaultOrder;
  /** Taken out of these conversations. */
  readonly without?: readonly string[];
  readonly red?: Told;
  readonly amber?: Told;
  /** Grey: no answer shows nothing wrong. */
  readonly late?: Told;
  readonly grey?: readonly string[];
};

import type { ExceptionReason, How } from "../words.ts";
import type { StepAfter } from "./conduct-words.ts";

export type Check = {
  readonly at: string;
  readonly by: string;
  readonly how: How;
  /** No adult and no room could be seen then. */
  readonly namesOnly?: true;
};

/**
 * All cameras were off in between: by a pause, or otherwise. An adult or a room seen before that is to be looked at
 * again.
 */
export type SeenBefore = "pause" | "cameras off";

/**
 * `namesOnly`: adults and rooms could not be seen then, and are still to be looked at. `before`: they were seen before
 * all cameras were off, and are to be looked at again.
 */
export type RowCheck = Pick<Check, "at" | "how" | "namesOnly"> & { readonly before?: SeenBefore };

export type NotedException = {
  readonly reason: ExceptionReason;
  readonly at: string;
  readonly by: string;
  /** While it is not put right: the family was asked, or it stays as it is. */
  readonly step?: { readonly at: string; readonly step: StepAfter };
  readonly putRightAt?: string;
};

export type PupilState = {
  readonly checked?: Check;
  readonly exceptions: readonly NotedException[];
};

import type { Scope } from "../scope.ts";

/** A stream that has grown, and its newest version. */
export type Moved = Scope & { readonly stream: string; readonly version: number };

export type Hint = {
  readonly moved: readonly Moved[];
  /** Streams whose screens have changed, though nothing was recorded. */
  readonly touched: readonly (Scope & { readonly stream: string })[];
  /** Duties may have fallen due. */
  readonly duties: boolean;
};

/** The other replicas on the same record. A hint may get lost: what it says is also found by asking. */
export type Others = {
  readonly tell: (hint: Hint) => void;
  /** What others told, and what asking has shown. Heard once the record is open. */
  readonly listen: (listener: (hint: Hint) => void) => void;
};

/** There is one instance only. */
export const NO_OTHERS: Others = { tell: () => undefined, listen: () => undefined };

/** A seal as it can be told from any other. */
export type KnownSeal = { readonly number: number; readonly at: string; readonly hash: string };

/** A person put a copy back, and said so. */
export type Restored = {
  /** The moment that the copy is of, ISO 8601 in UTC. */
  readonly of: string;
  /** The last moment of which anything is known that is not in the copy, where there is any. */
  readonly until?: string;
  /** The newest seal in the copy; the next one is the first that is made after it was put back. */
  readonly seal?: KnownSeal;
  /** The newest seal that there had been. */
  readonly lost?: KnownSeal;
  /** Of the program that put it back. */
  readonly version: string;
};

/** A seal that there had been is not in the record, and nobody has said why. */
export type WentBack = { readonly seal?: KnownSeal; readonly lost: KnownSeal };

export const RESTORED = "RecordRestored";
export const WENT_BACK = "RecordWentBack";

export type StepBack =
  | { readonly type: typeof RESTORED; readonly at: string; readonly data: Restored }
  | { readonly type: typeof WENT_BACK; readonly at: string; readonly data: WentBack };

/** For those who keep the record. @param moment "24 November 2026, 10:42" in the school's own time */
export const stepBackSentence = ({ type, at, data }: StepBack, moment: (iso: string) => string): string => {
  if (type === WENT_BACK)
    return `On ${moment(at)} the seal of ${moment(data.lost.at)} was missing from the record: it has gone back to an older state, and no one has said why.`;
  return `The record was restored on ${moment(at)} from a copy of ${moment(data.of)}: what was recorded between then and ${moment(data.until ?? at)} is not in it.`;
};

/** What tells one seal from any other. */
export type KnownSeal = { readonly number: number; readonly at: string; readonly hash: string };

/** A person restored a backup, and said so. */
export type Restored = {
  /** The moment the backup was taken, ISO 8601 in UTC. */
  readonly of: string;
  /** The last moment from which the record had anything that the backup lacks, where there is any. */
  readonly until?: string;
  /** The newest seal in the backup; the next one is the first made after it was restored. */
  readonly seal?: KnownSeal;
  /** The newest seal that there had been. */
  readonly lost?: KnownSeal;
  /** The version of the program that restored it. */
  readonly version: string;
};

/** A seal that was made is no longer in the record, and no one has said why. */
export type WentBack = { readonly seal?: KnownSeal; readonly lost: KnownSeal };

export const RESTORED = "RecordRestored";
export const WENT_BACK = "RecordWentBack";

export type StepBack =
  | { readonly type: typeof RESTORED; readonly at: string; readonly data: Restored }
  | { readonly type: typeof WENT_BACK; readonly at: string; readonly data: WentBack };

/** For those who keep the record. @param moment "24 November 2026, 10:42" in the school's own time */
export const stepBackSentence = ({ type, at, data }: StepBack, moment: (iso: string) => string): string => {
  if (type === WENT_BACK)
    return `On ${moment(at)} the seal of ${moment(data.lost.at)} was missing from the record: the record is an older copy, and no one has said why.`;
  return `The record was restored on ${moment(at)} from a copy of ${moment(data.of)}: what was recorded between then and ${moment(data.until ?? at)} is not in it.`;
};

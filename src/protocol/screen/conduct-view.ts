import type { KindDoubt, Purpose, StepAfter } from "../lesson/conduct-words.ts";
import type { ExceptionReason, Kind } from "../words.ts";

/** What staff are asked, or can say, about the lesson itself and their own part in it (S3, S1, B2, B6). */
export type ConductView = {
  /** Kinds that it can be changed to; absent once it has been ended. */
  readonly kinds?: readonly Exclude<Kind, "not a lesson">[];
  /** Asked because of who is inside: it never switches by itself. */
  readonly asks?: {
    readonly why: KindDoubt;
    readonly title: string;
    readonly sentence: string;
    /** The child inside, where another one was chosen, and the one chosen. */
    readonly children?: {
      readonly inside: { readonly pupil: string; readonly name: string };
      readonly chosen: string;
    };
  };
  readonly oneToOne?: {
    readonly purpose?: Purpose;
    readonly child?: string;
    /** The register, where there is a choice. */
    readonly children: readonly { readonly pupil: string; readonly name: string }[];
  };
  /** When the reader said that they had looked at their own background; absent once the lesson has been ended. */
  readonly background?: { readonly checkedAt?: string };
  /** The adults are to be looked at again now. */
  readonly recheck?: string;
  readonly screenshots: readonly {
    readonly of: string;
    readonly words: string;
    readonly open: boolean;
  }[];
};

/** What was noted for a pupil, and how far it has come. */
export type RowException = {
  readonly reason: ExceptionReason;
  readonly at: string;
  readonly putRightAt?: string;
  /** Closed because the family has no other room, as agreed with the headteacher (B5). */
  readonly agreed?: true;
  /** While it is not put right: the family was asked, or it stays as it is. */
  readonly step?: { readonly at: string; readonly step: StepAfter };
  /** Only a camera shows whether it is put right, and none can be looked at. */
  readonly unseen?: true;
};

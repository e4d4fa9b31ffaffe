import type { RecordedCount } from "../rules/s8-exception.ts";

/** Recorded one-to-ones with something left to do, for DSL and headteacher; no pupil is named. */
export type RecordingsView = {
  readonly open: readonly {
    readonly lesson: string;
    readonly label: string;
    /** The member of staff who told the parent. */
    readonly staff: string;
    readonly late: boolean;
    readonly tasks: readonly string[];
  }[];
  /** One-to-ones in which a child was without a parent and without a recording, the newest first (S5). */
  readonly missed: readonly {
    readonly lesson: string;
    readonly label: string;
    /** Staff who came. */
    readonly staff: string;
    readonly sentence: string;
  }[];
  /** One-to-ones that were recorded before the parent was told, or with no word to the parent, the newest first (S5). */
  readonly untold: RecordingsView["missed"];
  /** Lessons of any kind in which something else recorded that was not to, the newest first (S2). */
  readonly wrongly: RecordingsView["missed"];
  /** For the headteacher alone (S8). */
  readonly counts?: readonly RecordedCount[];
};

import type { ExceptionReason } from "../words.ts";
import type { FactName } from "./facts.ts";
import type { SurfaceName } from "./surfaces.ts";

/**
 * The school's rules: C before and on arrival, S and B during the call, P permission, X when something is wrong.
 */
export type RuleId =
  | `C${1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `S${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | `B${1 | 2 | 3 | 4 | 5 | 6}`
  | `P${1 | 2}`
  | `X${1 | 2 | 3 | 4 | 5}`;

/** How far Lesson Guard keeps its part of a rule today. */
export type RuleState =
  | { readonly is: "kept" }
  | { readonly is: "part" | "not yet"; readonly missing: string };

/** One rule of the school's protocol. People who do not know the program read each sentence (docs/protocol.md). */
export type Rule = {
  /** What the rule is about, in a word or two. */
  readonly title: string;
  /** The rule itself. */
  readonly says: string;
  readonly keptBy: readonly ("staff" | "family" | "school")[];
  /** What Lesson Guard does about it. */
  readonly does: string;
  /** What no software does: a person has to. */
  readonly cannot: string;
  readonly shows: readonly SurfaceName[];
  /** Events in the record that show that it was kept, or was not. */
  readonly proof: readonly FactName[];
  /** What staff note for a pupil for whom it did not hold. */
  readonly exception?: ExceptionReason;
  readonly state: RuleState;
};

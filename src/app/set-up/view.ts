import type { Line as Seen, State } from "../preflight/line.ts";
import type { AttestView } from "./attest.ts";
import type { Cmdlets, SetUpStep, StepId } from "./step.ts";

/** What was looked at; where only a person can look, what they may say. */
export type Line = Seen & { readonly attest?: AttestView };

/** A step with its state as the tenant answers it, and what it was seen by. */
export type StepView = Omit<SetUpStep, "cmdlets"> & {
  readonly state: State;
  /**
   * In place of the state's own word. Green, and not all of it can be seen: what was seen, and what was not. Grey, and
   * only a rehearsal shows it: that step 8 does.
   */
  readonly stateSays?: string;
  readonly lines: readonly Line[];
  /** Each with the line that signs in to its module. */
  readonly cmdlets: readonly (Cmdlets & { readonly connect: string })[];
};

/** A rehearsal that is on, or how the last one ended. */
export type RehearsalView = {
  readonly id: string;
  /** The link for the meeting; absent before there is one. */
  readonly joinUrl?: string;
  /** What the administrator does now. */
  readonly now: string;
  /** What does not go as it should, and what mends it. */
  readonly trouble?: string;
  readonly over?: true;
  /** All was shown but the press of a DSL: from there it can go on. */
  readonly left?: "dsl";
};

/** What the set-up page draws. */
export type SetUpView = {
  readonly ready: boolean;
  /** What no look can see: it stands beside “Ready for lessons”. */
  readonly notSeen: string;
  /** When it was last looked at (ISO); absent: never. */
  readonly at?: string;
  /** When the record went back to a copy (ISO), where it was not looked at since. */
  readonly wentBackAt?: string;
  /** It is looked at just now. */
  readonly looking?: true;
  /** Settings were changed after the last look: nothing of that is shown, and it is looked at again by itself. */
  readonly changed?: true;
  readonly rehearsal?: RehearsalView;
  /** Not ready only because answers are late or missing: when they were last there, all was ready. */
  readonly awaits?: true;
  /** What is to be done next; absent where nothing is left. */
  readonly next?: StepId;
  readonly steps: readonly StepView[];
  /** What belongs to no step: the server, its address, and what a school may use. */
  readonly others: readonly Line[];
};

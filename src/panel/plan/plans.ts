import type { PlanView } from "../../protocol/screen/plan-view.ts";

/** What the page begins with: lessons planned, one's own lists, people who can be invited. */
export type Plans = {
  readonly plans: readonly PlanView[];
  readonly classes: readonly { readonly class: string; readonly name: string }[];
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** The directory could not be asked who the colleagues are. */
  readonly directoryAway?: boolean;
};

import { dayInWords } from "../../protocol/time/moments.ts";
import type { StepId } from "../set-up/step.ts";

/** Green: so. Amber: works, with something to mend. Red: a lesson is not protected like this. Grey: not checked. */
export type State = "green" | "amber" | "red" | "grey";

/** What a check found. */
export type Finding = {
  readonly state: State;
  /** What was found; of a grey one, why it was not checked. No full stop. */
  readonly says: string;
  /** What it means for a lesson, where it is not green. */
  readonly means?: string;
  /** The setting, press or cmdlet that mends it, where it is not green. */
  readonly mend?: string;
  /** Grey, because an answer is late or missing: its own, or that of a line which it rests on. */
  readonly late?: "own" | "other";
};

/** What the last look that had an answer found, and when (ISO). */
export type LastSeen = Pick<Finding, "state" | "says"> & { readonly at: string };

export type Line = Finding & {
  readonly id: string;
  readonly name: string;
  /** The step of the set-up that it belongs to. */
  readonly step?: StepId;
  /** Lessons are protected without it: it keeps no school from being ready. */
  readonly optional?: true;
  /** Where it is late, and was seen before with the same settings. */
  readonly last?: LastSeen;
};

export const green = (says: string): Finding => ({ state: "green", says });
const notGreen =
  (state: State) =>
  (says: string, means: string, mend: string): Finding => ({ state, says, means, mend });
export const amber = notGreen("amber");
export const red = notGreen("red");
export const grey = (says: string): Finding => ({ state: "grey", says });

export const AGAIN =
  "Check again in a minute. If it stays like this, see whether Microsoft 365 has an outage.";

/** An answer that is late or missing shows nothing of what was asked: neither that it is right nor that it is not. */
export const late = (why: string, mend = AGAIN): Finding => ({
  ...grey(`not known just now: ${why}`),
  means: "Only the answer is missing: this shows nothing wrong.",
  mend,
  late: "own",
});

/** What people are told of when it stays: what is not right, and what gives no answer. */
export const isTrouble = ({ state, late: isLate }: Finding): boolean => state === "red" || isLate === "own";

/** "30 November 2026": the form of every day on the page. @param at ISO */
export const dayOf = (at: string): string => dayInWords(at.slice(0, 10));

/** How many were looked at: "12 members of staff", "20 members of staff who were tried, of 45,". */
export const manyTried = (tried: number, all: number, what: string): string =>
  tried === all ? `${all} ${what}` : `${tried} ${what} who were tried, of ${all},`;

/** Whether lessons are protected: nothing is red, and what they need has been seen. */
export const isReady = (lines: readonly Line[]): boolean =>
  lines.length > 0 &&
  lines.every(
    ({ state, optional }) => state === "green" || state === "amber" || (optional && state === "grey"),
  );

/** The worst of some lines: of one that is not known yet, and one that is only not good, the first counts. */
export const stateOf = (lines: readonly Line[]): State => {
  const states = lines
    .filter(({ optional, state }) => !(optional && state === "grey"))
    .map((line) => line.state);
  return (
    (["red", "grey", "amber"] as const).find((one) => states.includes(one)) ??
    (states.length === 0 ? "grey" : "green")
  );
};

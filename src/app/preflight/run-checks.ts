import { CloudError, isUnanswered } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { within } from "../../meeting/within.ts";
import type { StepId } from "../set-up/step.ts";
import { AGAIN, type Finding, grey, type Line, late, red } from "./line.ts";

/** One thing to look at. */
export type Check<Look> = {
  readonly id: string;
  /** As people read it, in the nominative: "Sign-in". */
  readonly name: string;
  readonly step?: StepId;
  readonly optional?: true;
  /** Ids of checks without which this one would only say the same again: where one is red or grey, it is grey. */
  readonly needs?: readonly string[];
  /** @throws CloudError where Microsoft 365 does not answer */
  readonly look: (look: Look) => Finding | Promise<Finding>;
};

/**
 * Looks at everything, side by side where one does not need the other.
 *
 * @param withinMs after this, what is still looked at is not known just now, and neither is what was to follow
 * @returns a line for each check, in their order; `ended` once those that were late have ended, too
 */
export const runChecks = async <Look>(
  checks: readonly Check<Look>[],
  look: Look,
  withinMs: number,
): Promise<{ readonly lines: readonly Line[]; readonly ended: Promise<unknown> }> => {
  const until = performance.now() + withinMs;
  const running = new Map<string, Promise<Line>>();
  const looking: Promise<unknown>[] = [];

  const one = async ({ id, name, step, optional, needs = [], look: finds }: Check<Look>): Promise<Line> => {
    const line = (found: Finding): Line => ({
      id,
      name,
      ...(step === undefined ? {} : { step }),
      ...(optional === undefined ? {} : { optional }),
      ...found,
    });
    const before = await Promise.all(needs.map((need) => running.get(need) ?? never(id, need)));
    const missing = before.find(({ state }) => state === "red" || state === "grey");
    if (missing !== undefined) return line(because(missing));
    const left = Math.max(0, until - performance.now());
    const finding = found(finds, look, until);
    looking.push(finding);
    return line(await within(left, finding, LATE));
  };
  for (const check of checks) running.set(check.id, one(check));
  const lines = await Promise.all(running.values());
  return { lines, ended: Promise.allSettled(looking) };
};

/** Of a row of things that rest on each other, the first is named. */
const because = ({ name, state, says, optional, late: isLate }: Line): Finding => {
  if (isLate !== undefined)
    return {
      ...grey(isLate === "own" ? `not known just now, because “${name}” gave no answer` : says),
      late: "other",
    };
  if (state === "red") return grey(`not checked, because “${name}” is red`);
  if (/^not (checked|used)/.test(says)) return grey(says);
  return grey(
    optional
      ? `not used: “${name}” is optional, and not given`
      : `not checked, because “${name}” is not green`,
  );
};

const LATE = late("there was no answer in time");

const USUAL_WAIT_MS = 1_000;
const BUSY = late("Microsoft 365 asks us to wait");

const found = async <Look>(finds: Check<Look>["look"], look: Look, until: number): Promise<Finding> => {
  try {
    return await finds(look);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "throttled") {
      const waitMs = error.retryAfterMs ?? USUAL_WAIT_MS;
      if (performance.now() + waitMs > until) return BUSY;
      await new Promise((later) => setTimeout(later, waitMs));
      return found(finds, look, until);
    }
    if (isUnanswered(error)) return late(`Microsoft 365 did not answer (${reasonOf(error)})`);
    return red(
      `Microsoft 365 did not do it (${reasonOf(error)})`,
      "What is checked here may fail in a lesson, too.",
      AGAIN,
    );
  }
};

const never = (id: string, need: string): never => {
  throw new Error(`${id} needs ${need}, which stands nowhere before it`);
};

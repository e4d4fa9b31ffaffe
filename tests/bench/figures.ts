import type { Round } from "./subjects.ts";

/** One figure of the table: the middle of its rounds, and how far apart they are. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  /** Answers in a second of the program's core; for a press that waits for Microsoft, as many as its processor allows. */
  readonly perSecond: number;
  /** The slowest and the quickest round, as shares of the middle. */
  readonly spread: readonly [least: number, most: number];
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor for each; undefined where the system does not say. */
  readonly processorMs: number | undefined;
};

export const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : sorted.slice(half - 1);
  return (low + high) / 2;
};

/** @param byProcessor it waits for others most of the time: what counts is what it leaves of the processor */
export const figureOf = (id: string, what: string, rounds: readonly Round[], byProcessor = false): Figure => {
  const rates = rounds.map(({ answered, seconds, processorMs }) =>
    byProcessor && processorMs !== undefined ? 1000 / processorMs : answered / seconds,
  );
  const perSecond = middle(rates);
  const known = rounds.flatMap(({ processorMs }) => (processorMs === undefined ? [] : [processorMs]));
  return {
    id,
    what,
    perSecond,
    spread: [Math.min(...rates) / perSecond, Math.max(...rates) / perSecond],
    p50: middle(rounds.map(({ p50 }) => p50)),
    p99: middle(rounds.map(({ p99 }) => p99)),
    processorMs: known.length === 0 ? undefined : middle(known),
  };
};

/** A line that the product is to keep, beside what was measured. */
export type Goal = {
  readonly id: string;
  readonly what: string;
  readonly is: number;
  readonly goal: number;
  /** Whether more is better. */
  readonly atLeast: boolean;
  readonly unit: "×" | "ms" | "s" | "kB" | "round trips" | "places" | "of all";
};

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const isMet = ({ is, goal, atLeast }: Goal): boolean => (atLeast ? is >= goal : is <= goal);

export const figureLines = (figures: readonly Figure[]): readonly string[] => [
  `${"".padEnd(11)} ${"".padEnd(58)} ${"a second".padStart(9)} ${"rounds".padStart(13)} ${"p50 ms".padStart(8)} ${"p99 ms".padStart(8)} ${"processor ms".padStart(13)}`,
  ...figures.map(
    ({ id, what, perSecond, spread: [least, most], p50, p99, processorMs }) =>
      `${id.padEnd(11)} ${what.padEnd(58)} ${digits(perSecond).padStart(9)} ${`${least.toFixed(2)}–${most.toFixed(2)}`.padStart(13)} ${digits(p50).padStart(8)} ${digits(p99).padStart(8)} ${(processorMs === undefined ? "?" : processorMs.toFixed(2)).padStart(13)}`,
  ),
];

export const goalLines = (goals: readonly Goal[]): readonly string[] =>
  goals.map((one) => {
    const { id, what, is, goal, atLeast, unit } = one;
    const by = atLeast ? goal / is : is / goal;
    const away = Number.isFinite(by) ? `: ${by.toFixed(1)} times away` : "";
    const end = isMet(one) ? "met" : `not met${away}`;
    return `${id.padEnd(11)} ${what.padEnd(58)} ${`${digits(is)} ${unit}`.padStart(9)}   goal ${atLeast ? "≥" : "≤"} ${Number(goal.toFixed(1 + (goal < 10 ? 1 : 0)))} ${unit}   ${end}`;
  });

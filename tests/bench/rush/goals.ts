import type { Goal } from "../figures.ts";
import { BEGUN, LESSONS, ROUTINE_A_SECOND } from "./fill.ts";
import type { RushFigures } from "./rush.ts";
import { wayLines } from "./stages.ts";

/** In five minutes, as in the words: 15,000 lessons begin, with thirty joins each. */
const STARTS_A_SECOND = 15_000 / 300;

/** What of it ran, and what is reckoned. */
export const rushLines = (rushes: readonly RushFigures[]): readonly string[] => {
  if (rushes.length === 0) return [];
  const [one] = rushes;
  return [
    `F3: ${LESSONS.toLocaleString("en-GB")} lessons stood in the record with ${one?.openDuties.toLocaleString("en-GB")} open duties, and a card of each but ${BEGUN} waited for its turn.`,
    `Microsoft's limits and the time were real. One in a hundred of the lessons that begin in a nation was begun, with all its`,
    `joins, over HTTPS. Reckoned, not run: the rate, from the processor of each; how it grows with replicas, which shared a core.`,
    ...rushes.flatMap(({ replicas, ways, startMs, databaseMs, restMs, alertP50, urgentP99, inbound }) => [
      `  ${replicas} replicas: cards ${restMs.toFixed(0)} ms of processor a second; ${costOf(startMs, databaseMs, restMs)}`,
      `    alerts recorded → told p50 ${alertP50.toFixed(0)} ms; doors and calls p99 ${urgentP99.toFixed(0)} ms; ${inbound} requests answered`,
      ...wayLines(ways),
    ]),
    `  Routine cards may use ${ROUTINE_A_SECOND.toFixed(1)} of Microsoft's 30 requests a second: the rest is kept for what is urgent.`,
    "",
  ];
};

/** What a lesson that begins costs; beside cards on a full core there is nothing to reckon it from. */
const costOf = (startMs: number, databaseMs: number, restMs: number): string =>
  startMs > 0 && databaseMs > 0
    ? `a lesson that begins ${startMs.toFixed(0)} ms, and ${databaseMs.toFixed(0)} ms of PostgreSQL: the nation's ${STARTS_A_SECOND} a second are ${((STARTS_A_SECOND * startMs + restMs) / 1000).toFixed(0)} cores, and ${((STARTS_A_SECOND * databaseMs) / 1000).toFixed(0)} of PostgreSQL`
    : "what a lesson that begins costs cannot be reckoned: the core was full";

export const rushGoals = (rushes: readonly RushFigures[]): readonly Goal[] => {
  if (rushes.length === 0) return [];
  const worst = (of: Exclude<keyof RushFigures, "ways">) => Math.max(...rushes.map((one) => one[of]));
  const goal = (what: string, is: number, wanted: number, unit: Goal["unit"], atLeast = false): Goal => ({
    id: "F3",
    what,
    is,
    goal: wanted,
    atLeast,
    unit,
  });
  const [alone, two] = [1, 2].map((many) => rushes.find(({ replicas }) => replicas === many));
  return [
    goal("answers 429, requests refused, answers of ours that failed", worst("refused"), 0, "of all"),
    goal("alerts, people or cards lost, cards sent twice", worst("lost"), 0, "of all"),
    goal("100 alerts in the rush, p99", worst("alertP99") / 1000, 2, "s"),
    goal(
      "routine messages, of what their limit leaves them",
      Math.min(...rushes.map(({ cardShare }) => cardShare)),
      0.95,
      "×",
      true,
    ),
    goal(
      "cards out of the order in which lessons began, p99",
      worst("outOfPlace"),
      ROUTINE_A_SECOND,
      "places",
    ),
    goal("what is asked of us is answered, p99", worst("inboundP99"), 500, "ms"),
    ...(alone === undefined || two === undefined || alone.startMs <= 0 || two.startMs <= 0
      ? []
      : [
          goal(
            "lessons that begin, 2 replicas against 1, by processor",
            (2 * alone.startMs) / two.startMs,
            1.7,
            "×",
            true,
          ),
        ]),
  ];
};

import { protects, rightsThrough } from "../protocol/who/rights.ts";
import { Refusal } from "./answers.ts";

/**
 * What one person may ask for at once, so that no one's press waits behind all that a colleague asks for. Requests
 * that protect children are never counted.
 *
 * - `usual`: a page asks for a few things at a time.
 * - `heavy`: requests that take the program a moment: lists are read, files are made. One after the other, and no more
 *   than one a second for long.
 * - `look`: whom to phone for a child. It may read every class, so it is as heavy; but it waits behind no list or file
 *   of one's own, because a person is looking for a grown-up now.
 */
export type Weight = "usual" | "heavy" | "look";

/** Each may take the program a tenth of a second or more, or leads to work for Microsoft. */
const HEAVY: ReadonlySet<string> = new Set([
  "GET /api/class-sources",
  "GET /api/classes/:class",
  "POST /api/class-sources",
  "POST /api/classes",
  "POST /api/classes/:class",
  "POST /api/cover",
  "POST /api/exports",
  "POST /api/lessons/:lesson/register",
  "POST /api/lessons/:lesson/register/preview",
  "POST /api/plans",
  "POST /api/plans/:lesson",
]);

const LOOKS: ReadonlySet<string> = new Set([
  "POST /api/concerns/:ref/home",
  "POST /api/lessons/:lesson/home",
]);

/** A stream that stays open has a limit of its own. */
const LIVE = "GET /api/live";

/**
 * @param route method and path: "GET /api/lessons/:lesson"
 * @returns undefined for requests that are never counted: those that protect children, and live updates
 */
export const weightOf = (route: string): Weight | undefined => {
  if (route === LIVE || rightsThrough(route).some(protects)) return undefined;
  return LOOKS.has(route) ? "look" : HEAVY.has(route) ? "heavy" : "usual";
};

const LIMITS = {
  usual: { together: 4, waiting: 60 },
  heavy: { together: 1, waiting: 4 },
  look: { together: 1, waiting: 4 },
} as const satisfies { readonly [Kind in Weight]: object };

/** Heavy requests, and looks: this many at first, then one a second. */
const HEAVY_AT_ONCE = 60;
const HEAVY_EVERY_MS = 1_000;
const AGAIN_SECONDS = 5;
/** Half the time after which a silent connection ends: who waits that long is told, and not cut off without a word. */
const WAITS_MS = 60_000;

type Line = { running: number; readonly waiting: (() => void)[] };
type Tokens = { left: number; at: number };

export type Budget = {
  /** Runs it when it is this person's turn. @throws Refusal 429 if too many of their requests wait already, or this one has waited a minute */
  readonly within: <T>(person: string, weight: Weight, work: () => Promise<T>) => Promise<T>;
};

/**
 * @param now milliseconds, of a clock that no one can set
 * @param waitsMs how long a request waits for its turn
 */
export const createBudget = (now: () => number = () => performance.now(), waitsMs = WAITS_MS): Budget => {
  const lines = new Map<string, Line>();
  const tokens = new Map<string, Tokens>();

  const spend = (key: string): void => {
    const at = now();
    for (const [one, { left, at: then }] of tokens)
      if (left + (at - then) / HEAVY_EVERY_MS >= HEAVY_AT_ONCE) tokens.delete(one);
    const known = tokens.get(key) ?? { left: HEAVY_AT_ONCE, at };
    const left = Math.min(HEAVY_AT_ONCE, known.left + (at - known.at) / HEAVY_EVERY_MS);
    if (left < 1) throw tooMany();
    tokens.set(key, { left: left - 1, at });
  };

  return {
    within: async (person, weight, work) => {
      const { together, waiting: most } = LIMITS[weight];
      const key = `${weight} ${person}`;
      const line = lines.get(key) ?? { running: 0, waiting: [] };
      lines.set(key, line);
      if (line.running >= together && line.waiting.length >= most) throw tooMany();
      if (weight !== "usual") spend(key);
      if (line.running < together) line.running += 1;
      // A finished request hands over its place.
      else await turnIn(line, waitsMs);
      try {
        return await work();
      } finally {
        const next = line.waiting.shift();
        if (next !== undefined) next();
        else line.running -= 1;
        if (line.running === 0) lines.delete(key);
      }
    },
  };
};

/** @throws Refusal 429 where the turn does not come in time */
const turnIn = ({ waiting }: Line, waitsMs: number): Promise<void> =>
  new Promise((goOn, refused) => {
    const turn = () => {
      clearTimeout(late);
      goOn();
    };
    const late = setTimeout(() => {
      waiting.splice(waiting.indexOf(turn), 1);
      refused(tooMany());
    }, waitsMs);
    waiting.push(turn);
  });

const tooMany = (): Refusal =>
  new Refusal(
    "too-many",
    `You are asking for too much at once. Wait ${AGAIN_SECONDS} seconds, then try again. Pause, End for all and alerts still work.`,
    undefined,
    AGAIN_SECONDS,
  );

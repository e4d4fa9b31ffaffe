/**
 * How often chaos does each thing: `npm test` the quick form, `npm run test:nightly` the full one. For each mutant
 * (tests/mutation) a property has few examples.
 */
const QUICK = {
  /** How many times as many examples a property is tried with as its test says. */
  examples: 1,
  /** How many times as long as promised a thing may take: tests run side by side, on a machine of any speed. */
  timesLonger: 4,
  /** Requests. */
  fuzz: 2_000,
  /** `kill -9`, on both engines together. */
  kills: 8,
  /** Of the three moments at which a request can be killed, how many each of them is (tests/e2e/crash-*). */
  crashMoments: 1,
  /** Lessons led through faults. */
  faultLessons: 4,
  /** Presses met by an odd answer, of all pairs of the two. */
  oddAnswers: 6,
  /** Programs that meet them side by side. */
  oddLanes: 1,
  /** Whether the minutes of an outage are waited for, or go by on every clock of the machine. */
  outageInRealTime: false,
  /** Times that PostgreSQL is stopped, and for how many seconds each in turn. */
  databaseStops: 2,
  databaseAwaySeconds: [3],
  /** Alerts of one colleague before a real one (tests/hostile). */
  spam: 100,
  /** Presses of Pause and Resume while a colleague does each of the worst things. */
  pauses: 20,
  /** Minutes of a school day under hostile load, each in little more than a second, in whole lessons (by night alone). */
  soakMinutes: 240,
  /** Pages of a record that are damaged, each in a copy of its own. */
  damagedPages: 100,
};

const FULL: typeof QUICK = {
  examples: 20,
  timesLonger: 1,
  fuzz: 1_000_000,
  kills: 1000,
  crashMoments: 3,
  faultLessons: 49,
  oddAnswers: 84,
  oddLanes: 4,
  outageInRealTime: true,
  databaseStops: 40,
  databaseAwaySeconds: [3, 20],
  spam: 500,
  pauses: 400,
  soakMinutes: 480,
  damagedPages: 1000,
};

const BRIEF: typeof QUICK = { ...QUICK, examples: 0.1 };

const isFull = process.env["CHAOS"] === "full";

/** Whether only whether a property fails is asked, not with what. */
export const isBrief = process.env["CHAOS"] === "brief";

export const AMOUNTS = isFull ? FULL : isBrief ? BRIEF : QUICK;

/** Whether one colleague tries each kind of attack, or one of each that holds something else up. */
export const allAttacks = isFull;

/** Whether axe looks at each state of a page in one theme, each in its turn, or in all of them. */
export const allThemes = isFull;

/** Whether the panel is looked at in every state at every size, or by day at each size in one of the states. */
export const allSizes = isFull;

/** Who may reach what is walked on one engine in the quick form, on each in the full one. */
export const allEngines = isFull;

/** Milliseconds for the whole of one file. */
export const PATIENCE_MS = isFull ? 6 * 3_600_000 : 900_000;

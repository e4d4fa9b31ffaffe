import { monitorEventLoopDelay } from "node:perf_hooks";

/** Routine work under way at once, where the program is quick: if some hangs, the rest goes on. */
const MOST = 200;
/** However slow the program is, routine work goes on. */
const LEAST = 2;
const AT_START = 16;
/** Looked at no more often than this: what was changed has to show first. */
const EVERY_MS = 250;
/** Later than this to its own timers, the program has more under way than it can run. */
const SLOW_MS = 40;
/** To take up work is one short transaction: longer than this, the record is slow. */
const SLOW_RECORD_MS = 400;
/** Timers are looked at as often as this; the delay that is measured has it in it. */
const RESOLUTION_MS = 10;

/** How much routine work may be under way. */
export type Room = {
  /** @param now milliseconds of any clock that goes on evenly */
  readonly places: (now: number) => number;
  /** How long it took to take up routine work. */
  readonly tookUp: (ms: number) => void;
  readonly close: () => void;
};

/** How late this program is to its timers, since it was last asked. */
export type Lateness = { readonly read: () => number; readonly close: () => void };

export const lateness = (): Lateness => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    read: () => {
      const ms = delays.count === 0 ? 0 : delays.percentile(90) / 1e6 - RESOLUTION_MS;
      delays.reset();
      return Math.max(0, ms);
    },
    close: () => {
      delays.disable();
    },
  };
};

/**
 * All that is under way shares one program: each step of an alert waits for all that is ready before it. So routine
 * work leaves off where the program or the record is slow, by half each time, and comes back little by little. That
 * Microsoft is slow is no reason: then more of it is under way at once, and costs nothing.
 */
export const roomForRoutine = (late: Lateness = lateness()): Room => {
  let places = AT_START;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let slowest = 0;
  return {
    places: (now) => {
      if (now - lookedAt < EVERY_MS) return places;
      lookedAt = now;
      const isSlow = late.read() > SLOW_MS || slowest > SLOW_RECORD_MS;
      slowest = 0;
      places = isSlow
        ? Math.max(LEAST, Math.floor(places / 2))
        : Math.min(MOST, places + Math.max(1, Math.floor(places / 4)));
      return places;
    },
    tookUp: (ms) => {
      slowest = Math.max(slowest, ms);
    },
    close: late.close,
  };
};

import { uptime } from "node:os";
import type { WorkerLog } from "./log.ts";

/** What falls due sooner belongs to something that people are in the middle of; so does what was due as lately. */
const NEAR_MS = 15 * 60_000;
/** By so much a machine that is kept by NTP may be put forward: nothing gets lost by that. */
const SLIGHT_MS = 5_000;
/** A machine that has just been started is still being told what time it is. */
const STARTING_MS = 3 * 60_000;
/** Longer than a lesson and what follows from it: nobody is in the middle of anything older. */
const LONGEST_MS = 4 * 60 * 60_000;
/** Two readings, of which one is a little later. */
const SLEPT_MS = 2_000;

export type SteadyClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** To be called each second or so. `nextDueAt`: when the next work falls due, if any. */
  readonly follow: (nextDueAt: number | undefined) => void;
};

/** The machine's clocks, all in milliseconds; given in tests only. */
type Machine = {
  /** Since 1970. Can be set, and is. */
  readonly wall: () => number;
  /** Since the program started. Nobody sets it, and it stands still while the machine sleeps. */
  readonly awake: () => number;
  /** Since the machine started. Nobody sets it, and it goes on while the machine sleeps. */
  readonly up: () => number;
};

const MACHINE: Machine = {
  wall: () => Date.now(),
  awake: () => performance.now(),
  up: () => uptime() * 1000,
};

/**
 * The program's one clock. While work is near it goes on evenly, whatever is done to the machine's clock:
 * so what waits, waits as long as it was to, and of two facts the later has the later moment. It takes on
 * the machine's time again once nothing has been due for a quarter of an hour, nor will be for another
 * (docs/decisions/0007-time.md).
 *
 * @param latest the last moment known from before the start, if any: where the machine's clock stands
 * before it, it has been put back
 */
export const steadyClock = (
  log: WorkerLog,
  latest: number | undefined,
  machine: Machine = MACHINE,
): SteadyClock => {
  const asleep = (): number => machine.up() - machine.awake();
  const asleepBefore = asleep();
  let slept = 0;
  /** Goes on evenly. */
  const even = (): number => machine.awake() + slept;

  let read = even();
  let at = startFrom(machine.wall(), latest);
  let restFrom = Number.NEGATIVE_INFINITY;
  let said = false;

  const now = (): number => Math.round(at + even() - read);

  const follow = (nextDueAt: number | undefined): void => {
    const more = asleep() - asleepBefore - slept;
    if (more > SLEPT_MS) slept += more;
    const ahead = machine.wall() - now();
    if (nextDueAt !== undefined && nextDueAt - now() < NEAR_MS) restFrom = even() + NEAR_MS;
    const forward = ahead > 0 && (ahead <= SLIGHT_MS || machine.up() < STARTING_MS);
    if (forward || even() >= restFrom) {
      at = machine.wall();
      read = even();
      said = false;
    } else if (!said && Math.abs(ahead) > SLIGHT_MS) {
      said = true;
      log.warn(
        { seconds: Math.round(ahead / 1000) },
        "the machine's clock was changed while work was under way: the record keeps its own steady time until that work is done",
      );
    }
  };

  return { now, follow };
};

const startFrom = (wall: number, latest: number | undefined): number =>
  latest !== undefined && latest > wall && latest - wall <= LONGEST_MS ? latest : wall;

import { uptime } from "node:os";
import type { WorkerLog } from "./log.ts";

/** Work due sooner than this belongs to something people are in the middle of; so does work due this recently. */
const NEAR_MS = 15 * 60_000;
/** NTP may put a machine's clock forward by this much: nothing is lost by that. */
const SLIGHT_MS = 5_000;
/** A host that stood still, or a drift that NTP mends, is made up by degrees: more than this was set by hand. */
const MADE_UP_MS = 5 * 60_000;
/** How much of the time that passes may be added or left out meanwhile: three minutes read as three minutes. */
const BY_DEGREES = 1 / 20;
/** For this long after its start, a machine is still being told the time. */
const STARTING_MS = 3 * 60_000;
/** Longer than a lesson and what follows from it: no one is in the middle of anything older. */
const LONGEST_MS = 4 * 60 * 60_000;
/** Allowance for two clocks that are read one after the other. */
const SLEPT_MS = 2_000;

export type SteadyClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Call it about every second. `nextDueAt`: when the next work is due, if any. */
  readonly follow: (nextDueAt: number | undefined) => void;
};

const CHANGED = "the machine's clock was changed while work was under way";
const KEPT = `${CHANGED}: the record keeps its own steady time until that work is done`;
const MADE_UP = `${CHANGED}, or the machine stood still: the record makes up the difference little by little`;

/** The machine's clocks, all in milliseconds; given in tests only. */
type Machine = {
  /** Since 1970. People and programs can set it. */
  readonly wall: () => number;
  /** Since the program started. No one can set it, and it stops while the machine sleeps. */
  readonly awake: () => number;
  /** Since the machine started. No one can set it, and it goes on while the machine sleeps. */
  readonly up: () => number;
};

const MACHINE: Machine = {
  wall: () => Date.now(),
  awake: () => performance.now(),
  up: () => uptime() * 1000,
};

/**
 * The program's one clock. While work is near it goes on evenly, whatever happens to the machine's clock:
 * so waits last as long as they should, and of two events the later has the later time. A difference of minutes it
 * makes up by a twentieth of the time that passes; it takes over the machine's time at once when nothing has been due
 * for a quarter of an hour, nor will be for another (docs/decisions/0007-time.md).
 *
 * @param latest the last moment known from before the start, if any: if the machine's clock is
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
  let followed = even();
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
    } else {
      if (!said && Math.abs(ahead) > SLIGHT_MS) {
        said = true;
        log.warn({ seconds: Math.round(ahead / 1000) }, Math.abs(ahead) > MADE_UP_MS ? KEPT : MADE_UP);
      }
      if (Math.abs(ahead) <= MADE_UP_MS) {
        const most = Math.max(0, even() - followed) * BY_DEGREES;
        at += Math.sign(ahead) * Math.min(Math.abs(ahead), most);
      }
    }
    followed = even();
  };

  return { now, follow };
};

const startFrom = (wall: number, latest: number | undefined): number =>
  latest !== undefined && latest > wall && latest - wall <= LONGEST_MS ? latest : wall;

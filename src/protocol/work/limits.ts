/** At most so many requests in any stretch of so many milliseconds. */
export type Window = { readonly most: number; readonly ms: number };

const windows = (...pairs: readonly (readonly [most: number, seconds: number])[]): readonly Window[] =>
  pairs.map(([most, seconds]) => ({ most, ms: seconds * 1000 }));

/**
 * What Microsoft documents for one application. For each conversation: `send` (changing and deleting
 * count too), `create`, `read`. For the whole tenant: `bot`, everything asked of the Bot Connector,
 * `chats`, reading a chat from Graph, and `feed`, activity notifications; `feed-person`: those to one
 * person. The limits of all bots on one conversation are twice ours, so that ours keeps them.
 */
export const LIMITS = {
  send: windows([7, 1], [8, 2], [60, 30], [1800, 3600]),
  create: windows([7, 1], [8, 2], [60, 30], [1800, 3600]),
  read: windows([14, 1], [16, 2], [120, 30], [3600, 3600]),
  bot: windows([30, 1]),
  chats: windows([200, 1]),
  feed: windows([5, 1]),
  "feed-person": windows([10, 60]),
} as const satisfies { readonly [limit: string]: readonly Window[] };

export type Limit = keyof typeof LIMITS;

/** Recorded for a request not sent, or a duty not tried, because of these limits. */
export const HELD_BACK = "held-back";

/**
 * Each window is kept a fifth longer than Microsoft's: requests that left evenly may arrive closer together, and
 * Microsoft asks for about 83 % of its figures in steady use.
 */
const MARGIN = 1.2;
/** What is not urgent may use this share of each window; the rest is for what is urgent. */
const SHARE_OF_OTHERS = 0.75;

const kept = (ms: number): number => Math.ceil(ms * MARGIN);

/** The moments that still count, oldest first; all are milliseconds since 1970. */
export const countedMoments = (limit: Limit, moments: readonly number[], now: number): readonly number[] => {
  const longest = Math.max(...LIMITS[limit].map(({ ms }) => kept(ms)));
  const most = Math.max(...LIMITS[limit].map((one) => one.most));
  return moments.filter((at) => at > now - longest).slice(-most);
};

/**
 * The first moment, not before `now`, at which one more request passes none of the limit's windows.
 *
 * @param moments when requests left, oldest first
 */
export const freeAt = (limit: Limit, moments: readonly number[], urgent: boolean, now: number): number =>
  LIMITS[limit].reduce((free, window) => {
    const oldest = moments[moments.length - allowedIn(window, urgent)];
    return oldest === undefined ? free : Math.max(free, oldest + kept(window.ms));
  }, now);

/** Urgent work tries again after this long at the latest, however much of it waits. */
const URGENT_ROUND_MS = 30_000;

/**
 * When a caller that has to wait should ask again: each later than the one before, as far apart as the
 * limit lets them go on for half a minute, so that each finds room and they do not all come at once. Urgent
 * callers go round: one that finds no room before `URGENT_ROUND_MS` shares the moment of another.
 *
 * @param at the first moment at which there is room
 * @param promisedAt the moment that the one before was given
 */
export const turnAt = (limit: Limit, urgent: boolean, at: number, promisedAt: number): number => {
  const turn = Math.max(at, promisedAt + pace(limit, urgent));
  return urgent && turn > at + URGENT_ROUND_MS ? at : turn;
};

const pace = (limit: Limit, urgent: boolean): number => {
  const [window = { most: 1, ms: 1000 }] = LIMITS[limit].filter(({ ms }) => ms <= 60_000).slice(-1);
  return Math.ceil(kept(window.ms) / allowedIn(window, urgent));
};

const allowedIn = ({ most }: Window, urgent: boolean): number =>
  urgent ? most : Math.floor(most * SHARE_OF_OTHERS);

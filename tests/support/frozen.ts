import crypto, { createHmac } from "node:crypto";

const NOT_FAKED = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const;

/** Stops the clock of this process, while its timers run on. */
export const stopClock = (at: number): void => {
  jest.useFakeTimers({ now: at, doNotFake: [...NOT_FAKED] });
};

export type Frozen = {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** From here on random values depend on this word and on what they are drawn for. */
  readonly seed: (word: string) => void;
  readonly thaw: () => void;
};

/** Stops the clock of this process, while its timers run on, and draws what is random from a seed. */
export const freeze = (at: number): Frozen => {
  let now = at;
  let word = "";
  const drawn = new Map<string, number>();
  stopClock(now);
  const draw = (size: number): Buffer => {
    const what = purpose();
    const times = (drawn.get(what) ?? 0) + 1;
    drawn.set(what, times);
    const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, n) =>
      createHmac("sha256", "the same day twice").update(`${word} ${what} ${times} ${n}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, size);
  };
  const original = crypto.randomBytes;
  const bytes = jest
    .spyOn(crypto, "randomBytes")
    .mockImplementation(((size: number, done?: () => void) =>
      done === undefined ? draw(size) : original(size, done)) as typeof crypto.randomBytes);
  const uuids = jest.spyOn(crypto, "randomUUID").mockImplementation(() => {
    const hex = draw(16).toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  });
  // Jitter: the wait of one duty says nothing of another's.
  const jitter = jest.spyOn(Math, "random").mockReturnValue(0.5);
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
      jest.setSystemTime(now);
    },
    seed: (next) => {
      word = next;
      drawn.clear();
    },
    thaw: () => {
      jitter.mockRestore();
      bytes.mockRestore();
      uuids.mockRestore();
      jest.useRealTimers();
    },
  };
};

/**
 * What something is drawn for: the place in the program that draws. One sequence for all would give the second
 * of two that draw at once what the first had on another day.
 */
const purpose = (): string => {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (_error, sites) =>
      sites
        .map((site) => `${site.getFileName()}:${site.getLineNumber()}`)
        .find((site) => site.includes("/src/") || site.includes("/node_modules/@azure/")) ?? "";
    return String(new Error().stack);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
};

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
  /** What is drawn from here on depends on this word alone. */
  readonly seed: (word: string) => void;
  readonly thaw: () => void;
};

/** Stops the clock of this process, while its timers run on, and draws what is random from a seed. */
export const freeze = (at: number): Frozen => {
  let now = at;
  let word = "";
  let drawn = 0;
  stopClock(now);
  const draw = (size: number): Buffer => {
    drawn += 1;
    const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, n) =>
      createHmac("sha256", "the same day twice").update(`${word} ${drawn} ${n}`).digest(),
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
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
      jest.setSystemTime(now);
    },
    seed: (next) => {
      word = next;
      drawn = 0;
    },
    thaw: () => {
      bytes.mockRestore();
      uuids.mockRestore();
      jest.useRealTimers();
    },
  };
};

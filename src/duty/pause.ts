export type Pause = {
  readonly wake: () => void;
  /** Waits this many milliseconds, or until woken; not at all if woken since the last wait. */
  readonly upTo: (ms: number) => Promise<void>;
};

export const pause = (): Pause => {
  let woken = false;
  let goOn: (() => void) | undefined;
  return {
    wake: () => {
      woken = true;
      goOn?.();
    },
    upTo: async (ms) => {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          goOn = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      goOn = undefined;
      woken = false;
    },
  };
};

export type Pause = {
  readonly wake: () => void;
  /** Waits so many milliseconds, or until woken; not at all when woken since the last wait. */
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

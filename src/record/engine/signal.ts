export type Signal<Args extends readonly unknown[]> = {
  /** Returns a function that removes the listener. */
  readonly listen: (listener: (...args: Args) => void) => () => void;
  readonly send: (...args: Args) => void;
};

/** Tells listeners in this process. An error that a listener throws is no failure of the sender's. */
export const signal = <Args extends readonly unknown[]>(): Signal<Args> => {
  const listeners = new Set<(...args: Args) => void>();
  return {
    listen: (listener) => {
      const own = (...args: Args): void => listener(...args);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    send: (...args) => {
      for (const listener of listeners) queueMicrotask(() => listener(...args));
    },
  };
};

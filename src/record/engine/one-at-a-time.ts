const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work of one key after the other: the second press finds what the first one made. Work that calls `over` lets
 * the next begin while it still waits for something.
 */
export const inTurn = async <T>(key: string, work: (over: () => void) => Promise<T>): Promise<T> => {
  const before = tails.get(key) ?? Promise.resolve();
  const { promise: mine, resolve: over } = Promise.withResolvers<void>();
  tails.set(key, mine);
  await before;
  try {
    return await work(over);
  } finally {
    over();
    if (tails.get(key) === mine) tails.delete(key);
  }
};

/** Runs work of one key after the other. */
export const oneAtATime = async <T>(key: string, work: () => Promise<T>): Promise<T> => inTurn(key, work);

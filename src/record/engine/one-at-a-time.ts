const tails = new Map<string, Promise<unknown>>();

/** Runs work of one key after the other: the second press finds what the first one made. */
export const oneAtATime = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  tails.set(key, mine);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === mine) tails.delete(key);
  }
};

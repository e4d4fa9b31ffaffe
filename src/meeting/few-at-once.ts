/** As many requests at once as leave room for a lesson that is on. */
const AT_ONCE = 4;

/** The answers in the order of what was asked, a few at the same time. */
export const fewAtOnce = async <T, R>(
  all: readonly T[],
  ask: (one: T) => Promise<R>,
): Promise<readonly R[]> => {
  const answers: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    answers.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(ask))));
  return answers;
};

import { createHash } from "node:crypto";

/** A person refused so many different things in this time is looking for what is not theirs. */
export const WALK = { references: 20, minutes: 10 } as const;

const WINDOW_MS = WALK.minutes * 60_000;
/** Above this many people, those who have been quiet are forgotten. */
const MANY_PEOPLE = 500;

type Walk = { readonly seen: Map<string, number>; told: number };

export type Walks = {
  /**
   * @param reference what was asked for: asking for the same again does not count
   * @returns how many different things they were refused within the window, and whether that is a walk (a search for
   * what is not theirs) that has not been reported within it
   */
  readonly refused: (
    person: string,
    reference: string,
  ) => { readonly references: number; readonly isWalk: boolean };
};

/** @param now milliseconds, of a clock that no one can set */
export const createWalks = (now: () => number = () => performance.now()): Walks => {
  const walks = new Map<string, Walk>();

  const forgetQuiet = (at: number): void => {
    if (walks.size <= MANY_PEOPLE) return;
    for (const [person, { seen }] of walks)
      if ([...seen.values()].every((when) => at - when >= WINDOW_MS)) walks.delete(person);
  };

  return {
    refused: (person, reference) => {
      const at = now();
      forgetQuiet(at);
      const walk = walks.get(person) ?? { seen: new Map<string, number>(), told: Number.NEGATIVE_INFINITY };
      walks.set(person, walk);
      const { seen } = walk;
      const step = createHash("sha256").update(reference).digest("base64");
      // The newest comes last.
      seen.delete(step);
      seen.set(step, at);
      for (const [one, when] of seen)
        if (at - when >= WINDOW_MS || seen.size > WALK.references) seen.delete(one);
      const isWalk = seen.size >= WALK.references && at - walk.told >= WINDOW_MS;
      if (isWalk) walk.told = at;
      return { references: seen.size, isWalk };
    },
  };
};

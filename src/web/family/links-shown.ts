/** A link that was just made, with its text. */
export type MadeLink = {
  readonly family: string;
  readonly adult: string;
  readonly link: string;
  readonly text: string;
  /** Of the link: with a newer one the text is of no use. */
  readonly madeAt: string;
};

/** Long enough to copy a class; a page that was left is not left open for the day. */
const SHOWN_MS = 30 * 60_000;
/** People with a list: the oldest gives way. */
const MOST = 100;

type Shown = { readonly until: number; readonly links: ReadonlyMap<string, MadeLink> };

/**
 * Links that were just made, for the person who made them alone, so that a page that is left by mistake does not lose
 * them. They are in this process's memory, for half an hour, and nowhere else: the record has their digests. Where
 * another instance answers, they are gone, and can be made anew.
 *
 * @param now milliseconds, of a clock that no one can set
 */
export const createShownLinks = (now: () => number = () => performance.now()) => {
  const all = new Map<string, Shown>();
  const keyOf = (person: string, list: string): string => `${person} ${list}`;
  const tidy = (): void => {
    for (const [key, { until }] of all) if (until <= now()) all.delete(key);
    for (const key of [...all.keys()].slice(0, Math.max(0, all.size - MOST))) all.delete(key);
  };
  return {
    hold: (person: string, list: string, made: readonly MadeLink[]): void => {
      if (made.length === 0) return;
      const key = keyOf(person, list);
      const links = new Map(all.get(key)?.links);
      for (const one of made) links.set(one.adult, one);
      all.delete(key);
      all.set(key, { until: now() + SHOWN_MS, links });
      tidy();
    },
    of: (person: string, list: string): readonly MadeLink[] => {
      tidy();
      return [...(all.get(keyOf(person, list))?.links.values() ?? [])];
    },
    /** Copied, sent, or of no use any more. @param adults all of the list where not given */
    drop: (person: string, list: string, adults?: readonly string[]): void => {
      const key = keyOf(person, list);
      const shown = all.get(key);
      if (shown === undefined) return;
      const left = [...shown.links].filter(([adult]) => adults !== undefined && !adults.includes(adult));
      if (left.length === 0) all.delete(key);
      else all.set(key, { ...shown, links: new Map(left) });
    },
  };
};

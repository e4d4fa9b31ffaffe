import type { Copied } from "../../meeting/recordings.ts";
import { within } from "../../meeting/within.ts";

/**
 * A copy takes longer than one try at a duty may: it goes on between tries, in this program alone. If the program
 * ends, nothing is left of it but an upload that SharePoint gives up by itself, and the next try begins anew.
 */
export type Copies = {
  /**
   * Waits a while for the copy of this name, which is begun where there is none.
   * @returns undefined while it is under way
   * @throws what the copy failed with, once: the next try begins another
   */
  readonly attend: (name: string, copy: () => Promise<Copied>) => Promise<Copied | undefined>;
};

/** Well within the worker's lease of half a minute. */
const ATTENDED_MS = 10_000;

export const openCopies = (attendedMs = ATTENDED_MS): Copies => {
  const underWay = new Map<string, Promise<Copied>>();
  return {
    attend: async (name, copy) => {
      let mine = underWay.get(name);
      if (mine === undefined) {
        mine = copy();
        // It may fail while no try attends it.
        mine.catch(() => undefined);
        underWay.set(name, mine);
      }
      const over = await within(
        attendedMs,
        mine.then(
          (copied) => ({ copied }),
          (error: unknown) => ({ error }),
        ),
        undefined,
      );
      if (over === undefined) return undefined;
      underWay.delete(name);
      if ("error" in over) throw over.error;
      return over.copied;
    },
  };
};

import type { Report } from "../protocol/lesson/commands.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { inTurn } from "../record/engine/one-at-a-time.ts";

type Reports = readonly [Report, ...(readonly Report[])];
type Waiting = PromiseWithResolvers<Lesson> & { readonly report: Report };

/**
 * Reports of one lesson take turns, so that none makes another decide again, and all that wait when the turn comes are
 * recorded in one change: thirty people who leave are two commits, not thirty. Each is answered once that is on disk.
 * @param carryOut decides them one on the other and records what they make
 */
export const reportsTogether = (carryOut: (lesson: string, reports: Reports) => Promise<Lesson>) => {
  const waiting = new Map<string, Waiting[]>();

  const take = async (lesson: string, all: readonly Waiting[]): Promise<void> => {
    const [first, ...rest] = all;
    if (first === undefined) return;
    try {
      const after = await carryOut(lesson, [first.report, ...rest.map(({ report }) => report)]);
      for (const { resolve } of all) resolve(after);
    } catch (error) {
      if (rest.length === 0) first.reject(error);
      // One that cannot be recorded must not take the others along.
      else for (const one of all) await take(lesson, [one]);
    }
  };

  return (lesson: string, report: Report): Promise<Lesson> => {
    const mine: Waiting = { report, ...Promise.withResolvers<Lesson>() };
    const before = waiting.get(lesson);
    if (before !== undefined) before.push(mine);
    else {
      const all = [mine];
      waiting.set(lesson, all);
      void inTurn(`report ${lesson}`, async () => {
        waiting.delete(lesson);
        await take(lesson, all);
      });
    }
    return mine.promise;
  };
};

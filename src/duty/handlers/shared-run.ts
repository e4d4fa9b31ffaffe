import type { SchoolRecord } from "../../record/school-record.ts";

const waiting = new Map<string, Promise<void>>();

/**
 * Runs work of one key after the other, in all replicas. The work looks at the state when its turn comes, so
 * one run that still waits serves everyone who asks meanwhile.
 */
export const sharedRun = async (
  { record }: { readonly record: Pick<SchoolRecord, "oneAtATime"> },
  key: string,
  work: () => Promise<void>,
): Promise<void> => {
  const known = waiting.get(key);
  if (known !== undefined) return known;
  const mine = record.oneAtATime(key, async () => {
    waiting.delete(key);
    await work();
  });
  waiting.set(key, mine);
  try {
    await mine;
  } finally {
    if (waiting.get(key) === mine) waiting.delete(key);
  }
};

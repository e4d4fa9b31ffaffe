import type { SchoolRecord } from "../../record/school-record.ts";
import { sharedRun } from "./shared-run.ts";

/** Nothing was begun: the work that was gathered is to be given again after this long. */
export class NotYet extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("gathered");
    this.retryAfterMs = Math.max(0, retryAfterMs);
  }
}

const gathered = new Map<string, Map<string, unknown>>();

/**
 * Does work for many callers at once. Runs of one key follow each other, in all replicas; each run takes all the work
 * given to it until its turn came. If a run fails, it rejects for each of its callers.
 */
export const gather = async <Item>(
  services: { readonly record: Pick<SchoolRecord, "oneAtATime" | "scope"> },
  key: string,
  [name, item]: readonly [name: string, item: Item],
  work: (items: readonly Item[]) => Promise<void>,
): Promise<void> => {
  const { school, store } = services.record.scope;
  const where = `${school} ${store} ${key}`;
  const items = (gathered.get(where) ?? new Map()) as Map<string, Item>;
  gathered.set(where, items.set(name, item));
  await sharedRun(services, where, async () => {
    const taken = gathered.get(where) as Map<string, Item> | undefined;
    gathered.delete(where);
    await work([...(taken?.values() ?? [])]);
  });
};

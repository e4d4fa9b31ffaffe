import type { SchoolRecord } from "../../record/school-record.ts";
import { sharedRun } from "./shared-run.ts";

/** Nothing was begun: what was gathered is to be given again after so long. */
export class NotYet extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("gathered");
    this.retryAfterMs = Math.max(0, retryAfterMs);
  }
}

const gathered = new Map<string, Map<string, unknown>>();

/**
 * Work that is done for many at once, one run of a key after the other in all replicas: each run takes all that was
 * given to it until its turn came. Rejects for each of them where the run fails.
 */
export const gather = async <Item>(
  services: { readonly record: Pick<SchoolRecord, "inTurn" | "scope"> },
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

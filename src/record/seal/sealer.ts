import { type KeyObject, randomBytes } from "node:crypto";
import type { NewDuty } from "../change.ts";
import type { Record } from "../record.ts";
import { historyReader, keptAsData, movedSince, readSeals, SEALED } from "./history.ts";
import { publicKeyOf, type SignedSeal, signSeal } from "./seal.ts";
import type { Sealable } from "./sealable.ts";
import { type Store, sealStream } from "./store.ts";
import { type Head, treeOver } from "./tree.ts";

export type Sealer = {
  /**
   * Folds the heads of all streams of a store into one root, signs it and appends it to the store's
   * seals. @param dutiesFor the work that follows, recorded in the same transaction
   */
  readonly seal: (store: Store, dutiesFor: (seal: SignedSeal) => readonly NewDuty[]) => Promise<SignedSeal>;
  readonly sealAt: (store: Store, number: number) => Promise<SignedSeal | undefined>;
};

type Parts = {
  readonly record: Pick<Record, "read" | "append"> & Sealable;
  /** Ed25519, private. */
  readonly key: KeyObject;
  readonly now: () => string;
};

export const openSealer = ({ record, key, now }: Parts): Sealer => {
  const historyOf = historyReader(record);
  const publicKey = publicKeyOf(key);
  const stores = new Map<string, Store>();

  const inStore = async (store: Store, heads: readonly Head[]): Promise<readonly Head[]> => {
    const unknown = heads.flatMap(({ stream }) => (stores.has(stream) ? [] : [stream]));
    for (const [stream, its] of await record.storesOf(unknown)) stores.set(stream, its);
    return heads.filter(({ stream }) => stores.get(stream) === store);
  };

  return {
    seal: async (store, dutiesFor) => {
      for (;;) {
        // Before the heads are read: what is recorded meanwhile may be in the tree, never the reverse.
        const at = now();
        const { number, last, heads } = await historyOf(store);
        const moved = await inStore(store, movedSince(heads, await record.heads()));
        const secret = randomBytes(32).toString("hex");
        const all = new Map([...heads, ...moved.map((head): [string, Head] => [head.stream, head])]);
        const { root } = treeOver(secret, all.values());
        const seal = signSeal({ store, number: number + 1, at, root, previous: last, publicKey }, key);
        const data = keptAsData({ seal, secret, moved });
        const { appended } = await record.append({
          streams: [
            { stream: sealStream(store), expectedVersion: number, facts: [{ type: SEALED, at, data }] },
          ],
          duties: dutiesFor(seal),
        });
        if (appended) return seal;
      }
    },
    sealAt: async (store, number) => (await readSeals(record, store, number - 1))[0]?.seal,
  };
};

import { type KeyObject, randomBytes } from "node:crypto";
import type { StepBack } from "../../protocol/keeping/step-back.ts";
import type { NewDuty } from "../log/change.ts";
import type { SchoolRecord } from "../school-record.ts";
import { historyReader, keptAsData, movedSince, readSeals, SEALED } from "./history.ts";
import { publicKeyOf, type SignedSeal, signSeal } from "./seal.ts";
import type { Sealable } from "./sealable.ts";
import { asStepBack } from "./step-back.ts";
import { schoolInSeals, sealStream, stepsBackStream } from "./streams.ts";
import { type Head, treeInTurns } from "./tree.ts";

/** Seals one scope. */
export type Sealer = {
  /**
   * Folds the heads of all streams of the scope into one root, signs it and appends it to the scope's
   * seals. @param dutiesFor the work that follows, recorded in the same transaction
   */
  readonly seal: (dutiesFor: (seal: SignedSeal) => readonly NewDuty[]) => Promise<SignedSeal>;
  readonly sealAt: (number: number) => Promise<SignedSeal | undefined>;
  /** If this seal is the first since the record went back: how it went back. */
  readonly stepBackIn: (number: number) => Promise<StepBack | undefined>;
};

type Dependencies = {
  readonly record: Pick<SchoolRecord, "read" | "append" | "scope"> & Sealable;
  /** Ed25519, private. */
  readonly key: KeyObject;
  readonly now: () => string;
};

export const openSealer = ({ record, key, now }: Dependencies): Sealer => {
  const history = historyReader(record);
  const publicKey = publicKeyOf(key);
  const { store } = record.scope;
  const school = schoolInSeals(record.scope);

  return {
    seal: async (dutiesFor) => {
      for (;;) {
        // Taken before the heads are read: the tree may hold what is recorded later, and never lacks anything earlier.
        const at = now();
        const { number, last, heads } = await history();
        const moved = movedSince(heads, await record.heads());
        const secret = randomBytes(32).toString("hex");
        const all = new Map([...heads, ...moved.map((head): [string, Head] => [head.stream, head])]);
        const { root } = await treeInTurns(secret, all.values());
        const seal = signSeal(
          { store, school, number: number + 1, at, root, previous: last, publicKey },
          key,
        );
        const data = keptAsData({ seal, secret, moved });
        const { appended } = await record.append({
          streams: [
            {
              stream: sealStream(record.scope),
              expectedVersion: number,
              facts: [{ type: SEALED, at, data }],
            },
          ],
          duties: dutiesFor(seal),
        });
        if (appended) return seal;
      }
    },
    sealAt: async (number) => record.oneSeal(number),
    stepBackIn: async (number) => {
      const stream = stepsBackStream(record.scope);
      const [kept] = await readSeals(record, number - 1);
      const head = kept?.moved.find((moved) => moved.stream === stream);
      if (head === undefined) return undefined;
      const [fact] = await record.read(stream, head.length - 1);
      return fact === undefined ? undefined : asStepBack(fact);
    },
  };
};

import { type KnownSeal, RESTORED, type StepBack, WENT_BACK } from "../../protocol/keeping/step-back.ts";
import type { NewDuty } from "../log/change.ts";
import { asFact } from "../log/change-facts.ts";
import type { StoredFact } from "../log/stored-fact.ts";
import type { SchoolRecord } from "../school-record.ts";
import { STORES, type Store } from "../scope.ts";
import { type SignedSeal, sealHash } from "./seal.ts";
import { sealStream, stepsBackStream } from "./streams.ts";

export const knownSeal = (seal: SignedSeal): KnownSeal => ({
  number: seal.number,
  at: seal.at,
  hash: sealHash(seal),
});

/** Reads a stream of steps back; events of a later version are skipped. */
export const asStepBack = ({
  type,
  at,
  data,
}: Pick<StoredFact, "type" | "at" | "data">): StepBack | undefined =>
  type === RESTORED || type === WENT_BACK ? ({ type, at, data } as unknown as StepBack) : undefined;

export const stepsBackIn = async (
  record: Pick<SchoolRecord, "read" | "scope">,
): Promise<readonly StepBack[]> =>
  (await record.read(stepsBackStream(record.scope))).flatMap((fact) => asStepBack(fact) ?? []);

type Source = Pick<SchoolRecord, "append" | "read" | "scope">;

/**
 * Records how one school's record, its staff matters, or both went back, and has them sealed at once: the messages
 * about those seals tell the headteacher.
 */
export const noteStepsBack = async (
  stores: { readonly general: Source; readonly adult: Source },
  steps: { readonly [store in Store]?: StepBack | undefined },
): Promise<void> => {
  for (const store of STORES) if (steps[store] !== undefined) await note(stores[store], steps[store]);
  const { general } = stores;
  const at = steps.general?.at ?? steps.adult?.at;
  if (at !== undefined) await general.append({ streams: [], duties: [sealNow(general, at)] });
};

const note = async (record: Source, step: StepBack): Promise<void> => {
  const stream = stepsBackStream(record.scope);
  const fact = asFact(step);
  for (;;) {
    const { length } = await record.read(stream);
    const { appended } = await record.append({
      streams: [{ stream, expectedVersion: length, facts: [fact] }],
    });
    if (appended) return;
  }
};

const MINUTE = 60_000;

const sealNow = ({ scope }: Pick<SchoolRecord, "scope">, at: string): NewDuty => ({
  id: `${stepsBackStream(scope)}/${at}`,
  stream: sealStream(scope),
  at,
  duty: {
    work: { kind: "seal", of: "step-back" },
    afterMs: 0,
    deadlineMs: 10 * MINUTE,
    expiryMs: 7 * 24 * 60 * MINUTE,
    repeat: "until-done",
    urgent: false,
  },
});

/** Whether the record says that this seal is missing, and perhaps why. */
export const explains = (step: StepBack, lost: KnownSeal): boolean =>
  step.data.lost?.hash === lost.hash || (step.type === RESTORED && step.at >= lost.at);

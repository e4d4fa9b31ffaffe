import { reasonOf } from "../meeting/fault.ts";
import { type StepBack, WENT_BACK } from "../protocol/keeping/step-back.ts";
import { lostIn } from "../record/copy/note-restore.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { Scope } from "../record/scope.ts";
import { explains, knownSeal, noteStepsBack, stepsBackIn } from "../record/seal/step-back.ts";
import { sealStream } from "../record/seal/streams.ts";
import type { Witness } from "../record/seal/witness.ts";

type Setup = {
  readonly records: Pick<RecordStore, "in" | "onAppended">;
  readonly witness: Witness;
  readonly now: () => string;
  readonly log: {
    readonly error: (fields: { readonly [field: string]: string }, message: string) => void;
    readonly warn: (fields: { readonly [field: string]: string }, message: string) => void;
  };
  /** Called for each school whose record has gone back without an explanation. */
  readonly wentBack: () => void;
};

type Stores = { readonly record: SchoolRecord; readonly staffMatters: SchoolRecord };

/**
 * Remembers the newest seals outside the record, and notices if the record no longer holds one of them. It never stops
 * a lesson: if it cannot remember, it logs that once.
 */
export const watchSeals = ({ records, witness, now, log, wentBack }: Setup) => {
  let works = true;

  const remember = async (scope: Scope): Promise<void> => {
    try {
      const newest = await records.in(scope.school, scope.store).oneSeal("newest");
      if (newest !== undefined) witness.saw(scope, knownSeal(newest));
      works = true;
    } catch (error) {
      if (works) log.warn({ error: reasonOf(error) }, "the newest seal cannot be remembered in DATA_DIR");
      works = false;
    }
  };
  records.onAppended((scope, streams) => {
    if (streams.includes(sealStream(scope))) void remember(scope);
  });

  const missing = async (record: SchoolRecord): Promise<StepBack | undefined> => {
    const lost = await lostIn(record, witness);
    if (lost === undefined) return undefined;
    if ((await stepsBackIn(record)).some((step) => explains(step, lost))) return undefined;
    const newest = await record.oneSeal("newest");
    const data = { lost, ...(newest === undefined ? {} : { seal: knownSeal(newest) }) };
    return { type: WENT_BACK, at: now(), data };
  };

  return {
    /** Compares a school's record with what was known at the start: if it went back, its headteacher is told once. */
    compare: async ({ record, staffMatters }: Stores): Promise<void> =>
      // Every replica looks; the first one records it.
      record.oneAtATime(`steps back of ${record.scope.school}`, async () => {
        const [general, adult] = [await missing(record), await missing(staffMatters)];
        if (general === undefined && adult === undefined) return;
        await noteStepsBack({ general: record, adult: staffMatters }, { general, adult });
        log.error(
          {},
          "the record has gone back: a seal is missing, and no restore says why (docs/operating.md)",
        );
        wentBack();
      }),
  };
};

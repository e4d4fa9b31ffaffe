import { defined } from "../../protocol/defined.ts";
import { RESTORED, type Restored, type StepBack } from "../../protocol/keeping/step-back.ts";
import type { RecordStore } from "../record-store.ts";
import type { SchoolRecord } from "../school-record.ts";
import { STORES } from "../scope.ts";
import { knownSeal, noteStepsBack } from "../seal/step-back.ts";
import type { Witness } from "../seal/witness.ts";

export type Noting = Pick<Restored, "of" | "until" | "version"> & {
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
  readonly witness: Pick<Witness, "known">;
};

/**
 * Notes in each school's record, and in its staff matters, that a copy was restored, and asks for seals over that at
 * once. Work to be done at most once may have been done after the copy was made: it is not done again.
 */
export const noteRestore = async (records: RecordStore, noting: Noting): Promise<void> => {
  await records.doubtOnce(Date.parse(noting.at));
  for (const school of await records.schools()) {
    const stores = { general: records.in(school), adult: records.in(school, "adult") };
    await noteStepsBack(stores, {
      general: await restoredIn(stores.general, noting),
      adult: await restoredIn(stores.adult, noting),
    });
  }
};

const restoredIn = async (
  record: Pick<SchoolRecord, "oneSeal" | "scope">,
  { at, of, until, version, witness }: Noting,
): Promise<StepBack> => {
  const newest = await record.oneSeal("newest");
  const lost = await lostIn(record, witness);
  return {
    type: RESTORED,
    at,
    data: {
      of,
      version,
      ...defined({ until }),
      ...(newest === undefined ? {} : { seal: knownSeal(newest) }),
      ...defined({ lost }),
    },
  };
};

/** The newest seal that was made, if the record no longer holds it. */
export const lostIn = async (
  record: Pick<SchoolRecord, "oneSeal" | "scope">,
  { known }: Pick<Witness, "known">,
) => {
  const last = known(record.scope);
  if (last === undefined) return undefined;
  const here = await record.oneSeal(last.number);
  return here !== undefined && knownSeal(here).hash === last.hash ? undefined : last;
};

/** When anything was last recorded, in any school; ISO 8601 in UTC. */
export const lastRecorded = async (
  records: Pick<RecordStore, "schools" | "in">,
): Promise<string | undefined> => {
  const moments: number[] = [];
  for (const school of await records.schools())
    for (const store of STORES) moments.push((await records.in(school, store).lastRecorded()) ?? 0);
  const last = Math.max(0, ...moments);
  return last === 0 ? undefined : new Date(last).toISOString();
};

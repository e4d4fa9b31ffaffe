import { type Caller, mayOnConcern } from "../../protocol/authorise.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { DSL_ROLE } from "../rows.ts";
import type { Stores } from "../streams.ts";

/** The concerns that somebody may read, found through the index of both stores. */
export type Readable = {
  /** undefined for everything else, by the same steps. */
  readonly find: (caller: Caller, ref: string) => Promise<Concern | undefined>;
  /** Those the caller may read, newest first. */
  readonly readable: (caller: Caller) => Promise<readonly Concern[]>;
  readonly raisedBy: (caller: Caller, lesson: string) => Promise<readonly Concern[]>;
};

type Parts = { readonly stores: Stores; readonly read: (ref: string) => Promise<Concern> };

export const readableIn = ({ stores: { record, staffMatters }, read }: Parts): Readable => {
  /** What the index says is asked again of each concern itself. */
  const readableOf = async (caller: Caller, refs: readonly string[]): Promise<readonly Concern[]> =>
    (await newestFirst(refs, read)).filter((one) => mayOnConcern(caller, "read-concern", one));

  return {
    // The index is asked first: of a concern that is not theirs no more is read than of none at all.
    find: async (caller, ref) => {
      const people = [caller.id, ...(caller.roles.includes("dsl") ? [DSL_ROLE] : [])];
      const theirs = await Promise.all([
        record.isConcernOf(ref, people),
        staffMatters.isConcernOf(ref, [caller.id]),
      ]);
      if (!theirs.includes(true)) return undefined;
      const concern = await read(ref);
      return mayOnConcern(caller, "read-concern", concern) ? concern : undefined;
    },
    readable: async (caller) => {
      const rows = [...(await record.concernsFor(caller.id)), ...(await staffMatters.concernsFor(caller.id))];
      const byRole = caller.roles.includes("dsl") ? await record.concernsFor(DSL_ROLE) : [];
      return readableOf(
        caller,
        [...rows, ...byRole].map((row) => row.ref),
      );
    },
    raisedBy: async (caller, lesson) => {
      const rows = [
        ...(await record.concernsRaisedBy(caller.id, lesson)),
        ...(await staffMatters.concernsRaisedBy(caller.id, lesson)),
      ];
      return readableOf(
        caller,
        rows.map((row) => row.ref),
      );
    },
  };
};

export const newestFirst = async (
  refs: readonly string[],
  read: (ref: string) => Promise<Concern>,
): Promise<readonly Concern[]> => {
  const concerns = await Promise.all([...new Set(refs)].map(read));
  return concerns.toSorted((a, b) => b.raisedAt.localeCompare(a.raisedAt));
};

import { isForPresentHeadteacher } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { isAboutSomeOfLesson } from "../../protocol/rules/x2-staff-conduct.ts";
import { everInLesson, mayOnConcern, type Side, sideOf } from "../../protocol/who/authorise.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import type { ConcernRight } from "../../protocol/who/rights.ts";
import { DSL_ROLE, HEADTEACHER_ROLE } from "../../record/index/rows.ts";
import type { Stores } from "../../record/log/streams.ts";

/** The concerns that a person may read, found through the index of both stores. */
export type Readable = {
  /** undefined for every other concern, found out by the same steps. */
  readonly find: (caller: Caller, ref: string) => Promise<Concern | undefined>;
  /** Those the caller may read, newest first. */
  readonly readable: (caller: Caller) => Promise<readonly Concern[]>;
  readonly raisedBy: (caller: Caller, lesson: string) => Promise<readonly Concern[]>;
  /** Decided from the concern itself, and from who has, or had, a part in its lesson. */
  readonly may: (caller: Caller, right: ConcernRight, concern: Concern) => Promise<boolean>;
  /** How much of it they see. */
  readonly sideOf: (caller: Caller, concern: Concern) => Promise<Side>;
};

type Dependencies = {
  readonly stores: Stores;
  readonly read: (ref: string) => Promise<Concern>;
  readonly lesson: (id: string) => Promise<Lesson>;
};

export const readableIn = ({ stores: { record, staffMatters }, read, lesson }: Dependencies): Readable => {
  /** Asked only where it may be about any of them, and for readers who could read it by the role alone. */
  const staffOf = async ({ roles }: Caller, concern: Concern): Promise<readonly string[]> =>
    roles.includes("headteacher") && isForPresentHeadteacher(concern) && isAboutSomeOfLesson(concern)
      ? everInLesson(await lesson(concern.lesson))
      : [];

  const may: Readable["may"] = async (caller, right, concern) =>
    mayOnConcern(caller, right, concern, await staffOf(caller, concern));

  /** The index is not trusted: each concern itself is asked again. */
  const readableOf = async (caller: Caller, refs: readonly string[]): Promise<readonly Concern[]> => {
    const found = await newestFirst(refs, read);
    const theirs = await Promise.all(found.map((one) => may(caller, "read-concern", one)));
    return found.filter((_one, n) => theirs[n]);
  };

  return {
    may,
    sideOf: async (caller, concern) => sideOf(caller, concern, await staffOf(caller, concern)),
    // The index comes first: for a concern that is not theirs, no more is read than for one that does not exist.
    find: async (caller, ref) => {
      const theirs = await Promise.all([
        record.isConcernOf(ref, [caller.id, ...rolesIn(caller, GENERAL)]),
        staffMatters.isConcernOf(ref, [caller.id, ...rolesIn(caller, STAFF_MATTERS)]),
      ]);
      if (!theirs.includes(true)) return undefined;
      const concern = await read(ref);
      return (await may(caller, "read-concern", concern)) ? concern : undefined;
    },
    readable: async (caller) => {
      const rows = await Promise.all([
        ...[caller.id, ...rolesIn(caller, GENERAL)].map((one) => record.concernsFor(one)),
        ...[caller.id, ...rolesIn(caller, STAFF_MATTERS)].map((one) => staffMatters.concernsFor(one)),
      ]);
      return readableOf(
        caller,
        rows.flat().map((row) => row.ref),
      );
    },
    raisedBy: async (caller, id) => {
      const rows = [
        ...(await record.concernsRaisedBy(caller.id, id)),
        ...(await staffMatters.concernsRaisedBy(caller.id, id)),
      ];
      return readableOf(
        caller,
        rows.map((row) => row.ref),
      );
    },
  };
};

/** The roles by which concerns are found. No DSL looks among staff matters (X2). */
const STAFF_MATTERS = [["headteacher", HEADTEACHER_ROLE]] as const;
const GENERAL = [["dsl", DSL_ROLE], ...STAFF_MATTERS] as const;

const rolesIn = ({ roles }: Caller, found: typeof GENERAL | typeof STAFF_MATTERS): readonly string[] =>
  found.flatMap(([role, inIndex]) => (roles.includes(role) ? [inIndex] : []));

export const newestFirst = async (
  refs: readonly string[],
  read: (ref: string) => Promise<Concern>,
): Promise<readonly Concern[]> => {
  const concerns = await Promise.all([...new Set(refs)].map(read));
  return concerns.toSorted((a, b) => b.raisedAt.localeCompare(a.raisedAt));
};

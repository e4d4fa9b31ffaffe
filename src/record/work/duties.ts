import type { Kysely } from "kysely";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { Priority } from "../../protocol/work/priority.ts";
import type { BuiltOnce } from "../engine/built-once.ts";
import type { OpenDatabase } from "../engine/open-database.ts";
import type { Tables } from "../engine/schema.ts";
import { claimsIn } from "./claim-duties.ts";
import { closeClaim, closeUnfinished } from "./close-duty.ts";
import { type Ahead, dutiesAhead } from "./duties-ahead.ts";
import { cancelDuties } from "./duty-changes.ts";
import type { DutyOutcome, DutyRow, Notice } from "./duty-row.ts";
import { OPEN } from "./open-duties.ts";
import { readDuty } from "./read-duty.ts";
import { sweepDuties } from "./sweep-duties.ts";

/**
 * Outgoing work of all schools, in the same database as the events it follows from: the worker's side
 * of it. Moments: ms since 1970, by the program's clock. Leases go by a clock of the record's own.
 */
export type Duties = {
  /**
   * Takes up to `limit` due duties of this priority under a lease, in the order they should start.
   * It is committed that they have started before this answers. Duties whose lease ran out are taken again, except
   * those to be done `once`. After a failure, the next call also returns what the failed one may have taken.
   */
  readonly claimDuties: (
    now: number,
    limit: number,
    leaseMs: number,
    which: Priority,
  ) => Promise<readonly DutyRow[]>;
  /** false when this claim is no longer the newest one, or the duty is not under way. */
  readonly finishDuty: (id: string, fence: number, outcome: DutyOutcome, now: number) => Promise<boolean>;
  /**
   * Lets it wait until `notBefore`; a duty replaced or cancelled meanwhile is not tried again.
   * false as for `finishDuty`.
   */
  readonly retryDuty: (
    id: string,
    fence: number,
    notBefore: number,
    reason: string,
    now: number,
  ) => Promise<boolean>;
  /** Not tried at all, because of Microsoft's limits: it waits, and this claim was no attempt. */
  readonly holdDuty: (
    duty: Pick<DutyRow, "id" | "fence" | "attempts">,
    notBefore: number,
    reason: string,
    now: number,
  ) => Promise<boolean>;
  /** It was done, and waits for its next round like a new duty. false as for `finishDuty`. */
  readonly beginRound: (
    duty: Pick<DutyRow, "id" | "fence">,
    next: Pick<DutyRow, "notBefore" | "deadlineAt"> & Partial<Pick<DutyRow, "expiresAt">>,
    reason: string,
    now: number,
  ) => Promise<boolean>;
  /** No one can say whether a duty to be done `once` happened: it is closed, and a person is told. */
  readonly unknownDuty: (id: string, fence: number, reason: string, now: number) => Promise<boolean>;
  /**
   * Gives up our own claims, because this process stops in the middle of them: others take them at once. A duty
   * to be done `once` may have happened, and a person is told.
   */
  readonly releaseDuties: (claims: readonly Pick<DutyRow, "id" | "fence">[]) => Promise<void>;
  /** Notes what changes with time alone: deadlines passed, duties expired, outcomes that stay unknown. */
  readonly sweepDuties: (now: number) => Promise<void>;
  /** Open duties to be done `once` may have been done: as `unknownDuty`. */
  readonly doubtOnce: (now: number) => Promise<void>;
  /** Up to `limit` duties that a person is still to be told about, and why; the oldest deadline first. */
  readonly dutyNotices: (
    limit: number,
  ) => Promise<readonly { readonly duty: DutyRow; readonly notice: Notice }[]>;
  /** Whether a person is still to be told this about it; another replica may have told them meanwhile. */
  readonly noticeOpen: (id: string, notice: Notice) => Promise<boolean>;
  readonly noticeTold: (id: string, notice: Notice) => Promise<void>;
  /** What there is to do now, and when next. */
  readonly dutiesAhead: (now: number) => Promise<Ahead>;
};

/** Outgoing work of one scope. */
export type ScopeDuties = {
  /** Duties of these kinds no longer apply (`Change.cancel` does it together with facts). */
  readonly cancelDuties: (stream: string, kinds: readonly DutyKind[]) => Promise<void>;
  /** All duties of a stream, finished ones too, in the order they may run. */
  readonly dutiesOf: (stream: string) => Promise<readonly DutyRow[]>;
};

type DutyDatabase = { readonly db: Kysely<Tables>; readonly run: BuiltOnce } & Pick<
  OpenDatabase,
  "claiming" | "holder" | "leaseClock"
>;

export const dutiesIn = (database: DutyDatabase): Duties => {
  const { db, run } = database;
  const claims = claimsIn(database);
  return {
    claimDuties: async (now, limit, leaseMs, which) => claims.claim({ now, limit, leaseMs, which }),

    finishDuty: async (id, fence, outcome, now) =>
      "failed" in outcome
        ? closeUnfinished(
            database,
            { id, fence },
            { now, reason: outcome.failed },
            { state: "failed", notice: "failure" },
          )
        : closeClaim(database, { id, fence }, { state: "done", finishedAt: now, notice: null }),

    retryDuty: async (id, fence, notBefore, reason, now) =>
      closeUnfinished(database, { id, fence }, { now, reason }, { state: "waiting", notBefore }),

    holdDuty: async ({ id, fence, attempts }, notBefore, reason, now) =>
      closeUnfinished(
        database,
        { id, fence },
        { now, reason },
        { state: "waiting", notBefore, attempts: attempts - 1 },
      ),

    beginRound: async ({ id, fence }, next, reason, now) =>
      closeUnfinished(
        database,
        { id, fence },
        { now, reason },
        { state: "waiting", ...next, attempts: 0, startedAt: null, lateAt: null, notice: null },
      ),

    unknownDuty: async (id, fence, reason, now) =>
      closeClaim(
        database,
        { id, fence },
        { state: "failed", finishedAt: now, lastReason: reason, notice: "unknown" },
      ),

    doubtOnce: async (now) => {
      await db
        .updateTable("duties")
        .set({ state: "failed", notice: "unknown", lastReason: "outcome unknown", finishedAt: now })
        .where(OPEN)
        .where("repeat", "=", "once")
        .execute();
    },

    releaseDuties: async (claims) => {
      for (const { id, fence } of claims) await closeClaim(database, { id, fence }, { leaseUntil: 0 });
    },

    sweepDuties: async (now) => sweepDuties(database, now),

    dutyNotices: async (limit) => {
      const rows = await run(db, "notices", { limit }, (built, values) =>
        built
          .selectFrom("duties")
          .selectAll()
          .where("notice", "is not", null)
          .orderBy("deadlineAt")
          .orderBy("id")
          .limit(values.limit),
      );
      return rows.flatMap((row) =>
        row.notice === null ? [] : [{ duty: readDuty(row), notice: row.notice }],
      );
    },

    noticeOpen: async (id, notice) => {
      const row = await db.selectFrom("duties").select("notice").where("id", "=", id).executeTakeFirst();
      return row?.notice === notice;
    },

    noticeTold: async (id, notice) => {
      await db
        .updateTable("duties")
        .set({ notice: null })
        .where("id", "=", id)
        .where("notice", "=", notice)
        .execute();
    },

    dutiesAhead: async (now) => claims.orInDoubt(await dutiesAhead(database, now)),
  };
};

export const scopeDutiesIn = (db: Kysely<Tables>): ScopeDuties => ({
  cancelDuties: async (stream, kinds) => {
    await db.transaction().execute(async (transaction) => cancelDuties(transaction, stream, kinds));
  },

  dutiesOf: async (stream) => {
    const rows = await db
      .selectFrom("duties")
      .selectAll()
      .where("stream", "=", stream)
      .orderBy("notBefore")
      .orderBy("position")
      .orderBy("id")
      .execute();
    return rows.map(readDuty);
  },
});

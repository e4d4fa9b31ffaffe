import type { ConcernCommand } from "../../protocol/concern/commands.ts";
import { decideConcern } from "../../protocol/concern/decide.ts";
import { concernDutiesOf, concernDutiesUndoneBy } from "../../protocol/concern/duties.ts";
import { evolveConcern } from "../../protocol/concern/state.ts";
import type { About } from "../../protocol/who/route.ts";
import { concernRow } from "../../record/index/rows.ts";
import type { Appended, Change } from "../../record/log/change.ts";
import { asFact, numbered } from "../../record/log/change-facts.ts";
import {
  type concernReader,
  concernStream,
  keepingReader,
  keepingStream,
  type Stores,
} from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { createHoldPlacing } from "../placing-holds.ts";
import { readingsErased } from "../readings.ts";
import type { ConcernAnswer } from "./answers.ts";
import { inTheirTurn } from "./turn.ts";

type Dependencies = {
  readonly stores: Stores;
  readonly read: ReturnType<typeof concernReader<keyof SchoolRecord>>;
  readonly now: () => string;
};

/** A command worked out from the school's keeping at this version. */
export type ByKeeping = { readonly command: ConcernCommand; readonly keeping: number };

/** @param command one that depends on the school's keeping is worked out again if that has changed */
export type CarryOut = (
  ref: string,
  command: ConcernCommand | (() => Promise<ByKeeping>),
) => Promise<ConcernAnswer>;

/** The store in which a concern about this is kept. */
export const storeFor = (about: About, { record, staffMatters }: Stores): SchoolRecord =>
  about === "adult" ? staffMatters : record;

/** Decides on fresh state and appends; again for as long as another writer was first. */
export const createCarryOut = ({ stores, read, now }: Dependencies): CarryOut => {
  const appendWhile = appendingWhile(stores);
  return async (ref, asked) => {
    for (;;) {
      const { command, keeping } =
        typeof asked === "function" ? await asked() : { command: asked, keeping: undefined };
      const found = await read(ref);
      const { state, version } = found;
      const at = now();
      const decision = decideConcern(state, command, at);
      if ("refused" in decision) return decision;
      if (decision.events.length === 0) return { say: decision.say, concern: state, recorded: false };
      const after = decision.events.reduce(evolveConcern, state);
      const stream = concernStream(ref);
      const undone = decision.events.flatMap(concernDutiesUndoneBy);
      const erasure = decision.events.find((event) => event.type === "PersonalErased");
      const reads = erasure === undefined ? undefined : await readingsErased(found.record, ref, erasure);
      const store = version === 0 ? storeFor(after.about, stores) : found.record;
      const duties = concernDutiesOf(state, after, decision.events).flatMap((some, n) =>
        numbered(stream, version + n + 1, some, at),
      );
      const change: Change = {
        streams: [
          { stream, expectedVersion: version, facts: decision.events.map(asFact) },
          ...(reads?.streams ?? []),
        ],
        duties: await inTheirTurn(store, after, duties),
        cancel: undone.length === 0 ? [] : [{ stream, kinds: undone }],
        erase:
          erasure === undefined ? [] : [{ stream, versions: erasure.data.versions }, ...(reads?.erase ?? [])],
        index: { concerns: [concernRow(after)] },
      };
      const { appended } = await (keeping === undefined
        ? store.append(change)
        : appendWhile(keeping, store, change));
      if (!appended) continue;
      // Nothing erased may stay in memory: the concern is derived anew.
      const erased = after.keeping.erasedAt !== state.keeping.erasedAt;
      return { say: decision.say, concern: erased ? (await read(ref)).state : after, recorded: true };
    }
  };
};

/**
 * Only while the school's keeping is at this version: a hold that is placed meanwhile counts. It is kept in the
 * general store, which a change to the other store cannot check: no hold is placed there until this is done.
 */
const appendingWhile = ({ record, staffMatters }: Stores) => {
  const readKeeping = keepingReader(record);
  const stream = keepingStream(record.scope.school);
  return async (
    version: number,
    store: Pick<SchoolRecord, "append">,
    change: Change,
  ): Promise<Pick<Appended, "appended">> =>
    store === staffMatters
      ? createHoldPlacing(record, async () =>
          (await readKeeping()).version === version ? store.append(change) : { appended: false },
        )
      : store.append({
          ...change,
          streams: [...change.streams, { stream, expectedVersion: version, facts: [] }],
        });
};

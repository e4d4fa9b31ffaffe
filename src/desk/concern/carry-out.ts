import type { ConcernCommand } from "../../protocol/concern/commands.ts";
import { decideConcern } from "../../protocol/concern/decide.ts";
import { concernDutiesFor, concernDutiesUndoneBy } from "../../protocol/concern/duties.ts";
import { evolveConcern } from "../../protocol/concern/state.ts";
import type { About } from "../../protocol/route.ts";
import type { Record } from "../../record/record.ts";
import { asFact, numbered } from "../facts.ts";
import { concernRow } from "../rows.ts";
import { type concernReader, concernStream, type Stores } from "../streams.ts";
import type { ConcernAnswer } from "./answers.ts";

type Parts = {
  readonly stores: Stores;
  readonly read: ReturnType<typeof concernReader<keyof Record>>;
  readonly now: () => string;
};

export type CarryOut = (ref: string, command: ConcernCommand) => Promise<ConcernAnswer>;

/** The store that a concern about this stands in. */
export const storeFor = (about: About, { record, staffMatters }: Stores): Record =>
  about === "adult" ? staffMatters : record;

/** Decides on fresh state and appends; again for as long as somebody else was first. */
export const carryingOut =
  ({ stores, read, now }: Parts): CarryOut =>
  async (ref, command) => {
    for (;;) {
      const found = await read(ref);
      const { state, version } = found;
      const at = now();
      const decision = decideConcern(state, command, at);
      if ("refused" in decision) return decision;
      if (decision.events.length === 0) return { say: decision.say, concern: state, recorded: false };
      const after = decision.events.reduce(evolveConcern, state);
      const stream = concernStream(ref);
      const undone = decision.events.flatMap(concernDutiesUndoneBy);
      const { appended } = await (version === 0 ? storeFor(after.about, stores) : found.record).append({
        streams: [{ stream, expectedVersion: version, facts: decision.events.map(asFact) }],
        duties: decision.events.flatMap((event, n) =>
          numbered(stream, version + n + 1, concernDutiesFor(after, event), at),
        ),
        cancel: undone.length === 0 ? [] : [{ stream, kinds: undone }],
        erase: decision.events.flatMap((event) =>
          event.type === "PersonalErased" ? [{ stream, versions: event.data.versions }] : [],
        ),
        index: { concerns: [concernRow(after)] },
      });
      if (!appended) continue;
      // What was erased is in nobody's memory either: the concern is derived anew.
      const erased = after.keeping.erasedAt !== state.keeping.erasedAt;
      return { say: decision.say, concern: erased ? (await read(ref)).state : after, recorded: true };
    }
  };

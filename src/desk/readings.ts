import type { ConcernEvent } from "../protocol/concern/events.ts";
import { type ConcernRead, isNoted, type Reading, type Surface } from "../protocol/concern/reading.ts";
import type { Concern } from "../protocol/concern/state.ts";
import { defined } from "../protocol/defined.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { Change } from "../record/log/change.ts";
import { asFact } from "../record/log/change-facts.ts";
import { readingReader, readingStream, type Stores } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";

/** The record of who has read which concern. The caller checks the reader's right to it. */
export type Readings = {
  /**
   * Notes that these are shown to a person now. Rejects where it cannot: then nothing may be shown.
   * @param child for whom they look whom to phone
   */
  readonly note: (
    reader: Caller,
    concerns: readonly Concern[],
    surface: Surface,
    child?: string,
  ) => Promise<void>;
  /** Oldest first. For those who were told of the concern, never for its raiser. */
  readonly of: (concern: Concern) => Promise<readonly Reading[]>;
};

type Store = Pick<SchoolRecord, "read" | "isNewest" | "append">;

export const openReadings = (stores: Stores<"read" | "isNewest" | "append">, now: () => string): Readings => {
  const general = notesIn(stores.record, now);
  const adult = notesIn(stores.staffMatters, now);
  return {
    note: async (reader, concerns, surface, child) => {
      const matters = concerns.filter(({ about }) => about === "adult");
      const others = concerns.filter(({ about }) => about !== "adult");
      if (others.length > 0) await general.note(reader, others, surface, child);
      if (matters.length > 0) await adult.note(reader, matters, surface, child);
    },
    of: (concern) => (concern.about === "adult" ? adult : general).of(concern),
  };
};

/**
 * Goes with the erasure of a concern's names and words: erases the names of those who have read it. A reading
 * noted at the same moment changes its stream, so this is decided again and none is left out.
 */
export const readingsErased = async (
  store: Pick<SchoolRecord, "read">,
  ref: string,
  { at, data, personal }: Extract<ConcernEvent, { type: "PersonalErased" }>,
): Promise<Required<Pick<Change, "streams" | "erase">>> => {
  const stream = readingStream(ref);
  const versions = (await store.read(stream)).map(({ version }) => version);
  const erased = { type: "PersonalErased", at, data: { ...data, versions }, personal };
  const facts = versions.length === 0 ? [] : [asFact(erased)];
  return {
    streams: [{ stream, expectedVersion: versions.length, facts }],
    erase: [{ stream, versions }],
  };
};

const notesIn = (store: Store, now: () => string): Readings => {
  const readingsOf = readingReader(store);
  return {
    of: async ({ ref }) => (await readingsOf(ref)).state,
    note: async (reader, concerns, surface, child) => {
      for (;;) {
        const at = now();
        const known = await Promise.all(
          concerns.map(async ({ ref }) => ({ ref, ...(await readingsOf(ref)) })),
        );
        const fresh = known.filter(({ state }) => !isNoted(state, reader.id, surface, at));
        if (fresh.length === 0) return;
        const read: ConcernRead = {
          type: "ConcernRead",
          at,
          data: { by: reader.id, surface },
          personal: { byName: reader.name, ...defined({ child }) },
        };
        const { appended } = await store.append({
          streams: fresh.map(({ ref, version }) => ({
            stream: readingStream(ref),
            expectedVersion: version,
            facts: [asFact(read)],
          })),
        });
        if (appended) return;
      }
    },
  };
};

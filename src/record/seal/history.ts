import type { Json, JsonObject } from "../../protocol/fact.ts";
import type { SchoolRecord } from "../school-record.ts";
import { type SignedSeal, sealHash } from "./seal.ts";
import { sealStream } from "./streams.ts";
import type { Head } from "./tree.ts";

/** A seal as stored in its stream, with what its tree is rebuilt from. */
export type KeptSeal = {
  readonly seal: SignedSeal;
  /** All salts and fillings of the tree follow from it; a person who has it can find out about every stream. */
  readonly secret: string;
  /** Heads that are new or have changed since the seal before. The others are unchanged. */
  readonly moved: readonly Head[];
};

/** How far the seals of a scope have come. */
export type SealHistory = {
  /** How many; also the version of their stream. */
  readonly number: number;
  /** `sealHash` of the newest. */
  readonly last: string | null;
  /** What the newest seal holds. */
  readonly heads: ReadonlyMap<string, Head>;
};

export const SEALED = "RecordSealed";

export const keptAsData = ({ seal, secret, moved }: KeptSeal): JsonObject => ({
  seal,
  secret,
  moved: moved.map(({ stream, length, hash }): Json => ({ stream, length, hash })),
});

/** The seals of the record's scope after a number (0: all), oldest first. */
export const readSeals = async (
  record: Pick<SchoolRecord, "read" | "scope">,
  after = 0,
): Promise<readonly KeptSeal[]> =>
  (await record.read(sealStream(record.scope), after)).map(({ data }) => data as unknown as KeptSeal);

/** A seal never takes back what an earlier one said: a stream that has become shorter keeps its earlier head. */
export const movedSince = (before: ReadonlyMap<string, Head>, heads: readonly Head[]): readonly Head[] =>
  heads.filter(({ stream, length }) => length > (before.get(stream)?.length ?? 0));

/** Reads what has been sealed, from the record each time, keeping what it has read before. */
export const historyReader = (record: Pick<SchoolRecord, "read" | "scope">): (() => Promise<SealHistory>) => {
  let known: SealHistory = { number: 0, last: null, heads: new Map() };
  return async () => {
    const before = known;
    const newer = await readSeals(record, before.number);
    const newest = newer.at(-1);
    if (newest === undefined) return before;
    const heads = new Map(before.heads);
    for (const { moved } of newer) for (const head of moved) heads.set(head.stream, head);
    known = { number: newest.seal.number, last: sealHash(newest.seal), heads };
    return known;
  };
};

import { createHmac } from "node:crypto";
import { breathe } from "../engine/breathe.ts";
import { canonicalJson } from "../log/canonical-json.ts";
import { growLevels, leafOf, PAUSE_EVERY, proofOf, type Step } from "./merkle.ts";

/** A stream's length (its number of events) and the digest of its last event. */
export type Head = { readonly stream: string; readonly length: number; readonly hash: string };

/** Proof that a head was sealed, for a reader who may know of this one stream only. */
export type Proof = { readonly salt: string; readonly path: readonly Step[] };

export type Tree = {
  readonly root: string;
  readonly proofFor: (stream: string) => Proof | undefined;
};

/** Every tree of a small school has the same size, however few streams there are. */
const FEWEST_LEAVES = 256;

export const saltOf = (secret: string, stream: string): string => mix(secret, `stream ${stream}`);

/** The salt keeps others from trying streams and digests against a leaf. */
export const headLeaf = (salt: string, { stream, length, hash }: Head): string =>
  leafOf(salt, canonicalJson({ stream, length, hash }));

/**
 * The tree over heads. Leaves are in the order of their digests, filled up to a power of two
 * with leaves that mean nothing: neither order nor count gives anything away.
 *
 * @param secret 32 bytes in hex, new for each tree; all salts and fillings follow from it
 */
export const treeOver = (secret: string, heads: Iterable<Head>): Tree => {
  const growing = grow(secret, heads);
  for (;;) {
    const step = growing.next();
    if (step.done === true) return step.value;
  }
};

/** The same tree, made a little at a time: a large one must not hold up a press. */
export const treeInTurns = async (secret: string, heads: Iterable<Head>): Promise<Tree> => {
  const growing = grow(secret, heads);
  for (;;) {
    const step = growing.next();
    if (step.done === true) return step.value;
    await breathe();
  }
};

const grow = function* (secret: string, heads: Iterable<Head>): Generator<undefined, Tree, undefined> {
  const own = new Map<string, { readonly salt: string; readonly leaf: string }>();
  for (const head of heads) {
    const salt = saltOf(secret, head.stream);
    own.set(head.stream, { salt, leaf: headLeaf(salt, head) });
    if (own.size % PAUSE_EVERY === 0) yield;
  }
  const leaves = Array.from(own.values(), ({ leaf }) => leaf);
  const size = sizeFor(leaves.length);
  for (let n = 0; leaves.length < size; n += 1) {
    leaves.push(mix(secret, `filling ${n}`));
    if (n % PAUSE_EVERY === PAUSE_EVERY - 1) yield;
  }
  leaves.sort();
  const levels = yield* growLevels(leaves);
  let places: ReadonlyMap<string, number> | undefined;
  return {
    root: levels.at(-1)?.[0] ?? "",
    proofFor: (stream) => {
      const found = own.get(stream);
      if (found === undefined) return undefined;
      places ??= new Map(leaves.map((leaf, place) => [leaf, place]));
      return { salt: found.salt, path: proofOf(levels, places.get(found.leaf) ?? 0) };
    },
  };
};

const sizeFor = (count: number): number => {
  let size = FEWEST_LEAVES;
  while (size < count) size *= 2;
  return size;
};

const mix = (secret: string, text: string): string =>
  createHmac("sha256", Buffer.from(secret, "hex")).update(text).digest("hex");

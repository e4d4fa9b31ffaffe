import { createHmac } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import { leafOf, levelsOver, proofOf, type Step } from "./merkle.ts";

/** Where a stream stands: how many events, and the digest of the last of them. */
export type Head = { readonly stream: string; readonly length: number; readonly hash: string };

/** Proof that a head was sealed, for whoever may know of this one stream only. */
export type Proof = { readonly salt: string; readonly path: readonly Step[] };

export type Tree = {
  readonly root: string;
  readonly proofFor: (stream: string) => Proof | undefined;
};

/** Every tree of a small school has the same size, however little there is in it. */
const FEWEST_LEAVES = 256;

export const saltOf = (secret: string, stream: string): string => mix(secret, `stream ${stream}`);

/** The salt keeps others from trying streams and digests against a leaf. */
export const headLeaf = (salt: string, { stream, length, hash }: Head): string =>
  leafOf(salt, canonicalJson({ stream, length, hash }));

/**
 * The tree over heads. Leaves stand in the order of their digests and are filled up to a power of two
 * with leaves that mean nothing: neither order nor count gives anything away.
 *
 * @param secret 32 bytes in hex, new for each tree; all salts and fillings follow from it
 */
export const treeOver = (secret: string, heads: Iterable<Head>): Tree => {
  const own = new Map<string, { readonly salt: string; readonly leaf: string }>();
  for (const head of heads) {
    const salt = saltOf(secret, head.stream);
    own.set(head.stream, { salt, leaf: headLeaf(salt, head) });
  }
  const leaves = Array.from(own.values(), ({ leaf }) => leaf);
  const size = sizeFor(leaves.length);
  for (let n = 0; leaves.length < size; n += 1) leaves.push(mix(secret, `filling ${n}`));
  leaves.sort();
  const levels = levelsOver(leaves);
  return {
    root: levels.at(-1)?.[0] ?? "",
    proofFor: (stream) => {
      const found = own.get(stream);
      if (found === undefined) return undefined;
      return { salt: found.salt, path: proofOf(levels, leaves.indexOf(found.leaf)) };
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

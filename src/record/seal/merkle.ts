import { createHash } from "node:crypto";

/** One step of a proof: what stands beside the digest reached so far. Digests are lower-case hex. */
export type Step = { readonly side: "left" | "right"; readonly hash: string };

// Leaves and nodes differ by their first byte, so that no one can pass off a node as a leaf.
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Digests made between two pauses: some milliseconds' worth. */
export const PAUSE_EVERY = 250;

/** SHA-256 over 0 ‖ salt ‖ text. @param salt hex */
export const leafOf = (salt: string, text: string): string =>
  createHash("sha256").update(LEAF).update(Buffer.from(salt, "hex")).update(text).digest("hex");

/** SHA-256 over 1 ‖ left ‖ right. */
const nodeOf = (left: string, right: string): string =>
  createHash("sha256")
    .update(NODE)
    .update(Buffer.from(left, "hex"))
    .update(Buffer.from(right, "hex"))
    .digest("hex");

/**
 * The levels of a tree, leaves first, root last; pauses every so often, so that the caller can do other
 * work. @param leaves a power of two of them
 */
export const growLevels = function* (
  leaves: readonly string[],
): Generator<undefined, readonly (readonly string[])[], undefined> {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; ) {
    const above: string[] = [];
    for (let n = 0; n < level.length; n += 2) {
      above.push(nodeOf(level[n] ?? "", level[n + 1] ?? ""));
      if (above.length % PAUSE_EVERY === 0) yield;
    }
    levels.push(above);
    level = above;
  }
  return levels;
};

/** The proof that the leaf at this place stands in the tree. */
export const proofOf = (levels: readonly (readonly string[])[], place: number): readonly Step[] =>
  levels.slice(0, -1).map((level, height): Step => {
    const own = place >> height;
    return { side: own % 2 === 0 ? "right" : "left", hash: level[own ^ 1] ?? "" };
  });

/** The root that a leaf and its proof lead to. */
export const rootFrom = (leaf: string, proof: readonly Step[]): string =>
  proof.reduce(
    (reached, { side, hash }) => (side === "left" ? nodeOf(hash, reached) : nodeOf(reached, hash)),
    leaf,
  );

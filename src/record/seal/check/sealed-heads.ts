import type { LineOf } from "../export-lines.ts";
import { rootFrom } from "../merkle.ts";
import { type Head, headLeaf, treeOver } from "../tree.ts";
import { count, type Finding, failed, passed, wrongEvent } from "./finding.ts";
import type { ReadExport } from "./read-export.ts";

/** Where a stream stood when it was sealed, as far as a tree or a proof shows it. */
export type SealedHead = Head & { readonly seal: number };

/** Heads that have been shown to stand in a seal, oldest seal first, and what was found on the way. */
export type Shown = { readonly sealed: readonly SealedHead[]; readonly finding: Finding };

export const sealedHeads = (read: ReadExport): Shown =>
  read.header.whole ? fromTrees(read) : fromProofs(read);

/** Makes each tree again from the heads it is said to hold. */
const fromTrees = ({ seals, trees }: ReadExport): Shown => {
  const treeOf = new Map(trees.map((tree) => [tree.seal, tree]));
  const heads = new Map<string, Head>();
  const sealed: SealedHead[] = [];
  for (const { number, root } of seals) {
    const tree = treeOf.get(number);
    if (tree === undefined)
      return { sealed, finding: failed(`seal ${number}: the heads it was made over are missing`) };
    for (const head of tree.moved) {
      const before = heads.get(head.stream)?.length ?? 0;
      if (head.length <= before) {
        return { sealed, finding: wrongEvent(head.stream, head.length, `is sealed again in seal ${number}`) };
      }
      heads.set(head.stream, head);
    }
    if (treeOver(tree.secret, heads.values()).root !== root) {
      return {
        sealed,
        finding: failed(`seal ${number}: the heads in this file are not those it was made over`),
      };
    }
    for (const head of tree.moved) sealed.push({ ...head, seal: number });
  }
  return {
    sealed,
    finding: passed(`${count(heads.size, "stream")} sealed; every seal is over these and no others`),
  };
};

/** Follows each proof up to the root of its seal; one that does not lead there shows nothing. */
const fromProofs = ({ seals, proofs }: ReadExport): Shown => {
  const rootOf = new Map(seals.map(({ number, root }) => [number, root]));
  const leads = (proof: LineOf<"proof">): boolean =>
    rootFrom(headLeaf(proof.salt, proof), proof.path) === rootOf.get(proof.seal);
  const sorted = proofs.toSorted((a, b) => a.seal - b.seal);
  const { right = [], wrong: [wrong] = [] } = Object.groupBy(sorted, (one) =>
    leads(one) ? "right" : "wrong",
  );
  return {
    sealed: right.map(headOf),
    finding:
      wrong === undefined
        ? passed(`${count(proofs.length, "proof")}, each leading to its seal`)
        : wrongEvent(wrong.stream, wrong.length, `the proof does not lead to seal ${wrong.seal}`),
  };
};

const headOf = ({ seal, stream, length, hash }: LineOf<"proof">): SealedHead => ({
  seal,
  stream,
  length,
  hash,
});

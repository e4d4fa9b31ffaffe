import { rootFrom } from "../../../src/record/seal/merkle.ts";
import { type Head, headLeaf, treeInTurns, treeOver } from "../../../src/record/seal/tree.ts";
import { fc, runs } from "../../support/properties.ts";

const SECRET = "5e".repeat(32);

const heads = (count: number): readonly Head[] =>
  Array.from({ length: count }, (_, n) => ({ stream: `lesson:${n}`, length: n + 1, hash: "ab".repeat(32) }));

const pathOf = (count: number, stream: string) => treeOver(SECRET, heads(count)).proofFor(stream)?.path ?? [];

describe("the tree over heads", () => {
  it("proves each of its heads, and no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (count, which) => {
        const all = heads(count);
        const head = all[which % count];
        const tree = treeOver(SECRET, all);
        const proof = head === undefined ? undefined : tree.proofFor(head.stream);
        if (head === undefined || proof === undefined) return false;
        const reached = (of: Head) => rootFrom(headLeaf(proof.salt, of), proof.path);
        return reached(head) === tree.root && reached({ ...head, length: head.length + 1 }) !== tree.root;
      }),
      runs(40),
    );
  });

  it("has the same size for one head as for two hundred: proofs tell no count", () => {
    expect(pathOf(1, "lesson:0")).toHaveLength(8);
    expect(pathOf(200, "lesson:0")).toHaveLength(8);
    expect(pathOf(257, "lesson:0")).toHaveLength(9);
  });

  it("is another tree each time: equal heads do not show", () => {
    expect(treeOver(SECRET, heads(3)).root).not.toBe(treeOver("00".repeat(32), heads(3)).root);
  });

  it("does not depend on the order in which heads are given", () => {
    expect(treeOver(SECRET, heads(9).toReversed()).root).toBe(treeOver(SECRET, heads(9)).root);
  });

  it("knows no proof of a stream that is not in it", () => {
    expect(treeOver(SECRET, heads(2)).proofFor("lesson:9")).toBeUndefined();
  });
});

it("is the same made in turns, and lets others go on meanwhile", async () => {
  const many = heads(5000);
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  const tree = await treeInTurns(SECRET, many);
  clearInterval(beat);
  expect(tree.root).toBe(treeOver(SECRET, many).root);
  expect(turns).toBeGreaterThan(5);
});

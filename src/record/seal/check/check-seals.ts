import { readAnchors } from "../anchor.ts";
import type { LineOf } from "../export-lines.ts";
import { sealHash, signatureHolds } from "../seal.ts";
import { count, type Finding, failed, passed } from "./finding.ts";

/** What the seals are of, as the file says. */
export type Sealed = Pick<LineOf<"export">, "store" | "school">;

/**
 * Checks that seals follow from each other without a gap and are signed, all with one key, or with another
 * one from a seal on whose message told the headteacher so.
 *
 * @param anchors the headteacher's messages, where there are any
 */
export const checkSeals = (
  of: Sealed,
  seals: readonly LineOf<"seal">[],
  anchors: string | undefined,
): Finding => {
  const told = new Set(readAnchors(anchors ?? "").flatMap(({ hash, newKey }) => (newKey ? [hash] : [])));
  const [first] = seals;
  const last = seals.at(-1);
  if (first === undefined || last === undefined) {
    return failed("there is no seal in this file: nothing shows when the record was as it is");
  }
  const keys = new Set(seals.map(({ publicKey }) => publicKey)).size;
  let before: LineOf<"seal"> | undefined;
  for (const [index, seal] of seals.entries()) {
    const wrong = whatIsWrong(seal, index + 1, before, of, told.has(seal.hash));
    if (wrong !== undefined) return failed(`seal ${index + 1}: ${wrong}`);
    before = seal;
  }
  return passed(
    `${count(seals.length, "seal")} up to ${last.at}, each following from the one before, ` +
      (keys === 1
        ? `all signed with the key ${first.publicKey}`
        : `signed with ${keys} keys one after the other, each change told to the headteacher; now ${last.publicKey}`),
  );
};

const whatIsWrong = (
  seal: LineOf<"seal">,
  number: number,
  before: LineOf<"seal"> | undefined,
  { store, school }: Sealed,
  newKeyTold: boolean,
): string | undefined => {
  if (seal.number !== number) return `is missing: seal ${seal.number} stands in its place`;
  if (seal.store !== store) return "belongs to another part of the record";
  if (seal.school !== school) return "belongs to another school";
  if (before !== undefined && seal.publicKey !== before.publicKey && !newKeyTold) {
    return "is signed with another key than the seals before it";
  }
  if (!signatureHolds(seal)) return "has been changed: its signature does not hold";
  if (sealHash(seal) !== seal.hash) return "has been changed: its content does not give its digest";
  if (seal.previous !== (before?.hash ?? null)) return "does not follow from the seal before it";
  return undefined;
};

import { checkAnchors, newestKept } from "./check-anchors.ts";
import { checkChain } from "./check-chain.ts";
import { checkExpired, expiredIn } from "./check-expired.ts";
import { checkProven } from "./check-proven.ts";
import { checkSealed } from "./check-sealed.ts";
import { checkSeals } from "./check-seals.ts";
import { checkStepsBack, stepsBackIn } from "./check-steps-back.ts";
import { type Finding, passed } from "./finding.ts";
import { readExport } from "./read-export.ts";
import { type SealedHead, sealedHeads } from "./sealed-heads.ts";

/**
 * Checks an export by itself: no network, no database, no key. Each check is one finding; all that
 * follows from a thing that is wrong is still looked at, so that the first wrong event is named.
 *
 * @param anchors the headteacher's messages as copied; undefined where there are none
 */
export const checkExport = (bytes: Uint8Array, anchors: string | undefined): readonly Finding[] => {
  const read = readExport(bytes);
  if ("ok" in read) return [read];
  const { header, events, heads, seals, unreadable } = read;
  const { sealed, finding } = sealedHeads(read);
  const headOf = new Map(heads.map((head) => [head.stream, head]));
  const sealedOf = Map.groupBy(sealed, ({ stream }) => stream);
  const stepsBack = stepsBackIn(events);
  const newest = seals.at(-1);
  const kept = anchors === undefined ? undefined : newestKept(header, seals, anchors);
  const streams = new Set([...events.keys(), ...headOf.keys(), ...sealedOf.keys()]);

  const expired = expiredIn(events);
  const chains: Finding[] = [];
  const compared: Finding[] = [];
  /** Trees show the end of every stream by themselves, proofs only where they are asked for. */
  const compare = (stream: string, as: Finding, before: readonly SealedHead[]): void => {
    compared.push(header.whole ? as : checkProven(stream, as, before, { newest, kept }));
  };
  for (const stream of [...streams].sort()) {
    const own = events.get(stream) ?? [];
    const before = sealedOf.get(stream) ?? [];
    const gone = own.length > 0 ? undefined : checkExpired(expired.get(stream), headOf.get(stream), before);
    if (gone !== undefined) {
      compare(stream, gone, before);
      continue;
    }
    const chain = checkChain(stream, own, headOf.get(stream));
    // A stream that is missing as a whole is described best by the seals over it.
    if (own.length > 0 || before.length === 0) chains.push(chain);
    if (chain.ok || own.length === 0) {
      compare(stream, checkSealed(stream, own, before, newest), before);
    }
  }
  return [
    ...unreadable,
    ...chains,
    checkSeals(header, seals, anchors),
    finding,
    ...compared,
    ...checkStepsBack(stepsBack),
    ...(anchors === undefined ? [NO_ANCHORS] : checkAnchors(header, { seals, stepsBack }, anchors)),
  ];
};

const NO_ANCHORS = passed(
  "no messages given: a record that was rewritten and sealed anew as a whole would not be noticed",
);

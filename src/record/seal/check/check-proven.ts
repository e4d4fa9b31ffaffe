import type { LineOf } from "../export-lines.ts";
import { count, type Finding, wrongEvent } from "./finding.ts";
import type { SealedHead } from "./sealed-heads.ts";

/** The two seals in which the end of a stream should be shown; undefined where there is none. */
export type Ends = {
  /** Of the file. */
  readonly newest: LineOf<"seal"> | undefined;
  /** Of those that a message kept names. */
  readonly kept: LineOf<"seal"> | undefined;
};

/**
 * What proofs show of where a stream ends, in an export of some streams. A seal covers every stream that
 * there was, also one that ended long before: a missing proof may have been left out, and with it
 * the end of the stream. So a proof in the newest seal is required.
 *
 * @param as how the events compare with the proofs
 * @param sealed of this stream, oldest seal first; empty where it was begun after the newest seal
 * @returns what was found instead, or with what the messages kept do not confirm
 */
export const checkProven = (
  stream: string,
  as: Finding,
  sealed: readonly SealedHead[],
  { newest, kept }: Ends,
): Finding => {
  const last = sealed.at(-1);
  if (!as.ok || newest === undefined || last === undefined) return as;
  if (last.seal !== newest.number) {
    const what =
      "may have been cut off with all that came after it: the newest proof of this stream is in seal " +
      `${last.seal}, none in seal ${newest.number}`;
    return wrongEvent(stream, last.length + 1, what);
  }
  return kept === undefined ? as : { ...as, say: as.say + notVouchedFor(sealed, kept.number) };
};

/**
 * A person who has the key can make seals, after the newest message, over a stream that was cut off before it.
 * It is no fault of an export that its newest messages were not copied: it does not know which were.
 */
const notVouchedFor = (sealed: readonly SealedHead[], kept: number): string => {
  const until = sealed.findLast(({ seal }) => seal <= kept);
  if (until?.seal === kept) return "";
  const what =
    until === undefined
      ? "nothing of it"
      : `its first ${count(until.length, "event")}, but not that it had no more`;
  return `; the messages kept reach to seal ${kept} and vouch for ${what}`;
};

import type { LineOf } from "../export-lines.ts";
import { count, type Finding, passed, wrongEvent } from "./finding.ts";
import type { SealedHead } from "./sealed-heads.ts";

/**
 * How much older than the newest seal an event outside it may say it is: it may have been recorded
 * while the seal was made, by a computer whose clock was a little behind.
 */
const TOLERATED_MS = 10 * 60_000;

/**
 * Compares the events of a stream with its length in each seal: no sealed event may be
 * missing or changed, and those that are not sealed must be newer than the newest seal.
 *
 * @param sealed of this stream, oldest seal first
 */
export const checkSealed = (
  stream: string,
  events: readonly LineOf<"event">[],
  sealed: readonly SealedHead[],
  newest: LineOf<"seal"> | undefined,
): Finding => {
  let whole = 0;
  for (const { seal, length, hash } of sealed) {
    if (events.length < length) {
      const what =
        events.length === 0
          ? `is missing with its whole stream: seal ${seal} is over ${count(length, "event")} of it`
          : `is missing: seal ${seal} is over ${count(length, "event")} of this stream`;
      return wrongEvent(stream, events.length + 1, what);
    }
    if (events[length - 1]?.hash !== hash) {
      const range = whole + 1 === length ? "is not the one" : `or one up to ${length} is not the one`;
      return wrongEvent(stream, whole + 1, `${range} that was sealed in seal ${seal}`);
    }
    whole = length;
  }
  const open = events.slice(whole);
  const older = open.find(({ at }) => newest !== undefined && isOlder(at, newest.at));
  if (newest !== undefined && older !== undefined) {
    const what = `says it is of ${older.at}, but seal ${newest.number} of ${newest.at} is not over it`;
    return wrongEvent(stream, older.version, what);
  }
  const last = sealed.at(-1);
  const rest = open.length === 0 ? "" : `; ${count(open.length, "event")} not sealed yet`;
  return last === undefined
    ? passed(`${stream}: not sealed yet`)
    : passed(`${stream}: as sealed, up to event ${whole} in seal ${last.seal}${rest}`);
};

/** A moment that cannot be read counts as older: nothing shows that it is not. */
const isOlder = (at: string, sealedAt: string): boolean =>
  !(Date.parse(sealedAt) - Date.parse(at) <= TOLERATED_MS);

import type { Json } from "../../../protocol/fact.ts";
import type { LineOf } from "../export-lines.ts";
import type { Head } from "../tree.ts";
import { count, type Finding, passed } from "./finding.ts";
import type { SealedHead } from "./sealed-heads.ts";

/** A lesson that a fact in the file says has expired. */
export type Expired = Head & { readonly at: string };

const KEEPING = /^keeping(?::|$)/;
/** Nothing else ever expires: a concern that is missing is missing. */
const LESSON = /^lesson:/;

/** What the school's own stream of keeping says has expired; that stream is checked like any other. */
export const expiredIn = (
  events: ReadonlyMap<string, readonly LineOf<"event">[]>,
): ReadonlyMap<string, Expired> => {
  const expired = new Map<string, Expired>();
  for (const [stream, its] of events) {
    if (!KEEPING.test(stream)) continue;
    for (const { type, at, data } of its) {
      if (type !== "LessonsExpired" || !Array.isArray(data["streams"])) continue;
      for (const one of data["streams"] as readonly Json[]) {
        const { stream: name, length, hash } = Object(one) as Partial<Head>;
        if (typeof name !== "string" || !LESSON.test(name) || expired.has(name)) continue;
        if (typeof length !== "number" || typeof hash !== "string") continue;
        expired.set(name, { stream: name, length, hash, at });
      }
    }
  }
  return expired;
};

/**
 * A stream without any event is accepted where an event says that it has expired, as it was when it was sealed
 * last, and the file says that it ended there. Nothing else counts as expired.
 *
 * @param sealed of this stream, oldest seal first
 */
export const checkExpired = (
  expired: Expired | undefined,
  head: LineOf<"head"> | undefined,
  sealed: readonly SealedHead[],
): Finding | undefined => {
  if (expired === undefined) return undefined;
  const same = (one: Head): boolean => one.length === expired.length && one.hash === expired.hash;
  const last = sealed.at(-1);
  if (head === undefined || !same(head) || (last !== undefined && !same(last))) return undefined;
  const when = last === undefined ? "was never sealed" : `stood so in seal ${last.seal}`;
  return passed(
    `${expired.stream}: expired on ${expired.at.slice(0, 10)} with ${count(expired.length, "event")}, and ${when}`,
  );
};

import { commitmentTo, hashOf } from "../../log/chain.ts";
import { erasedIn } from "../../retention/erasure.ts";
import type { LineOf } from "../export-lines.ts";
import { count, type Finding, passed, wrongEvent } from "./finding.ts";

/**
 * Checks that the events of one stream follow from each other without a gap, are what their digests
 * say, and carry the personal payload that they commit to, or none where a later one says that it was erased.
 */
export const checkChain = (
  stream: string,
  events: readonly LineOf<"event">[],
  head: LineOf<"head"> | undefined,
): Finding => {
  let previous: string | null = null;
  let without = 0;
  const isErased = erasedIn(events);
  for (const [index, event] of events.entries()) {
    const version = index + 1;
    const wrong = whatIsWrong(event, version, previous);
    if (wrong !== undefined) return wrongEvent(stream, version, wrong);
    if (event.commitment !== null && event.personal === undefined) {
      if (!isErased(version)) return wrongEvent(stream, version, LOST);
      without += 1;
    }
    previous = event.hash;
  }
  if (head === undefined)
    return wrongEvent(stream, events.length + 1, "the file does not say where its stream ends");
  if (head.length !== events.length) {
    const version = Math.min(head.length, events.length) + 1;
    const what = head.length > events.length ? "is missing" : "stands after the end of its stream";
    return wrongEvent(stream, version, what);
  }
  if (head.hash !== previous)
    return wrongEvent(stream, head.length, "is not the one that its stream ends with");
  const erased = without === 0 ? "" : ` (${count(without, "payload")} erased)`;
  return passed(`${stream}: ${count(events.length, "event")}, each as recorded${erased}`);
};

const LOST = "has lost its personal payload, and no later fact of its stream says that it was erased";

const whatIsWrong = (
  event: LineOf<"event">,
  version: number,
  previous: string | null,
): string | undefined => {
  if (event.version > version) return `is missing: event ${event.version} stands in its place`;
  if (event.version < version) return `is missing: event ${event.version} stands here a second time or late`;
  const { stream, type, schema, at, data, commitment } = event;
  if (
    hashOf({ stream, version, type, schema, at, data, commitment, previous: event.previous }) !== event.hash
  ) {
    return "has been changed: its content does not give its digest";
  }
  if (event.previous !== previous) return "does not follow from the event before it";
  return payloadHolds(event) ? undefined : "carries a personal payload other than the one recorded";
};

const payloadHolds = ({ commitment, salt, personal }: LineOf<"event">): boolean =>
  personal === undefined || salt === undefined
    ? personal === salt
    : commitmentTo(personal, salt) === commitment;

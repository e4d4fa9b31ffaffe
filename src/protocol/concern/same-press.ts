import type { About } from "../who/route.ts";
import type { Concern } from "./state.ts";

/** A second tap sooner than this says nothing new: a finger slipped, or panel and card were pressed at once. */
const DOUBLE_TAP_MS = 3_000;
/** For this long a press whose answer was lost may be sent again under its own name. */
const ANSWER_LOST_MS = 60_000;

export type AnotherPress = {
  readonly about: About;
  /** The press's own name, where the client gave one. */
  readonly press: string | undefined;
  readonly now: string;
};

/**
 * Whether this press, by the person who raised the concern, is the one that raised it. Any later press is a new
 * alert, even if the first is still open: a person who presses again has something new to tell, and the person who
 * took it may not be looking any more. A concern that was closed or taken back tells no one what happens now.
 */
export const isSamePress = (concern: Concern, { about, press, now }: AnotherPress): boolean => {
  if (concern.about !== about || concern.closed !== undefined || concern.takenBackAt !== undefined)
    return false;
  // No one is told of it yet, so pressing again could only tell the same thing twice.
  if (concern.held !== undefined) return true;
  const since = Date.parse(now) - Date.parse(concern.raisedAt);
  const isTappedTwice = since < DOUBLE_TAP_MS && concern.details.length === 0;
  const isSentAgain = since < ANSWER_LOST_MS && press !== undefined && concern.press === press;
  return isTappedTwice || isSentAgain;
};

import type { About } from "../who/route.ts";
import type { Concern } from "./state.ts";

/** A second tap that comes sooner says nothing new: a finger that slipped, or the panel and the card at once. */
const DOUBLE_TAP_MS = 3_000;
/** For so long a press whose answer was lost may be sent again under its own name. */
const ANSWER_LOST_MS = 60_000;

export type AnotherPress = {
  readonly about: About;
  /** The press's own name, where it came with one. */
  readonly press: string | undefined;
  readonly now: string;
};

/**
 * Whether this press, by the person who raised the concern, is the one that raised it. Anything later is a new
 * alert, whatever has become of the standing one: a person who presses again has something new to tell, and one
 * who has it may not be looking any more. A concern that was closed or taken back tells nobody of what happens now.
 */
export const isSamePress = (concern: Concern, { about, press, now }: AnotherPress): boolean => {
  if (concern.about !== about || concern.closed !== undefined || concern.takenBackAt !== undefined)
    return false;
  // It tells nobody yet, so that pressing again could only tell the same twice.
  if (concern.held !== undefined) return true;
  const since = Date.parse(now) - Date.parse(concern.raisedAt);
  const isTappedTwice = since < DOUBLE_TAP_MS && concern.details.length === 0;
  const isSentAgain = since < ANSWER_LOST_MS && press !== undefined && concern.press === press;
  return isTappedTwice || isSentAgain;
};

import type { PressName } from "./presses.ts";

/**
 * Presses that open a lesson, let it be recorded, or take protection off it: taken only from a card or panel that shows
 * the lesson as it is now. Apart from the table of presses, which the panel does not carry.
 */
const DISARMING: ReadonlySet<PressName> = new Set<PressName>([
  "choose-kind",
  "undo-kind",
  "let-cameras-on",
  "let-mics-on",
  "parent-told",
  "resume",
  "leave-option",
  "undo-end",
]);

export const disarms = (name: PressName): boolean => DISARMING.has(name);

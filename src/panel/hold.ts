import { type Arrangement, changesBetween } from "./arrangement.ts";

/** The list stays as it is for this long after the last touch. */
export const REST_MS = 1_500;

/** What a person is doing with the list. */
export type Interest = {
  readonly pointerDown: boolean;
  /** Keyboard focus is inside the list. */
  readonly focusInside: boolean;
  /** A row is open, so a person is choosing. */
  readonly rowOpen: boolean;
  /** Milliseconds; when the list was last touched. */
  readonly touchedAt: number;
};

export const NO_INTEREST: Interest = {
  pointerDown: false,
  focusInside: false,
  rowOpen: false,
  touchedAt: Number.NEGATIVE_INFINITY,
};

/**
 * Whether the list must keep still: a list that moves under a finger makes people press the wrong
 * child.
 */
export const mustHold = (interest: Interest, now: number): boolean =>
  interest.pointerDown || interest.focusInside || interest.rowOpen || now - interest.touchedAt < REST_MS;

export type HeldList = {
  readonly shown: Arrangement;
  /** How many rows would move, appear or go. */
  readonly changes: number;
};

/** The arrangement to draw, given the one drawn now and the one the newest view asks for. */
export const hold = (shown: Arrangement, fresh: Arrangement, holding: boolean): HeldList => {
  if (!holding) {
    return { shown: fresh, changes: 0 };
  }
  return { shown, changes: changesBetween(shown, fresh) };
};

import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";

/** What comes next, wherever it stands: the button, then the sentence above it, then what is to be sorted out first. */
const NEXT = [
  ".card-place .press-primary",
  ".card-place .lead, .card-place .ac-textBlock",
  ".exception .say",
  ".row:has(.exception)>.row-line",
  ".group:has(.row-unknown)>.group-head",
] as const;

/**
 * A press of the checklist's own buttons shortens the list: what it leaves to do comes into sight, once the list has
 * come to rest.
 *
 * @returns what such a press calls
 */
export const useStepAfterCard = (
  list: RefObject<HTMLElement | null>,
  version: number,
  atRest: boolean,
): (() => void) => {
  const pressedAt = useRef<number>(undefined);
  const now = useRef(version);
  now.current = version;
  useEffect(() => {
    if (pressedAt.current === undefined || version <= pressedAt.current || !atRest) return;
    pressedAt.current = undefined;
    for (const next of NEXT) list.current?.querySelector(next)?.scrollIntoView({ block: "nearest" });
  });
  return useCallback(() => {
    pressedAt.current = now.current;
  }, []);
};

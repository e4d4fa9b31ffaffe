import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { bringIntoSight } from "../into-sight.ts";

/**
 * What was noted of a pupil brings the next step: it comes into sight, and the keyboard goes on from it.
 *
 * @param noted this person has noted it here, and no one elsewhere
 * @param many how much is noted and not put right
 */
export const useNextStep = (row: RefObject<HTMLElement | null>, noted: boolean, many: number): void => {
  // A row that has come into another place shows it there.
  const before = useRef(0);
  useEffect(() => {
    const more = many > before.current;
    before.current = many;
    const step = [...(row.current?.querySelectorAll<HTMLElement>(".exception") ?? [])].at(-1);
    const line = row.current?.querySelector<HTMLElement>(".row-line");
    if (!noted || !more || step === undefined || line === undefined || line === null) return;
    bringIntoSight(step, line);
    step.querySelector<HTMLElement>(".say")?.focus({ preventScroll: true });
  }, [row, noted, many]);
};

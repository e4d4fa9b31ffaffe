import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { arrange, changesBetween } from "../arrangement.ts";
import { type HeldList, hold, type Interest, mustHold, NO_INTEREST, REST_MS } from "../hold.ts";

export type HeldListControl = HeldList & {
  readonly list: RefObject<HTMLDivElement | null>;
  /** Applies the changes that wait. */
  readonly show: () => void;
  readonly rowOpened: (row: string, open: boolean) => void;
};

/**
 * Keeps the checklist still while a person is using it: rows keep their places, and when something appears
 * above the list the page scrolls by as much, so that the row under the finger stays under it.
 *
 * @param noted the pupil of whom this person has just noted something: that row stays where it was read, also when the
 * rest moves
 */
export const useHeldList = (
  view: LessonView,
  scroller: RefObject<HTMLElement | null>,
  noted: string | undefined,
): HeldListControl => {
  const list = useRef<HTMLDivElement>(null);
  const interest = useRef<Interest>(NO_INTEREST);
  const openRows = useRef(new Set<string>());
  const shown = useRef(arrange(view, noted));
  const wasEnded = useRef(isEnded(view));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const top = useRef<number>(undefined);
  const steady = useRef<{ readonly row?: Element; readonly at: number }>(NOT_STEADY);
  const drawn = useRef(shown.current);
  const [, setDrawn] = useState(0);
  const draw = useCallback(() => setDrawn((drawn) => drawn + 1), []);

  const touch = useCallback(
    (change: Partial<Interest>) => {
      interest.current = { ...interest.current, ...change, touchedAt: Date.now() };
      clearTimeout(timer.current);
      timer.current = setTimeout(draw, REST_MS + 20);
    },
    [draw],
  );

  const rowOpened = useCallback(
    (row: string, open: boolean) => {
      if (open) {
        openRows.current.add(row);
      } else {
        openRows.current.delete(row);
      }
      touch({ rowOpen: openRows.current.size > 0 });
    },
    [touch],
  );

  useListInterest(list, touch);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The end leaves nothing to do, so no row is held in its place.
  const ended = isEnded(view);
  const holding = ended === wasEnded.current && mustHold(interest.current, Date.now());
  wasEnded.current = ended;
  const held = hold(shown.current, arrange(view, noted), holding);
  shown.current = held.shown;

  useLayoutEffect(() => {
    const { current: area } = scroller;
    if (list.current === null || area === null) return;
    // Where it stands in what scrolls: a scroll, a person's or the page's own, is no move of the list.
    const placeOf = (one: Element): number => one.getBoundingClientRect().top + area.scrollTop;
    const { row, at } = steady.current;
    const moves = changesBetween(drawn.current, held.shown) > 0;
    drawn.current = held.shown;
    const now = placeOf(list.current);
    if (row?.isConnected === true && (noted !== undefined || moves)) area.scrollTop += placeOf(row) - at;
    else if (holding && top.current !== undefined) area.scrollTop += now - top.current;
    top.current = now;
    const next = steadyRow(list.current, noted);
    steady.current = next === null ? NOT_STEADY : { row: next, at: placeOf(next) };
  });

  const show = useCallback(() => {
    interest.current = { ...NO_INTEREST, rowOpen: openRows.current.size > 0 };
    shown.current = arrange(view, noted);
    draw();
  }, [view, noted, draw]);

  return { ...held, list, show, rowOpened };
};

const NOT_STEADY = { at: 0 } as const;

/** A pupil's row that stays, or the one beside a row that goes up: what is looked at does not jump. */
const steadyRow = (list: Element, noted: string | undefined): Element | null => {
  const row = list.querySelector(".group:has(.cell-heads) [data-noted]");
  return noted !== undefined ? row : (row?.nextElementSibling ?? row?.previousElementSibling ?? null);
};

const useListInterest = (
  list: RefObject<HTMLElement | null>,
  touch: (change: Partial<Interest>) => void,
): void => {
  useEffect(() => {
    const element = list.current;
    if (element === null) {
      return undefined;
    }
    const end = new AbortController();
    const { signal } = end;
    element.addEventListener("pointerdown", () => touch({ pointerDown: true }), { signal });
    for (const type of ["pointerup", "pointercancel"] as const) {
      window.addEventListener(type, () => touch({ pointerDown: false }), { signal });
    }
    element.addEventListener("wheel", () => touch({}), { signal, passive: true });
    element.addEventListener("keydown", () => touch({}), { signal });
    element.addEventListener("focusin", ({ target }) => touch({ focusInside: isKeyboardFocus(target) }), {
      signal,
    });
    element.addEventListener("focusout", () => touch({ focusInside: false }), { signal });
    return () => end.abort();
  }, [list, touch]);
};

/**
 * A finger's press leaves focus behind too; only a keyboard's, or a text field's, means "I am here". The checklist's
 * own buttons are no row: what they lead to is shown at once.
 */
const isKeyboardFocus = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(":focus-visible") && target.closest(".card-place") === null;

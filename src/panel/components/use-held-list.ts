import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { arrange } from "../arrangement.ts";
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
 */
export const useHeldList = (view: LessonView, scroller: RefObject<HTMLElement | null>): HeldListControl => {
  const list = useRef<HTMLDivElement>(null);
  const interest = useRef<Interest>(NO_INTEREST);
  const openRows = useRef(new Set<string>());
  const shown = useRef(arrange(view));
  const wasEnded = useRef(isEnded(view));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const top = useRef<number>(undefined);
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
  const held = hold(shown.current, arrange(view), holding);
  shown.current = held.shown;

  useLayoutEffect(() => {
    const { current: area } = scroller;
    if (list.current === null || area === null) return;
    // Where it stands in what scrolls: a scroll, a person's or the page's own, is no move of the list.
    const now = list.current.getBoundingClientRect().top + area.scrollTop;
    if (holding && top.current !== undefined) area.scrollTop += now - top.current;
    top.current = now;
  });

  const show = useCallback(() => {
    interest.current = { ...NO_INTEREST, rowOpen: openRows.current.size > 0 };
    shown.current = arrange(view);
    draw();
  }, [view, draw]);

  return { ...held, list, show, rowOpened };
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

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Last = { readonly element: Element; readonly row: string | undefined };

const isLost = ({ element }: Last): boolean =>
  document.activeElement === document.body && !(element.isConnected && element.checkVisibility());

/**
 * A press may take away the button that was pressed. The keyboard then goes on from that row, or from the next one to
 * sort out, or from the answer to the press: not from the top of the page.
 */
export const useKeptFocus = (list: RefObject<HTMLElement | null>): void => {
  const last = useRef<Last>(undefined);
  useEffect(() => {
    const keep = ({ target }: FocusEvent): void => {
      if (target instanceof Element)
        last.current = { element: target, row: target.closest<HTMLElement>("[data-row]")?.dataset["row"] };
    };
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
  }, []);
  // After each drawing: any of them can have taken the button away.
  useEffect(() => {
    const { current: lost } = last;
    if (lost === undefined || !isLost(lost)) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const own = rows.find((row) => row.dataset["row"] === lost.row && isInSight(row));
    const next =
      lost.row === undefined ? undefined : (own ?? rows.find((row) => row.matches(".row-unknown")));
    const place = next?.querySelector<HTMLElement>("[data-name]") ?? next ?? answer();
    next?.scrollIntoView({ block: "nearest" });
    place?.focus({ preventScroll: true });
  });
};

const isInSight = (row: HTMLElement): boolean => {
  const [box, area] = [row.getBoundingClientRect(), row.closest(".middle")?.getBoundingClientRect()];
  return area !== undefined && box.top < area.bottom && box.bottom > area.top;
};

const answer = (): HTMLElement | null => {
  const line = document.querySelector<HTMLElement>(".bar-said > [role=status]");
  if (line !== null) line.tabIndex = -1;
  return line;
};

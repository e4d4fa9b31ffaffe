import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { nextWith } from "../letters.ts";

const isWriting = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), textarea, select");

/**
 * A letter goes to the next pupil of that letter, as in any list of names; a folded group opens for it. `h` does so
 * from inside the list alone: elsewhere it blanks the panel.
 */
export const useLetters = (list: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const inside = event.target instanceof Node && list.current?.contains(event.target) === true;
      if (ctrlKey || metaKey || altKey || isWriting(event) || !/^\p{L}$/u.test(key)) return;
      if (key === "h" && !inside) return;
      const names = Array.from(list.current?.querySelectorAll<HTMLElement>("[data-name]") ?? []);
      const from = names.findIndex((one) => one.closest("li")?.contains(document.activeElement) === true);
      const place = nextWith(
        names.map(({ dataset }) => dataset["name"] ?? ""),
        key,
        from,
      );
      const found = place === undefined ? undefined : names[place];
      if (found === undefined) return;
      // Inside the list this key means the name, and nothing else.
      event.stopPropagation();
      found.closest("details")?.setAttribute("open", "");
      found.focus();
      found.scrollIntoView({ block: "nearest" });
    };
    window.addEventListener("keydown", find, { capture: true });
    return () => window.removeEventListener("keydown", find, { capture: true });
  }, [list]);
};

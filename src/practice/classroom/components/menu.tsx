import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

type Props = {
  /** Read out, and shown where `children` are not words. */
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
  /** What each press of the menu does, by its words; what is not offered now is left out. */
  readonly items: readonly (MenuItem | undefined)[];
};

export type MenuItem = { readonly words: string; readonly danger?: true; readonly onPress: () => void };

/** A button with a menu over the page, as Teams has them: it closes with a press, Escape, or a press elsewhere. */
export const Menu = ({ label, class: look, children, items }: Props) => {
  const [at, setAt] = useState<{ readonly right: number; readonly y: number; readonly up: boolean }>();
  const place = useRef<HTMLSpanElement>(null);
  const isOpen = at !== undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    const end = new AbortController();
    const { signal } = end;
    const close = (): void => setAt(undefined);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && close(), { signal });
    document.addEventListener(
      "pointerdown",
      ({ target }) => target instanceof Node && place.current?.contains(target) !== true && close(),
      { signal },
    );
    place.current?.querySelector<HTMLElement>(".menu button")?.focus();
    return () => end.abort();
  }, [isOpen]);
  const open = (button: HTMLElement): void => {
    const { top, bottom, right } = button.getBoundingClientRect();
    const up = bottom > innerHeight / 2;
    setAt({ right: Math.max(8, innerWidth - right), y: up ? innerHeight - top + 4 : bottom + 4, up });
  };
  return (
    <span ref={place} class="menu-place">
      <button
        type="button"
        class={look}
        aria-label={label}
        aria-expanded={isOpen}
        onClick={({ currentTarget }) => (isOpen ? setAt(undefined) : open(currentTarget))}
      >
        {children}
      </button>
      {at === undefined ? null : (
        <ul
          class="menu"
          aria-label={label}
          style={{ right: `${at.right}px`, [at.up ? "bottom" : "top"]: `${at.y}px` }}
        >
          {items.map((item) =>
            item === undefined ? null : (
              <li key={item.words}>
                <button
                  type="button"
                  class={item.danger === true ? "menu-item menu-danger" : "menu-item"}
                  onClick={() => {
                    setAt(undefined);
                    item.onPress();
                  }}
                >
                  {item.words}
                </button>
              </li>
            ),
          )}
        </ul>
      )}
    </span>
  );
};

import type { Frame } from "playwright-core";

/** What must be wholly in the window and under nothing: the buttons that keep children safe, the state, the phone. */
const ALWAYS = ".bar-row .press, .phase, .head .phone, .ending-first, .alarms";

/** Where letters are twice as large: what else there is may scroll. */
export const FIRST = ".bar-row .press, .phase";

/**
 * What of it is out of the window or covered, and which words are cut off at a side; `[]` is as it should be.
 * In one look, since a look costs more than what it sees.
 */
export const outOfSight = (panel: Frame, what = ALWAYS): Promise<readonly string[]> =>
  panel.evaluate((always) => {
    const nameOf = (element: Element): string =>
      `${element.className || element.tagName}: ${(element.textContent ?? "").trim().slice(0, 40)}`;
    const isSeen = (element: Element): boolean => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) return false;
      const spots = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 4, top + 4],
        [right - 4, bottom - 4],
      ] as const;
      return spots.every(([x, y]) => {
        const at = document.elementFromPoint(x, y);
        return at !== null && (element.contains(at) || at.contains(element));
      });
    };
    const isCut = (element: Element): boolean =>
      element.clientWidth > 1 &&
      element.scrollWidth > element.clientWidth &&
      getComputedStyle(element).display !== "inline";
    const hidden = [...document.querySelectorAll(always)].filter((element) => !isSeen(element));
    const cut = [...document.querySelectorAll("body *:not(.unseen)")].filter(isCut);
    return [
      ...hidden.map((element) => `not in sight: ${nameOf(element)}`),
      ...cut.map((element) => `cut off: ${nameOf(element)}`),
    ];
  }, what);

/** Words that are cut off: what holds them is smaller than they are, and does not scroll. */
export const cutOff = (panel: Frame): Promise<readonly string[]> =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *:not(.unseen, input)")]
      .filter((element) => {
        const { display, overflowX, overflowY } = getComputedStyle(element);
        const isWider = element.scrollWidth > element.clientWidth + 1;
        const isHigher = element.scrollHeight > element.clientHeight + 1;
        const hides = (overflow: string): boolean => overflow === "hidden" || overflow === "clip";
        return (
          element.clientWidth > 1 &&
          display !== "inline" &&
          element.checkVisibility() &&
          ((isWider && hides(overflowX)) || (isHigher && hides(overflowY)))
        );
      })
      .map(
        (element) =>
          `${element.className || element.tagName}: ${(element.textContent ?? "").trim().slice(0, 40)}`,
      ),
  );

/** Which of all that can have the focus is covered, or out of the window, once it has it. */
export const coveredInFocus = (panel: Frame): Promise<readonly string[]> =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, summary")]
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        element.focus();
        const { left, top, width, height } = element.getBoundingClientRect();
        // Of what is larger than its room a part is enough.
        const isSeen = [0.1, 0.3, 0.5, 0.7, 0.9].some((part) => {
          const at = document.elementFromPoint(left + width / 2, top + height * part);
          return at !== null && (element.contains(at) || at.contains(element));
        });
        return isSeen ? [] : [(element.textContent ?? element.tagName).slice(0, 40)];
      }),
  );

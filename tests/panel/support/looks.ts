import type { Frame } from "playwright-core";

/** How many pixels the page, or what scrolls in it, is wider than its room. */
export const sideways = (panel: Frame): Promise<number> =>
  panel.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".middle")].reduce(
      (most, element) => Math.max(most, element.scrollWidth - element.clientWidth),
      0,
    ),
  );

/** Buttons that a person has to guess: what a press says stands on it in words, and all of them are to be read. */
export const wordless = (panel: Frame): Promise<readonly string[]> =>
  panel.locator("button:visible, summary:visible").evaluateAll((all) =>
    all
      .filter((one) => {
        const words = one instanceof HTMLElement ? one.innerText : "";
        return !/\p{L}{2}/u.test(words) || one.scrollWidth > one.clientWidth + 1;
      })
      .map((one) => one.getAttribute("aria-label") ?? one.outerHTML),
  );

const FINGER = 44;

/** What is pressed and is smaller than a finger. A box is pressed by its words, too. */
export const small = (panel: Frame): Promise<readonly string[]> =>
  panel
    .locator(
      "button:visible, summary:visible, select:visible, textarea:visible, a.press:visible, input:visible:not([type=checkbox], [type=radio]), label:visible:has(input:is([type=checkbox], [type=radio])), .tick:visible",
    )
    .evaluateAll(
      (all, finger) =>
        all.flatMap((one) => {
          const { width, height } = one.getBoundingClientRect();
          const words = (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().slice(0, 40);
          return width < finger || height < finger
            ? [`${words}: ${Math.round(width)} × ${Math.round(height)}`]
            : [];
        }),
      FINGER,
    );

/** Words that are broken in the middle, because their column is narrower than they are. Code is copied, not read. */
export const broken = (panel: Frame): Promise<readonly string[]> =>
  panel.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if (text.parentElement?.checkVisibility({ visibilityProperty: true }) !== true) continue;
      if (text.parentElement.closest("pre, code") !== null) continue;
      for (const { index, 0: word } of (text.textContent ?? "").matchAll(/\p{L}{3,}/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(word);
      }
    }
    return found;
  });

const APART = 4;

/** Buttons that touch each other: a finger meets both. The checks of one row stand together. */
export const touching = (panel: Frame): Promise<readonly string[]> =>
  panel.locator(".press:visible").evaluateAll((all, apart) => {
    const boxes = all.map((one) => ({
      parent: one.parentElement,
      box: one.getBoundingClientRect(),
      words: (one.textContent ?? "").slice(0, 30),
    }));
    return boxes.flatMap(({ parent, box: a, words }, n) =>
      boxes
        .slice(n + 1)
        .filter(
          ({ parent: other, box: b }) =>
            parent === other &&
            a.left - b.right < apart &&
            b.left - a.right < apart &&
            a.top - b.bottom < apart &&
            b.top - a.bottom < apart,
        )
        .map((other) => `${words} and ${other.words}`),
    );
  }, APART);

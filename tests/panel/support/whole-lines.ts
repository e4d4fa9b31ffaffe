import type { Frame } from "playwright-core";

/** What a person must read whole: what cannot wait, an end, the lesson's state, who is told, and every button below. */
export const READ = [".alarms", ".ending-first", ".head", ".told-line", ".bar .press"] as const;

/**
 * Lines of text that are cut by the edge of what holds them, or covered by something else; `[]` is as it should be.
 * What is folded away, or shown to screen readers alone, is no line.
 */
export const brokenLines = (panel: Frame, read = READ.join()): Promise<readonly string[]> =>
  panel.evaluate((where) => {
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest(".unseen, .folded .rest") === null;
    /** The part of the window in which what stands in this element can be seen. */
    const roomOf = (element: Element) => {
      let [top, bottom, left, right] = [0, innerHeight, 0, innerWidth];
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(at);
        if (display === "contents" || display === "inline") continue;
        const box = at.getBoundingClientRect();
        if (overflowY !== "visible") [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        if (overflowX !== "visible") [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      }
      return { top, bottom, left, right };
    };
    const found: string[] = [];
    for (const block of document.querySelectorAll(where)) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
        const own = text.parentElement;
        if (own === null || !isShown(own) || (text.textContent ?? "").trim() === "") continue;
        const room = roomOf(own);
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const { top, bottom, left, right, width } of range.getClientRects()) {
          if (width < 1) continue;
          const isIn =
            top >= room.top - 1 &&
            bottom <= room.bottom + 1 &&
            left >= room.left - 1 &&
            right <= room.right + 1;
          const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          if (!isIn || over === null || !(own.contains(over) || over.contains(own)))
            found.push(
              `${isIn ? "covered" : "cut"}: ${block.className}: ${(text.textContent ?? "").slice(0, 50)}`,
            );
        }
      }
    }
    return [...new Set(found)];
  }, read);

/** The list comes to rest in this time: the answer to a press takes room of it. */
const SETTLES_MS = 1_000;

const OWN = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Brings into sight what a press has opened, and again while what stands around it settles; a person's own scroll
 * ends that.
 *
 * @param first what must be seen of it where there is not room for all
 */
export const bringIntoSight = (what: HTMLElement, first: HTMLElement): void => {
  const look = (): void => {
    what.scrollIntoView({ block: "nearest" });
    first.scrollIntoView({ block: "nearest" });
  };
  look();
  const area = what.closest(".middle");
  if (area === null) return;
  const watch = new ResizeObserver(look);
  watch.observe(area);
  const end = new AbortController();
  const { signal } = end;
  const stop = (): void => {
    watch.disconnect();
    end.abort();
  };
  for (const type of OWN) window.addEventListener(type, stop, { signal, capture: true, passive: true });
  setTimeout(stop, SETTLES_MS);
};

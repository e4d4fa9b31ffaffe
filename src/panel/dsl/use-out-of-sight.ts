import { useEffect } from "preact/hooks";

/** A page with a child's words on it does not stay open on an unattended screen. */
export const OUT_OF_SIGHT_MS = 10 * 60_000;

/** Calls `blank` once the page has been hidden for ten minutes, even if timers slept meanwhile. */
export const useOutOfSight = (blank: () => void): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAt: number | undefined;
    const change = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") {
        hiddenAt = Date.now();
        timer = setTimeout(blank, OUT_OF_SIGHT_MS);
      } else if (hiddenAt !== undefined && Date.now() - hiddenAt >= OUT_OF_SIGHT_MS) {
        blank();
      }
    };
    document.addEventListener("visibilitychange", change);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", change);
    };
  }, [blank]);
};

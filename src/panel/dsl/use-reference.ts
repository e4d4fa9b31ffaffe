import { useCallback, useEffect, useState } from "preact/hooks";

/**
 * Which concern is open, kept after the `#`: never sent to a server, never in a log. A deep link of
 * Teams gives it as its sub page instead.
 */
export const useReference = (
  subPage: string | undefined,
): [string | undefined, (ref: string | undefined) => void] => {
  const [ref, setRef] = useState(() => fromHash() ?? subPage);
  useEffect(() => {
    const change = (): void => setRef(fromHash());
    window.addEventListener("hashchange", change);
    return () => window.removeEventListener("hashchange", change);
  }, []);
  const open = useCallback((next: string | undefined) => {
    setRef(next);
    window.history.replaceState(
      null,
      "",
      next === undefined ? window.location.pathname : `#${encodeURIComponent(next)}`,
    );
  }, []);
  return [ref, open];
};

const fromHash = (): string | undefined => {
  const hash = decodeURIComponent(window.location.hash.slice(1));
  return hash === "" ? undefined : hash;
};

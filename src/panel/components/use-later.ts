import { useEffect, useState } from "preact/hooks";

/**
 * A part of the page that comes after the buttons that keep children safe.
 * @param load always the same function, not a new one at each drawing
 * @param patienceMs after which it is late; it may still come
 */
export const useLater = <T extends object>(
  load: () => Promise<T>,
  patienceMs: number,
): T | "waited for" | "late" => {
  const [part, setPart] = useState<T | "waited for" | "late">("waited for");
  useEffect(() => {
    const late = setTimeout(() => setPart("late"), patienceMs);
    load().then(
      (loaded) => {
        clearTimeout(late);
        setPart(loaded);
      },
      () => setPart("late"),
    );
    return () => clearTimeout(late);
  }, [load, patienceMs]);
  return part;
};

import { useEffect, useState } from "preact/hooks";

/** Draws anew every `ms` while `running`: for a countdown. */
export const useTick = (running: boolean, ms: number): void => {
  const [, setTicks] = useState(0);
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), ms);
    return () => clearInterval(timer);
  }, [running, ms]);
};

import { useEffect, useState } from "preact/hooks";

/** Silence of so long has to be explained, with what works without us. */
const LONG_MS = 5_000;

/** Whether something has been waited for longer than a person should be left without a word. */
export const useLong = (waiting: boolean): boolean => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    const timer = waiting ? setTimeout(() => setLong(true), LONG_MS) : undefined;
    return () => clearTimeout(timer);
  }, [waiting]);
  return long;
};

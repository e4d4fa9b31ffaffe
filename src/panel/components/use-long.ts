import { useEffect, useState } from "preact/hooks";

/** Silence this long has to be explained, with what staff can do without Lesson Guard. */
const LONG_MS = 5_000;

/** Whether a wait has lasted longer than a person should be left without a word. */
export const useLong = (waiting: boolean): boolean => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    const timer = waiting ? setTimeout(() => setLong(true), LONG_MS) : undefined;
    return () => clearTimeout(timer);
  }, [waiting]);
  return long;
};

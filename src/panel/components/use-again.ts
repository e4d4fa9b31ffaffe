import { useEffect, useRef } from "preact/hooks";
import type { ApiError } from "../api.ts";
import { backOff } from "../back-off.ts";

/** Whether asking again may help: no answer, no sign-in yet, a meeting not known yet, an outage. */
export const mayMend = ({ status }: ApiError): boolean =>
  status === 0 || status === 401 || status === 404 || status >= 500;

/** A page that could not start tries again by itself, for as long as the error is shown. */
export const useAgain = (error: ApiError | undefined, again: () => Promise<void>): void => {
  const failures = useRef(0);
  useEffect(() => {
    if (error === undefined) {
      failures.current = 0;
      return undefined;
    }
    if (!mayMend(error)) {
      return undefined;
    }
    failures.current += 1;
    const timer = setTimeout(() => void again(), backOff(failures.current, Math.random()));
    return () => clearTimeout(timer);
  }, [error, again]);
};

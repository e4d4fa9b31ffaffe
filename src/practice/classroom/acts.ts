import { useCallback, useEffect, useState } from "preact/hooks";
import { ControlError } from "./control.ts";

/** Carries out what the person pressed; a refusal is shown in Teams' words. */
export type Run = (work: () => Promise<unknown>) => Promise<void>;

const SHOWN_MS = 10_000;

/** @returns how to run a press, and the last refusal until it has been read */
export const useActs = (): { readonly run: Run; readonly refusal: string | undefined } => {
  const [refusal, setRefusal] = useState<string>();
  const run = useCallback<Run>(async (work) => {
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      setRefusal(error.message);
    }
  }, []);
  useEffect(() => {
    if (refusal === undefined) return;
    const timer = setTimeout(() => setRefusal(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  return { run, refusal };
};

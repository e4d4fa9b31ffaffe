import { useEffect, useState } from "preact/hooks";
import type { PracticeState } from "../control/shapes.ts";

export type Live = {
  /** Absent until the first state has come. */
  readonly state: PracticeState | undefined;
  /** Whether practice answers at this moment. */
  readonly connected: boolean;
};

const RETRY_MS = 1000;

/** Follows `/practice/live`, and finds it again after practice was stopped and started. */
export const useLive = (): Live => {
  const [live, setLive] = useState<Live>({ state: undefined, connected: true });
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource("/practice/live");
      source.onmessage = ({ data }: MessageEvent<string>) =>
        setLive({ state: JSON.parse(data) as PracticeState, connected: true });
      source.onerror = () => {
        setLive(({ state }) => ({ state, connected: false }));
        // A browser waits longer and longer, and gives up on some errors.
        source?.close();
        timer = setTimeout(open, RETRY_MS);
      };
    };
    open();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, []);
  return live;
};

import { useCallback, useRef, useState } from "preact/hooks";
import { type Said, sayOf } from "../said.ts";

export type OneAtATime = {
  readonly busy: boolean;
  readonly said: Said | undefined;
  readonly say: (text: string, tone?: Said["tone"]) => void;
  /** @returns the answer, or nothing if it was refused, which is then said */
  readonly ask: <Answer>(request: () => Promise<Answer>) => Promise<Answer | undefined>;
  readonly hush: () => void;
};

/**
 * Sends one request at a time, and says the result in a sentence.
 * @param waiting said for a second press
 * @param wordsOf why it was not done
 */
export const useOneAtATime = (
  waiting = "Sent already. Waiting for the answer.",
  wordsOf: (problem: unknown) => string = sayOf,
): OneAtATime => {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  const asking = useRef(false);
  const say = useCallback((text: string, tone: Said["tone"] = "plain") => setSaid({ text, tone }), []);
  const hush = useCallback(() => setSaid(undefined), []);
  const ask = useCallback(
    async <Answer>(request: () => Promise<Answer>) => {
      if (asking.current) {
        say(waiting);
        return undefined;
      }
      asking.current = true;
      setBusy(true);
      hush();
      try {
        return await request();
      } catch (problem) {
        say(wordsOf(problem), "trouble");
        return undefined;
      } finally {
        asking.current = false;
        setBusy(false);
      }
    },
    [say, hush, waiting, wordsOf],
  );
  return { busy, said, say, ask, hush };
};

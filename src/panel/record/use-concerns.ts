import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/view.ts";
import { type Api, ApiError } from "../api.ts";
import { EVERYTHING, followLive } from "../live.ts";

export type ConcernsControl = {
  readonly concerns: readonly ConcernView[] | undefined;
  readonly error: ApiError | undefined;
  readonly said: { readonly text: string; readonly trouble: boolean } | undefined;
  readonly busy: boolean;
  readonly load: () => Promise<void>;
  /** @returns whether it was done */
  readonly send: (path: string, body: unknown) => Promise<boolean>;
  /** Takes everything off the page. */
  readonly forget: () => void;
};

/** The concerns this person may see, newest first, kept fresh by the live stream. */
export function useConcerns(api: Api, paused: boolean): ConcernsControl {
  const [concerns, setConcerns] = useState<readonly ConcernView[]>();
  const [error, setError] = useState<ApiError>();
  const [said, setSaid] = useState<ConcernsControl["said"]>();
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);

  const load = useCallback(async () => {
    try {
      const answer = await api.get<{ concerns: readonly ConcernView[] }>("/api/concerns");
      setConcerns([...answer.concerns].sort((a, b) => b.raisedAt.localeCompare(a.raisedAt)));
      setError(undefined);
    } catch (problem) {
      setError(asApiError(problem));
    }
  }, [api]);

  const send = useCallback(
    async (path: string, body: unknown) => {
      if (sending.current) {
        setSaid({ text: "Sent already. Waiting for the answer.", trouble: false });
        return false;
      }
      sending.current = true;
      setBusy(true);
      setSaid(undefined);
      try {
        const { say, concern } = await api.post<{ say: string; concern: ConcernView }>(path, body);
        setConcerns((now) => now?.map((one) => (one.ref === concern.ref ? concern : one)));
        setSaid({ text: say, trouble: false });
        return true;
      } catch (problem) {
        setSaid({ text: asApiError(problem).say, trouble: true });
        return false;
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    [api],
  );

  const forget = useCallback(() => {
    setConcerns(undefined);
    setSaid(undefined);
  }, []);

  useConcernTopics(api, paused, load);
  return { concerns, error, said, busy, load, send, forget };
}

function useConcernTopics(api: Api, paused: boolean, load: () => Promise<void>): void {
  useEffect(() => {
    if (paused) {
      return undefined;
    }
    let ended = false;
    let end: (() => void) | undefined;
    void load();
    followLive(api.tokens, {
      topic: (topic) => {
        if (topic === "concerns" || topic === EVERYTHING) {
          void load();
        }
      },
      standing: () => undefined,
    }).then(
      (stop) => {
        end = stop;
        if (ended) {
          stop();
        }
      },
      (problem: unknown) => asApiError(problem),
    );
    return () => {
      ended = true;
      end?.();
    };
  }, [api, paused, load]);
}

function asApiError(problem: unknown): ApiError {
  return problem instanceof ApiError
    ? problem
    : new ApiError(0, "unexpected", "This page could not go on. Open it again.", {}, { cause: problem });
}

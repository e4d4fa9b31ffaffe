import { useCallback, useEffect, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import { EVERYTHING, followLive } from "../live.ts";
import { LOST, type Said } from "../said.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export type ConcernsControl = {
  readonly concerns: readonly ConcernView[] | undefined;
  readonly error: ApiError | undefined;
  readonly said: Said | undefined;
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
  const { busy, said, say, ask, hush } = useOneAtATime();

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
      const answer = await ask(() => api.post<{ say: string; concern?: ConcernView }>(path, body));
      if (answer === undefined) {
        return false;
      }
      const { concern } = answer;
      // Not there where nothing was changed and the reading could not be noted.
      if (concern !== undefined)
        setConcerns((now) => now?.map((one) => (one.ref === concern.ref ? concern : one)));
      say(answer.say);
      return true;
    },
    [api, ask, say],
  );

  const forget = useCallback(() => {
    setConcerns(undefined);
    hush();
  }, [hush]);

  useConcernTopics(api, paused, load);
  return { concerns, error, said, busy, load, send, forget };
}

function useConcernTopics(api: Api, paused: boolean, load: () => Promise<void>): void {
  useEffect(() => {
    if (paused) {
      return undefined;
    }
    void load();
    return followLive(api.tokens, {
      topic: (topic) => {
        if (topic === "concerns" || topic === EVERYTHING) {
          void load();
        }
      },
      standing: () => undefined,
    });
  }, [api, paused, load]);
}

function asApiError(problem: unknown): ApiError {
  return problem instanceof ApiError ? problem : new ApiError(0, "unexpected", LOST, {}, { cause: problem });
}

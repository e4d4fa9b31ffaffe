import { useCallback, useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { tellHostReady } from "../host.ts";
import { useAgain } from "./use-again.ts";

type Asked<Answer> = {
  /** Undefined until the first answer. */
  readonly answer: Answer | undefined;
  readonly error: ApiError | undefined;
  readonly load: () => Promise<void>;
};

/** What a page shows once it has asked for it. Teams is told when there is something to see; an outage is asked again. */
export const useAnswer = <Answer>(api: Api, path: string): Asked<Answer> => {
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<ApiError>();
  const load = useCallback(async () => {
    try {
      setAnswer(await api.get<Answer>(path));
      setError(undefined);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    }
    tellHostReady();
  }, [api, path]);
  useEffect(() => void load(), [load]);
  useAgain(error, load);
  return { answer, error, load };
};

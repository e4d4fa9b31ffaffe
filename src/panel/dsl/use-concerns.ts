import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { EVERYTHING, followLive } from "../live.ts";
import { LOST, type Said } from "../said.ts";

export type ConcernsControl = {
  readonly concerns: readonly ConcernView[] | undefined;
  readonly error: ApiError | undefined;
  /** When the server last showed that the list is up to date (ISO, by this computer's clock). */
  readonly knownAt: string;
  readonly said: Said | undefined;
  readonly busy: boolean;
  readonly load: () => Promise<void>;
  /** @returns whether it was done */
  readonly send: (path: string, body: unknown) => Promise<boolean>;
  /** Asks for one by itself, as its page is opened: so the record has it that this person opened it. */
  readonly opened: (ref: string) => Promise<void>;
  /** Takes everything off the page. */
  readonly forget: () => void;
};

/** The concerns this person may see, newest first, kept fresh by the live stream. */
export const useConcerns = (api: Api, paused: boolean): ConcernsControl => {
  const [concerns, setConcerns] = useState<readonly ConcernView[]>();
  const [error, setError] = useState<ApiError>();
  const [knownAt, setKnownAt] = useState(() => new Date().toISOString());
  const lastSign = useRef(knownAt);
  const { busy, said, say, ask, hush } = useOneAtATime();

  const load = useCallback(async () => {
    try {
      const answer = await api.get<{ concerns: readonly ConcernView[] }>("/api/concerns");
      setConcerns([...answer.concerns].sort((a, b) => b.raisedAt.localeCompare(a.raisedAt)));
      lastSign.current = new Date().toISOString();
      setError(undefined);
    } catch (problem) {
      setKnownAt(lastSign.current);
      setError(asApiError(problem));
    }
  }, [api]);

  const sent = useRef(0);
  const opened = useCallback(
    async (ref: string) => {
      const path = `/api/concerns/${encodeURIComponent(ref)}`;
      const before = sent.current;
      // As the list showed it, it stays on the page: the list's own reading is noted.
      const answer = await api.get<{ concern?: ConcernView }>(path).catch(() => undefined);
      // What a press was answered with meanwhile is newer.
      const concern = answer?.concern;
      if (concern !== undefined && sent.current === before)
        setConcerns((now) => now?.map((one) => (one.ref === ref ? concern : one)));
    },
    [api],
  );

  const send = useCallback(
    async (path: string, body: unknown) => {
      sent.current += 1;
      const answer = await ask(() => api.post<{ say: string; concern?: ConcernView }>(path, body));
      if (answer === undefined) {
        return false;
      }
      const { concern } = answer;
      // Absent if nothing was changed and the reading could not be noted.
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

  const failing = useRef(false);
  failing.current = error !== undefined;
  const onSign = useCallback(() => {
    if (!failing.current) lastSign.current = new Date().toISOString();
  }, []);
  useConcernTopics(api, paused, load, onSign);
  return { concerns, error, knownAt, said, busy, load, opened, send, forget };
};

/** If the stream is lost for longer than this, nothing tells of a change: the concerns are asked for. */
const LOST_AFTER_MS = 3_000;
const ASK_AGAIN_MS = 5_000;

const useConcernTopics = (api: Api, paused: boolean, load: () => Promise<void>, onSign: () => void): void => {
  useEffect(() => {
    if (paused) {
      return undefined;
    }
    void load();
    let asking: ReturnType<typeof setTimeout> | undefined;
    const askUntilItStands = (ms: number): void => {
      asking = setTimeout(() => {
        void load();
        askUntilItStands(ASK_AGAIN_MS);
      }, ms);
    };
    const stop = followLive(api.tokens, {
      topic: (topic) => {
        if (topic === "concerns" || topic === EVERYTHING) {
          void load();
        }
      },
      standing: (stands) => {
        if (stands) {
          clearTimeout(asking);
          asking = undefined;
          onSign();
        } else if (asking === undefined) {
          askUntilItStands(LOST_AFTER_MS);
        }
      },
    });
    return () => {
      clearTimeout(asking);
      stop();
    };
  }, [api, paused, load, onSign]);
};

const asApiError = (problem: unknown): ApiError =>
  problem instanceof ApiError ? problem : new ApiError(0, "unexpected", LOST, {}, { cause: problem });

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { LessonPress } from "../../protocol/lesson/presses.ts";
import type { ByHandView } from "../../protocol/screen/by-hand-view.ts";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import { keyOf } from "../lesson-store.ts";
import { failedSaying, type Pressed, type Said } from "../said.ts";
import { ServerClock } from "../server-clock.ts";

const AGAIN_MS = 5_000;

/** A lesson in Zoom as this page knows it: asked for every few seconds, and after each press. */
export const useByHand = (api: Api, lesson: string) => {
  const path = `/api/lessons/${encodeURIComponent(lesson)}`;
  const [view, setView] = useState<ByHandView>();
  const [error, setError] = useState<ApiError>();
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const clock = useRef(new ServerClock()).current;
  const under = useRef(new Set<string>()).current;
  const phone = useRef("");

  const take = useCallback(
    (fresh: ByHandView): void => {
      clock.hear(fresh.now);
      phone.current = fresh.phone;
      // An answer that was overtaken shows nothing older.
      setView((now) => (now !== undefined && fresh.version < now.version ? now : fresh));
      setError(undefined);
    },
    [clock],
  );

  const refresh = useCallback(async (): Promise<void> => {
    try {
      take((await api.get<{ view: ByHandView }>(`${path}/by-hand`)).view);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    }
  }, [api, path, take]);

  useEffect(() => {
    void refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refresh();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh]);

  const say = useCallback((text: string, tone: Said["tone"] = "plain"): void => setSaid({ text, tone }), []);

  const send = useCallback(
    async <T>(key: string, pressed: Pressed, work: () => Promise<T & { readonly say: string }>) => {
      if (under.has(key)) {
        say("Sent already. Waiting for the answer.");
        return undefined;
      }
      under.add(key);
      setBusy(new Set(under));
      setSaid(undefined);
      try {
        const answer = await work();
        say(answer.say);
        return answer;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        say(failedSaying(pressed, problem, phone.current), "trouble");
        return undefined;
      } finally {
        under.delete(key);
        setBusy(new Set(under));
      }
    },
    [under, say],
  );

  const press = useCallback(
    async (pressed: LessonPress): Promise<void> => {
      const answer = await send(keyOf(pressed), { press: "Your last press" }, () =>
        api.post<{ say: string; view?: ByHandView }>(`${path}/press`, pressed),
      );
      if (answer?.view !== undefined) take(answer.view);
    },
    [api, path, send, take],
  );

  const concerns = useMemo(() => {
    const on = async (key: string, pressed: Pressed, to: string, body: unknown) =>
      (await send(key, pressed, () => api.post<{ say: string; concern: ConcernView }>(to, body)))?.concern;
    return {
      clock,
      refresh,
      say,
      raise: (about: "child" | "adult", name: string, without?: string) =>
        on(
          `raise-${about}`,
          {
            press: about === "adult" ? "Tell the headteacher now" : "Tell the DSL now",
            tells: true,
            name,
          },
          "/api/concerns",
          { lesson, about, press: name, ...(without === undefined ? {} : { without }) },
        ),
      takeBack: (ref: string) =>
        on("take-back", { press: "Undo" }, `/api/concerns/${encodeURIComponent(ref)}/undo`, {}),
    };
  }, [api, clock, lesson, refresh, say, send]);

  return { view, error, said, busy, press, refresh, concerns };
};

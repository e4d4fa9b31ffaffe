import { useCallback, useEffect, useRef } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import type { Draft } from "../draft.ts";
import { draftIn, isBlank, storedDraft } from "../kept-draft.ts";

/** A pause in the writing. */
const AFTER_MS = 1_000;

/**
 * Keeps a draft with the server while it is written, and brings back what was kept before the page was loaded. Where that
 * fails the words stay on the page, as ever.
 */
export const useKeptDraft = (
  api: Api,
  ref: string,
  draft: Draft,
  onDraft: (draft: Draft) => void,
): { readonly sent: () => void } => {
  const path = `/api/concerns/${encodeURIComponent(ref)}`;
  const newest = useRef({ draft, onDraft });
  newest.current = { draft, onDraft };
  const kept = useRef(storedDraft(draft));
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keeping = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    let gone = false;
    const bringBack = async (): Promise<void> => {
      const answer = await orNothing(api.get<{ draft?: string }>(path));
      const found = draftIn(answer?.draft);
      // What a person has begun meanwhile is newer.
      if (gone || isBlank(found) || !isBlank(newest.current.draft)) return;
      kept.current = storedDraft(found);
      newest.current.onDraft(found);
    };
    void bringBack();
    return () => {
      gone = true;
    };
  }, [api, path]);

  const keep = useCallback((): void => {
    clearTimeout(waiting.current);
    const stored = storedDraft(newest.current.draft);
    if (stored === kept.current) return;
    kept.current = stored;
    // One after the other: an older one must not come last.
    keeping.current = keeping.current.then(() => orNothing(api.post(`${path}/draft`, { draft: stored })));
  }, [api, path]);

  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === "hidden") keep();
    };
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      keep();
    };
  }, [keep]);

  useEffect(() => {
    if (storedDraft(draft) === kept.current) return undefined;
    waiting.current = setTimeout(keep, AFTER_MS);
    return () => clearTimeout(waiting.current);
  }, [keep, draft]);

  return {
    /** The server has taken the words: a draft of them that is still on its way is forgotten too. */
    sent: () => {
      clearTimeout(waiting.current);
      if (kept.current === "") return;
      kept.current = "";
      keeping.current = keeping.current.then(() => orNothing(api.post(`${path}/draft`, { draft: "" })));
    },
  };
};

/** Nothing depends on it: the words are still on the page. */
const orNothing = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return undefined;
  }
};

import { useCallback, useRef, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import type { Draft } from "../draft.ts";
import type { LessonStore } from "../lesson-store.ts";
import { Unanswered } from "../unanswered.ts";

export type ConcernControl = {
  readonly concern: ConcernView | undefined;
  /** The last one raised or undone here, also where it is not on the screen. */
  readonly raised: ConcernView | undefined;
  /** undefined where nothing was begun. */
  readonly draft: Draft | undefined;
  readonly setDraft: (draft: Draft) => void;
  readonly setConcern: (concern: ConcernView | undefined) => void;
  /** @param begun words that it begins with */
  readonly raise: (about: "child" | "adult", without?: string, begun?: Draft) => Promise<void>;
  /** Undoes a concern that no one is told of yet. */
  readonly takeBack: (ref: string) => Promise<void>;
  readonly open: (ref: string) => Promise<void>;
  /** Asks again for the concern on the screen. */
  readonly refresh: () => Promise<void>;
};

/** The concern this page shows, the words begun for it, and the presses that raise one. */
export const useConcern = (
  api: Api,
  store: Pick<LessonStore, "raise" | "takeBack" | "refresh" | "say">,
): ConcernControl => {
  const [concern, setConcern] = useState<ConcernView>();
  const [raised, setRaised] = useState<ConcernView>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const unanswered = useRef(new Unanswered());

  // Raising another alert does not lose the words begun for the first.
  const ref = concern?.ref ?? "";
  const setDraft = useCallback((draft: Draft) => setDrafts((before) => ({ ...before, [ref]: draft })), [ref]);

  const raise = useCallback(
    async (about: "child" | "adult", without?: string, begun?: Draft) => {
      // Nothing of an earlier concern on the screen may pass for this one's.
      setConcern(undefined);
      const fresh = await store.raise(about, unanswered.current.name(about), without);
      if (fresh !== undefined) {
        unanswered.current.answered(about);
        if (begun !== undefined) setDrafts((before) => ({ ...before, [fresh.ref]: begun }));
        setRaised(fresh);
        // The screen may be shared: what is about an adult is opened by the person who raised it, not by itself.
        if (about === "child") setConcern(fresh);
        else void store.refresh();
      }
    },
    [store],
  );

  const takeBack = useCallback(
    async (taken: string) => {
      const undone = await store.takeBack(taken);
      if (undone !== undefined) {
        setRaised(undone);
        setConcern((now) => (now?.ref === taken ? undone : now));
        void store.refresh();
      }
    },
    [store],
  );

  const open = useCallback(
    async (ref: string) => {
      try {
        setConcern(
          (await api.get<{ concern: ConcernView }>(`/api/concerns/${encodeURIComponent(ref)}`)).concern,
        );
      } catch (error) {
        store.say(error instanceof ApiError ? error.say : "The concern could not be opened.", "trouble");
      }
    },
    [api, store],
  );

  const onScreen = useRef<string>(undefined);
  onScreen.current = concern?.ref;
  const refresh = useCallback(async () => {
    const ref = onScreen.current;
    if (ref === undefined) {
      return;
    }
    try {
      const fresh = await api.get<{ concern: ConcernView }>(`/api/concerns/${encodeURIComponent(ref)}`);
      // A person who has meanwhile gone back to the lesson stays there.
      if (onScreen.current === ref) {
        setConcern(fresh.concern);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      // The concern stays as shown; the line under the header says that the panel is not live.
    }
  }, [api]);

  return { concern, raised, draft: drafts[ref], setDraft, setConcern, raise, takeBack, open, refresh };
};

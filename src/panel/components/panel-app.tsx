import { useCallback, useEffect, useState } from "preact/hooks";
import type { LessonView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import { tellHostReady } from "../host.ts";
import { LessonStore } from "../lesson-store.ts";
import { signInAnd } from "./cannot-show.tsx";
import { LessonScreen } from "./lesson-screen.tsx";
import { StartNotice, withoutUs } from "./start-notice.tsx";
import { useAgain } from "./use-again.ts";
import { useLong } from "./use-long.ts";

type Props = {
  readonly api: Api;
  readonly chat: string | undefined;
  /** An earlier lesson of the series, of which something is left to do. */
  readonly lesson: string | undefined;
};

type Start =
  | { readonly at: "starting" }
  | { readonly at: "lesson"; readonly store: LessonStore }
  | { readonly at: "notice"; readonly error: ApiError };

/** Shows the panel at once from one request, or says why not, and tries again if that may help. */
export const PanelApp = ({ api, chat, lesson }: Props) => {
  const [start, setStart] = useState<Start>({ at: "starting" });
  const begin = useCallback(async () => {
    if (chat === undefined) {
      setStart({ at: "notice", error: new ApiError(400, "no-chat", "Open this panel in a meeting.") });
      return;
    }
    try {
      const read = (path: string, id: string) =>
        api.get<{ view: LessonView }>(`/api/${path}${encodeURIComponent(id)}`);
      const { view } = await read("meetings?chat=", chat);
      // A lesson that is on comes first: its buttons are needed now.
      const isQuiet = view.phase === "planned" || view.phase === "over";
      const store =
        lesson !== undefined && lesson !== view.lesson && isQuiet
          ? new LessonStore(api, (await read("lessons/", lesson)).view)
          : new LessonStore(api, view, chat);
      setStart({ at: "lesson", store });
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setStart({ at: "notice", error });
    }
  }, [api, chat, lesson]);
  const signIn = useCallback(() => signInAnd(api, begin), [api, begin]);
  useEffect(() => void begin(), [begin]);
  useAgain(start.at === "notice" ? start.error : undefined, begin);
  const long = useLong(start.at === "starting");
  const begun = start.at !== "starting";
  // A page that explains itself counts as loaded: otherwise Teams would show an error of its own in its place.
  useEffect(() => {
    if (begun) {
      tellHostReady();
    }
  }, [begun]);
  if (start.at === "starting") {
    return (
      <main class="notice">
        <p role="status">Opening the lesson.</p>
        {long
          ? ["This takes longer than usual.", ...withoutUs()].map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))
          : null}
      </main>
    );
  }
  if (start.at === "notice") {
    return <StartNotice error={start.error} onRetry={() => void begin()} onSignIn={() => void signIn()} />;
  }
  return <LessonScreen api={api} store={start.store} onBeginAgain={begin} onSignIn={signIn} />;
};

import { useCallback, useEffect, useState } from "preact/hooks";
import type { LessonView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import { tellHostFailed, tellHostReady } from "../host.ts";
import { LessonStore } from "../lesson-store.ts";
import { LessonScreen } from "./lesson-screen.tsx";
import { StartNotice } from "./start-notice.tsx";

type Props = { readonly api: Api; readonly chat: string | undefined };

type Start =
  | { readonly at: "starting" }
  | { readonly at: "lesson"; readonly store: LessonStore }
  | { readonly at: "notice"; readonly error: ApiError };

/** Shows the panel at once from one request, or says politely why not. */
export function PanelApp({ api, chat }: Props) {
  const [start, setStart] = useState<Start>({ at: "starting" });
  const begin = useCallback(async () => {
    if (chat === undefined) {
      setStart({ at: "notice", error: new ApiError(404, "no-chat", "Open this panel in a meeting.") });
      tellHostReady();
      return;
    }
    try {
      const { view } = await api.get<{ view: LessonView }>(`/api/meetings?chat=${encodeURIComponent(chat)}`);
      setStart({ at: "lesson", store: new LessonStore(api, view, chat) });
      tellHostReady();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setStart({ at: "notice", error });
      tellHost(error);
    }
  }, [api, chat]);
  useEffect(() => void begin(), [begin]);
  if (start.at === "starting") {
    return (
      <main class="notice">
        <p role="status">Opening the lesson.</p>
      </main>
    );
  }
  if (start.at === "notice") {
    return <StartNotice error={start.error} onRetry={() => void begin()} />;
  }
  return <LessonScreen api={api} store={start.store} />;
}

function tellHost({ status }: ApiError): void {
  if (status === 401) {
    tellHostFailed("sign-in");
  } else if (status === 0 || status >= 500) {
    tellHostFailed("server");
  } else {
    // A polite page is a page: Teams need not show an error of its own.
    tellHostReady();
  }
}

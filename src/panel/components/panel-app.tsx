import { useCallback, useEffect, useState } from "preact/hooks";
import type { LessonView } from "../../protocol/view.ts";
import { type Api, ApiError } from "../api.ts";
import { tellHostFailed, tellHostReady } from "../host.ts";
import { LessonStore } from "../lesson-store.ts";
import { LessonScreen } from "./lesson-screen.tsx";
import { NoticePage } from "./notice-page.tsx";

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
      setStart({ at: "lesson", store: new LessonStore(api, view) });
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
    return <Notice error={start.error} onRetry={() => void begin()} />;
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

function Notice({ error, onRetry }: { readonly error: ApiError; readonly onRetry: () => void }) {
  if (error.status === 403) {
    return (
      <NoticePage
        title="This panel is for staff of the lesson"
        sentences={[
          "You do not need it to take part.",
          "If you are staff of this lesson, ask the person who organised it to add you.",
        ]}
      />
    );
  }
  if (error.status === 401) {
    return (
      <NoticePage
        title="You are not signed in"
        sentences={[
          "This panel is for staff of the lesson, signed in to Teams with their school account.",
          "If you joined by link, you do not need it.",
        ]}
        onRetry={onRetry}
      />
    );
  }
  if (error.status === 404) {
    return <NoticePage title="No lesson here" sentences={[error.say]} onRetry={onRetry} />;
  }
  return (
    <NoticePage
      title="Lesson Guard does not answer"
      sentences={[
        "Keep the lesson safe from Teams itself.",
        "To end it for everyone, press Leave, then End meeting.",
        "To keep others out, press Participants, then Lock the meeting.",
        "Then phone the school office.",
      ]}
      onRetry={onRetry}
    />
  );
}

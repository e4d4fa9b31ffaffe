import { useCallback, useEffect, useState } from "preact/hooks";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import { type Api, ApiError } from "../api.ts";
import { CannotShow } from "../components/cannot-show.tsx";
import { NoticePage } from "../components/notice-page.tsx";
import { useAgain } from "../components/use-again.ts";
import { tellHostReady } from "../host.ts";
import type { Channel } from "./group-fields.tsx";
import { SettingsForm } from "./settings-form.tsx";
import type { Head } from "./who-is-told-fields.tsx";

type Answer = {
  readonly settings: SchoolSettings;
  readonly channels: readonly Channel[];
  readonly waiting: readonly WaitingView[];
  readonly heads?: readonly Head[];
  readonly holders?: readonly Head[];
};

/** The school's settings, for administrators only. */
export const SettingsApp = ({ api }: { readonly api: Api }) => {
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<ApiError>();
  const load = useCallback(async () => {
    try {
      setAnswer(await api.get<Answer>("/api/settings"));
      setError(undefined);
      tellHostReady();
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      setError(problem);
      tellHostReady();
    }
  }, [api]);
  useEffect(() => void load(), [load]);
  useAgain(error, load);
  if (error !== undefined) {
    return error.status === 403 ? (
      <NoticePage
        title="Settings are for administrators"
        sentences={["Ask an administrator of Lesson Guard at your school."]}
      />
    ) : (
      <CannotShow api={api} error={error} load={load} />
    );
  }
  if (answer === undefined) {
    return (
      <main class="notice">
        <p role="status">Opening the settings.</p>
      </main>
    );
  }
  return <SettingsForm api={api} {...answer} heads={answer.heads ?? []} holders={answer.holders ?? []} />;
};

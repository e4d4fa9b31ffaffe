import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import type { Api } from "../api.ts";
import { CannotShow } from "../components/cannot-show.tsx";
import { NoticePage } from "../components/notice-page.tsx";
import { useAnswer } from "../components/use-answer.ts";
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
  const { answer, error, load } = useAnswer<Answer>(api, "/api/settings");
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

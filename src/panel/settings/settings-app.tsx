import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import type { Api } from "../api.ts";
import { NotOpen } from "../components/not-open.tsx";
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
  if (error !== undefined || answer === undefined) {
    return (
      <NotOpen
        api={api}
        load={load}
        error={error}
        opening="Opening the settings."
        title="Settings are for administrators"
        sentence="Ask an administrator of Lesson Guard at your school."
      />
    );
  }
  return <SettingsForm api={api} {...answer} heads={answer.heads ?? []} holders={answer.holders ?? []} />;
};

import { useState } from "preact/hooks";
import type { WaitingView } from "../../protocol/holders/view.ts";
import type { SchoolSettings } from "../../protocol/school.ts";
import { type Api, ApiError } from "../api.ts";
import { SignOutNote } from "../components/notice-page.tsx";
import { count } from "../wording.ts";
import { CoverFields } from "./cover-fields.tsx";
import { GroupFields } from "./group-fields.tsx";
import { LessonFields } from "./lesson-fields.tsx";
import { RecordFields } from "./record-fields.tsx";
import { SchoolFields } from "./school-fields.tsx";
import { checkSettings, type FieldErrors } from "./settings-check.ts";

export type Channel = { readonly teamId: string; readonly channelId: string; readonly name: string };

type Props = {
  readonly api: Api;
  readonly settings: SchoolSettings;
  readonly channels: readonly Channel[];
  readonly waiting: readonly WaitingView[];
};

type Saved = {
  /** Those in force. */
  readonly settings: SchoolSettings;
  readonly waiting: readonly WaitingView[];
  readonly say: string;
};

/** What every part of the form is given. */
export type PartProps = {
  readonly settings: SchoolSettings;
  readonly errors: FieldErrors;
  readonly onChange: (settings: SchoolSettings) => void;
};

export function SettingsForm({ api, settings: saved, channels, waiting: waitedFor }: Props) {
  const [settings, setSettings] = useState(saved);
  const [waiting, setWaiting] = useState(waitedFor);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [said, setSaid] = useState<{ readonly text: string; readonly trouble: boolean }>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const wrong = checkSettings(settings);
    setErrors(wrong);
    const many = Object.keys(wrong).length;
    if (many > 0) {
      setSaid({ text: `${count(many, "field")} to look at. Nothing was saved.`, trouble: true });
      return;
    }
    setBusy(true);
    try {
      const answer = await api.put<Saved>("/api/settings", settings);
      setSettings(answer.settings);
      setWaiting(answer.waiting);
      setSaid({ text: answer.say, trouble: false });
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setErrors(error.fields);
      setSaid({ text: error.say, trouble: true });
    } finally {
      setBusy(false);
    }
  };
  const part: PartProps = { settings, errors, onChange: setSettings };
  return (
    <main class="settings">
      <h1>Settings</h1>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) {
            void save();
          }
        }}
      >
        <SchoolFields {...part} />
        <GroupFields {...part} channels={channels} waiting={waiting} />
        <CoverFields {...part} />
        <LessonFields {...part} />
        <RecordFields {...part} />
        <div class="settings-save">
          <button type="submit" class="press press-primary" aria-busy={busy}>
            Save
          </button>
          <p
            role="status"
            class={said === undefined ? "said-room" : `said said-${said.trouble ? "trouble" : "plain"}`}
          >
            {said?.text}
          </p>
        </div>
      </form>
      <SignOutNote />
    </main>
  );
}

import { useEffect, useRef, useState } from "preact/hooks";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import { type Api, ApiError } from "../api.ts";
import { SignOutNote } from "../components/notice-page.tsx";
import { SaidLine } from "../components/said-line.tsx";
import type { Said } from "../said.ts";
import { count } from "../wording.ts";
import { CoverFields } from "./cover-fields.tsx";
import { type Channel, GroupFields } from "./group-fields.tsx";
import { LessonFields } from "./lesson-fields.tsx";
import type { PartProps } from "./part-props.ts";
import { RecordFields } from "./record-fields.tsx";
import { RecordingFields } from "./recording-fields.tsx";
import { SchoolFields } from "./school-fields.tsx";
import { checkSettings, type FieldErrors } from "./settings-check.ts";
import { type Head, WhoIsToldFields } from "./who-is-told-fields.tsx";

type Props = {
  readonly api: Api;
  readonly settings: SchoolSettings;
  readonly channels: readonly Channel[];
  readonly waiting: readonly WaitingView[];
  readonly heads: readonly Head[];
  /** Those who hold a role that alerts go to. */
  readonly holders: readonly Head[];
};

type Saved = {
  /** The settings in force. */
  readonly settings: SchoolSettings;
  readonly waiting: readonly WaitingView[];
  readonly say: string;
};

export const SettingsForm = ({
  api,
  settings: saved,
  channels,
  waiting: waitedFor,
  heads,
  holders,
}: Props) => {
  const [settings, setSettings] = useState(saved);
  const [waiting, setWaiting] = useState(waitedFor);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLElement>(null);
  // The first field that is not right, wherever on this long page it stands.
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [errors]);
  const save = async (): Promise<void> => {
    const wrong = checkSettings(settings);
    setErrors(wrong);
    const many = Object.keys(wrong).length;
    if (many > 0) {
      setSaid({ text: `${count(many, "field")} to look at. Nothing was saved.`, tone: "trouble" });
      return;
    }
    setBusy(true);
    try {
      const answer = await api.put<Saved>("/api/settings", settings);
      setSettings(answer.settings);
      setWaiting(answer.waiting);
      setSaid({ text: answer.say, tone: "plain" });
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setErrors(error.fields);
      setSaid({ text: error.say, tone: "trouble" });
    } finally {
      setBusy(false);
    }
  };
  const part: PartProps = { settings, errors, waiting, onChange: setSettings };
  return (
    <main class="settings" ref={form}>
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
        <GroupFields {...part} api={api} channels={channels} />
        <WhoIsToldFields {...part} heads={heads} />
        <CoverFields {...part} holders={holders} />
        <LessonFields {...part} />
        <RecordingFields {...part} />
        <RecordFields {...part} />
        <div class="settings-save">
          <button type="submit" class="press press-primary" aria-busy={busy}>
            Save
          </button>
          <SaidLine said={said} />
        </div>
      </form>
      <SignOutNote />
    </main>
  );
};

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";

type Props = {
  readonly api: Api;
  readonly path: string;
  /** What is sent beside the reason; a sentence where something is missing. */
  readonly body: () => object | string;
  readonly button: string;
  readonly danger?: boolean;
  readonly onDone: () => void;
  readonly children?: ComponentChildren;
};

/** A command that is recorded with its reason. What could not be sent stays in the form. */
export function ReasonForm({ api, path, body, button, danger, onDone, children }: Props) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly trouble: boolean }>();
  const send = async (): Promise<void> => {
    const what = body();
    if (typeof what === "string" || reason.trim().length < 5) {
      setSaid({ text: typeof what === "string" ? what : "Give the reason in a few words.", trouble: true });
      return;
    }
    setBusy(true);
    try {
      const { say } = await api.post<{ say: string }>(path, { ...what, reason: reason.trim() });
      setReason("");
      setSaid({ text: say, trouble: false });
      onDone();
    } catch (error) {
      const text = error instanceof ApiError ? error.say : "This page could not go on. Open it again.";
      setSaid({ text, trouble: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="export-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) {
          void send();
        }
      }}
    >
      {children}
      <label class="field">
        <span>Reason</span>
        <input
          type="text"
          autocomplete="off"
          maxLength={2000}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      <button type="submit" class={danger === true ? "press press-danger" : "press"} aria-busy={busy}>
        {button}
      </button>
      <p
        role="status"
        class={said === undefined ? "said-room" : `said said-${said.trouble ? "trouble" : "plain"}`}
      >
        {said?.text}
      </p>
    </form>
  );
}

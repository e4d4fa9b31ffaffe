import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { TextField } from "../components/text-field.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { SaidForm } from "./said-form.tsx";

type Props = {
  readonly api: Api;
  readonly path: string;
  /** What is sent beside the reason; a sentence if something is missing. */
  readonly body: () => object | string;
  readonly button: string;
  readonly danger?: boolean;
  readonly onDone: () => void;
  readonly children?: ComponentChildren;
};

/** A command that is recorded with its reason. If it could not be sent, it stays in the form. */
export const ReasonForm = ({ api, path, body, button, danger, onDone, children }: Props) => {
  const [reason, setReason] = useState("");
  const { busy, said, say, ask } = useOneAtATime();
  const send = async (): Promise<void> => {
    const what = body();
    if (typeof what === "string" || reason.trim().length < 5) {
      say(typeof what === "string" ? what : "Give the reason in a few words.", "trouble");
      return;
    }
    const answer = await ask(() => api.post<{ say: string }>(path, { ...what, reason: reason.trim() }));
    if (answer !== undefined) {
      setReason("");
      say(answer.say);
      onDone();
    }
  };
  return (
    <SaidForm button={button} danger={danger} busy={busy} said={said} onSend={send}>
      {children}
      <TextField label="Reason" longest={2000} value={reason} onChange={setReason} />
    </SaidForm>
  );
};

import { useState } from "preact/hooks";
import type { ChatView, PersonView, Pressed } from "../../control/shapes.ts";
import { CardFace, type CardPress } from "../cards/card-face.tsx";
import { timeOf } from "../clock-words.ts";
import { ControlError, pressCard } from "../control.ts";

type Props = {
  readonly message: ChatView["messages"][number];
  readonly person: PersonView;
  /** Opens a link inside practice. @returns what it does in Teams, if practice cannot open it */
  readonly onOpen: (link: string) => string | undefined;
};

/** One message as this person sees it: a card that a press returned replaces it for them alone. */
export const Message = ({ message, person, onOpen }: Props) => {
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const card = message.views[person.id] ?? message.card;
  const press = async ({ verb, actionId, data }: CardPress): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    try {
      const order = { person: person.id, message: message.id, action: verb, data };
      setSaid(answerWords(await pressCard(actionId === undefined ? order : { ...order, actionId })));
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      setSaid(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li class={messageClass(message)} aria-busy={busy}>
      <p class="message-head">
        <strong>{message.fromName}</strong> <time dateTime={message.at}>{timeOf(message.at)}</time>
        {message.onlyFor === undefined ? null : <span> · only you see this</span>}
        {message.edited && !message.deleted ? <span> · updated</span> : null}
      </p>
      {message.deleted ? <p class="message-gone">This message was withdrawn.</p> : null}
      {message.text === "" ? null : <p class="message-text">{message.text}</p>}
      {card ? (
        <CardFace card={card} onPress={(one) => void press(one)} onOpen={(link) => setSaid(onOpen(link))} />
      ) : null}
      <p class="message-said" role="status">
        {said}
      </p>
    </li>
  );
};

const messageClass = ({ from, thread, id }: Props["message"]): string => {
  const reply = thread !== undefined && thread !== id ? " message-reply" : "";
  return `message ${from === "bot" ? "message-bot" : "message-person"}${reply}`;
};

/** What the client says after a press; nothing where the card itself has changed. */
const answerWords = ({ status, body }: Pressed): string | undefined => {
  const { type, value } = Object(body) as { readonly type?: unknown; readonly value?: unknown };
  if (status === 0 || status >= 500) return "Something went wrong. Try again. Lesson Guard did not answer.";
  if (type === "application/vnd.microsoft.activity.message") return String(value);
  if (type === "application/vnd.microsoft.error") {
    const { message } = Object(value) as { readonly message?: unknown };
    return typeof message === "string" ? message : "It was refused.";
  }
  return status >= 400 ? "Lesson Guard refused this press." : undefined;
};

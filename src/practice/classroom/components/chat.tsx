import { useState } from "preact/hooks";
import type { ChatView } from "../../control/shapes.ts";
import { act } from "../control.ts";
import type { View } from "../view.ts";
import { Message } from "./message.tsx";

type Props = {
  readonly chat: ChatView;
  readonly view: View;
  readonly onOpen: (link: string) => string | undefined;
};

/** One chat, newest last; stays at the end unless the person has scrolled back: the browser's own, from chat.css. */
export const Chat = ({ chat, view, onOpen }: Props) => {
  const messages = chat.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === view.person.id);
  return (
    <>
      <div
        class="messages"
        role="log"
        aria-label={`Messages of ${chat.title}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {messages.length === 0 ? <p class="no-message">No message yet.</p> : null}
        <ol>
          {messages.map((message) => (
            <Message key={message.id} message={message} person={view.person} onOpen={onOpen} />
          ))}
        </ol>
      </div>
      {chat.kind === "channel" ? null : <Composer chat={chat} view={view} />}
    </>
  );
};

const Composer = ({ chat, view }: { readonly chat: ChatView; readonly view: View }) => {
  const [text, setText] = useState("");
  const { person, run } = view;
  const send = (): void => {
    const words = text.trim();
    if (words === "") return;
    setText("");
    void run(() =>
      chat.kind === "private"
        ? act({ do: "text", person: person.id, text: words })
        : act({ do: "say", meeting: chat.of, person: person.id, text: words }),
    );
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input
        type="text"
        aria-label="Message"
        placeholder={chat.kind === "private" ? "Write to Lesson Guard" : "Write to everyone in the meeting"}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="press">
        Send
      </button>
    </form>
  );
};

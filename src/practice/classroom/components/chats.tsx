import { useState } from "preact/hooks";
import type { ChatView } from "../../control/shapes.ts";
import { administer } from "../control.ts";
import { ownChat } from "../eyes.ts";
import { ownSeat, type View } from "../view.ts";
import { AppsSearch } from "./apps-search.tsx";
import { Chat } from "./chat.tsx";

type Props = {
  readonly view: View;
  /** Opens a link inside practice. @returns what it does in Teams, if practice cannot open it */
  readonly onOpen: (link: string) => string | undefined;
};

/** The chats this person has in Teams: with Lesson Guard, of the meeting they are in, their channel. */
export const Chats = ({ view, onOpen }: Props) => {
  const [wanted, setWanted] = useState<string>();
  const chats = chatsOf(view);
  const chosen = chats.find(({ id }) => id === wanted) ?? chats[0];
  const search = hasNoApp(view) ? <AppsSearch key={view.person.id} view={view} /> : null;
  if (chosen === undefined) return search;
  return (
    <section class="chats" aria-label="Chat">
      {search}
      <div class="chat-tabs">
        {chats.map((chat) => (
          <button
            key={chat.id}
            type="button"
            class="chat-tab"
            aria-pressed={chat === chosen}
            onClick={() => setWanted(chat.id)}
          >
            {titleOf(chat)}
          </button>
        ))}
      </div>
      {chosen.kind === "channel" && !chosen.installed ? <AddToChannel chat={chosen} view={view} /> : null}
      <Chat key={chosen.id} chat={chosen} view={view} onOpen={onOpen} />
    </section>
  );
};

/** What an owner of the team does once: the team first, because a channel has only apps that its team has. */
const AddToChannel = ({ chat, view }: { readonly chat: ChatView; readonly view: View }) => {
  const { inTeam } = view.state.tenant;
  const add = (): void =>
    void view.run(() => administer(inTeam ? { do: "addTo", conversation: chat.id } : { do: "addToTeam" }));
  return (
    <p>
      <button type="button" class="press" onClick={add}>
        {inTeam
          ? "The channel, ⋯ › Manage channel › Apps › Add an app: Lesson Guard"
          : "The team, ⋯ › Manage team › Apps › Get more apps: Lesson Guard, Add"}
      </button>
    </p>
  );
};

/** A person with an account of the school to whom Teams shows no Lesson Guard: there is no chat with it either. */
const hasNoApp = ({ state, eye }: View): boolean => {
  const own = eye.id === "guest" ? undefined : ownChat(eye, state);
  return own?.kind === "private" && !own.installed && own.messages.length === 0;
};

const chatsOf = (view: View): readonly ChatView[] => {
  const { state, meeting, eye, person } = view;
  const own = eye.id === "guest" ? undefined : ownChat(eye, state);
  if (eye.id === "channel") return own ? [own] : [];
  const invited = meeting.invited.some((one) => one.person === person.id) || meeting.organiser === person.id;
  const inChat = invited || ownSeat(view)?.where === "in";
  const ofMeeting = state.chats.find(({ kind, of }) => kind === "meeting" && of === meeting.id);
  const reached = state.chats.filter(
    ({ kind, of, messages }) =>
      (kind === "feed" || kind === "mail") && of === person.id && eye.id !== "guest" && messages.length > 0,
  );
  return [...(own && !hasNoApp(view) ? [own] : []), ...(inChat && ofMeeting ? [ofMeeting] : []), ...reached];
};

const titleOf = ({ kind, title }: ChatView): string => {
  if (kind === "private") return "Lesson Guard";
  return kind === "meeting" ? "Meeting chat" : title;
};

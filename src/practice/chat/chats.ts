import type { Changes } from "../changes.ts";
import type { Clock } from "../clock.ts";
import { stableId } from "../ids.ts";
import type { Meeting } from "../meeting/meeting.ts";
import { people } from "../school/people.ts";
import { isStaff, type Person } from "../school/person.ts";
import { dslTeam } from "../school/tenant.ts";
import type { ChatMessage, Conversation } from "./message.ts";

export type Posted = {
  readonly from: string;
  readonly fromName: string;
  readonly text?: string;
  readonly summary?: string;
  readonly card?: unknown;
  readonly onlyFor?: string;
  /** In a channel: the post that is answered. */
  readonly thread?: string;
};

/** All chats of the practice tenant that the bot can be in. */
export class Chats {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #conversations = new Map<string, Conversation>();
  #lastId = 0;

  constructor(clock: Clock, changes: Changes, meetings: readonly Meeting[]) {
    this.#clock = clock;
    this.#changes = changes;
    for (const meeting of meetings) this.addMeeting(meeting, true);
    for (const person of people.filter(({ account }) => account)) {
      this.#add({
        id: privateChatId(person),
        kind: "private",
        title: person.name,
        of: person.id,
        installed: isStaff(person),
      });
      for (const kind of ["feed", "mail"] as const)
        this.#add({
          id: sideChatId(kind, person),
          kind,
          title: kind === "mail" ? "Mail" : "Activity",
          of: person.id,
          installed: false,
        });
    }
    this.#add({
      id: dslTeam.channelId,
      kind: "channel",
      title: `${dslTeam.name} · ${dslTeam.channelName}`,
      of: "dsl",
      installed: true,
    });
  }

  addMeeting({ threadId, subject, id }: Meeting, installed: boolean): void {
    this.#add({ id: threadId, kind: "meeting", title: subject, of: id, installed });
  }

  get all(): readonly Conversation[] {
    return [...this.#conversations.values()];
  }

  /** By connector id; `;messageid=` of a channel thread is allowed. */
  find(id: string): { conversation: Conversation; thread: string | undefined } | undefined {
    const [base = "", thread] = id.split(";messageid=");
    const conversation = this.#conversations.get(base);
    return conversation ? { conversation, thread } : undefined;
  }

  message(conversation: Conversation, id: string): ChatMessage | undefined {
    return conversation.messages.find((message) => message.id === id && !message.deleted);
  }

  post(conversation: Conversation, posted: Posted): ChatMessage {
    const id = this.#nextId();
    const message: ChatMessage = {
      id,
      at: this.#clock.iso(),
      from: posted.from,
      fromName: posted.fromName,
      text: posted.text ?? "",
      summary: posted.summary ?? "",
      card: posted.card,
      edited: false,
      deleted: false,
      views: {},
      pressed: [],
      ...(conversation.kind === "channel" ? { thread: posted.thread ?? id } : {}),
      ...(posted.onlyFor === undefined ? {} : { onlyFor: posted.onlyFor }),
    };
    conversation.messages.push(message);
    this.#changes.mark();
    return message;
  }

  /** Everyone sees the new content; the views that presses returned are gone. */
  replace(message: ChatMessage, content: { text: string; summary: string; card: unknown }): void {
    Object.assign(message, content);
    message.edited = true;
    for (const person of Object.keys(message.views)) delete message.views[person];
    this.#changes.mark();
  }

  remove(message: ChatMessage): void {
    message.deleted = true;
    message.card = undefined;
    message.text = "";
    message.summary = "";
    this.#changes.mark();
  }

  showTo(person: string, message: ChatMessage, card: unknown): void {
    message.views[person] = card;
    this.#changes.mark();
  }

  #add(conversation: Omit<Conversation, "messages">): void {
    this.#conversations.set(conversation.id, { ...conversation, messages: [] });
  }

  /** Teams numbers messages by the millisecond; two in one must still differ. */
  #nextId(): string {
    this.#lastId = Math.max(this.#lastId + 1, Math.floor(this.#clock.now()));
    return String(this.#lastId);
  }
}

/** The one-to-one conversation of the bot with this person; always the same. */
export const privateChatId = (person: Person): string =>
  `a:1${stableId(`private:${person.id}`).replaceAll("-", "")}`;

/** Where a person's e-mail or activity feed is shown. */
export const sideChatId = (kind: "mail" | "feed", person: Person): string =>
  `${kind}:${stableId(`${kind}:${person.id}`)}`;

import type { ChatMessage } from "../../../src/practice/chat/message.ts";
import type { PracticeClient } from "./practice.ts";

/** The messages of one conversation: a meeting's chat, a person's private chat, or the DSL channel. */
export const messagesOf = async (
  practice: PracticeClient,
  kind: "meeting" | "private" | "channel",
  of: string,
): Promise<readonly ChatMessage[]> => {
  const { chats } = await practice.state();
  return chats.filter((chat) => chat.kind === kind && chat.of === of).flatMap((chat) => chat.messages);
};

/** All the words of a card or message, for reading what a person reads. */
export const wordsOf = (message: ChatMessage): string => JSON.stringify(message);

import type { ChatMessage } from "../../../src/practice/chat/message.ts";
import type { ChatView } from "../../../src/practice/control/shapes.ts";
import type { PracticeClient } from "./practice.ts";

/** The chat of a meeting, of one person with the bot, or (`dsl`) the channel. */
export const chatOf = async (practice: PracticeClient, of: string): Promise<ChatView> => {
  const { chats } = await practice.state();
  const found = chats.find((chat) => chat.of === of);
  if (found === undefined) throw new Error(`no chat of ${of}`);
  return found;
};

type CardAction = { readonly verb?: string; readonly data?: Readonly<Record<string, unknown>> };

/** What a card's button carries, as a client sends it. @param kind of those that ask for it */
export const dataOf = (message: ChatMessage | undefined, verb: string, kind?: string): object => {
  const { actions = [] } = (message?.card ?? {}) as { actions?: readonly CardAction[] };
  const found = actions.find(
    (one) => one.verb === verb && (kind === undefined || one.data?.["kind"] === kind),
  );
  if (found?.data === undefined) throw new Error(`no ${verb} on the card`);
  return found.data;
};

/** What the bot says in a chat at this moment, oldest first. */
export const cardsIn = async (practice: PracticeClient, of: string): Promise<readonly ChatMessage[]> =>
  (await chatOf(practice, of)).messages.filter((message) => message.from === "bot" && !message.deleted);

/** The cards in a chat that hold these words. */
export const cardsWith = async (
  practice: PracticeClient,
  of: string,
  words: string,
): Promise<readonly ChatMessage[]> =>
  (await cardsIn(practice, of)).filter((message) => JSON.stringify(message.card ?? "").includes(words));

import { type Chats, privateChatId } from "../chat/chats.ts";
import type { Conversation } from "../chat/message.ts";
import type { Mint } from "../cloud/tokens/mint.ts";
import type { Room } from "../meeting/room.ts";
import type { Rooms } from "../meeting/rooms.ts";
import { findPerson, people } from "../school/people.ts";
import { isStaff } from "../school/person.ts";
import { botId, dslTeam } from "../school/tenant.ts";
import type { Courier } from "./courier.ts";
import { type Envelope, fromOf } from "./envelope.ts";

const ADD = { type: "installationUpdate", action: "add" };

/** The administrator has installed the app: for each member of staff, in the DSL team, in meetings. */
export const announceInstallations = async (
  envelope: Envelope,
  courier: Courier,
  mint: Mint,
  chats: Chats,
  rooms: readonly Room[],
): Promise<void> => {
  const send = async (activity: unknown) => {
    await courier.activity(activity, mint.botToken(), "teams.installationUpdate");
  };
  for (const person of people.filter(isStaff)) {
    const conversation = chats.find(privateChatId(person))?.conversation;
    if (conversation?.installed)
      await send(envelope.inConversation(conversation, undefined, fromOf(person), ADD));
  }
  const lead = findPerson("lowe");
  const channel = chats.find(dslTeam.channelId)?.conversation;
  if (lead && channel?.installed) {
    await send(envelope.inChannel(fromOf(lead), ADD));
    const membersAdded = [{ id: `28:${botId}` }];
    await send(envelope.inChannel(fromOf(lead), { type: "conversationUpdate", membersAdded }));
  }
  for (const room of rooms) {
    if (!chats.find(room.meeting.threadId)?.conversation.installed) continue;
    await send(envelope.inMeeting(room, fromOf(room.meeting.organiser), ADD));
  }
};

/** Teams tells the bot that the app has come into a conversation by Graph. */
export const tellOfAdded =
  ({
    envelope,
    courier,
    mint,
    rooms,
  }: {
    readonly envelope: Envelope;
    readonly courier: Courier;
    readonly mint: Mint;
    readonly rooms: Rooms;
  }) =>
  (conversation: Conversation): void => {
    const room = rooms.byThread(conversation.id);
    const person = room?.meeting.organiser ?? findPerson(conversation.of);
    if (!person) return;
    const activity = envelope.inConversation(conversation, room, fromOf(person), ADD);
    void courier.activity(activity, mint.botToken(), "teams.installationUpdate");
  };

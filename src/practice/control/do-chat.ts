import { privateChatId } from "../chat/chats.ts";
import type { Conversation } from "../chat/message.ts";
import { cardTrouble } from "../cloud/connector/card-trouble.ts";
import { cardIn } from "../delivery/courier.ts";
import { fromOf } from "../delivery/envelope.ts";
import { asRecord } from "../fields.ts";
import { NotAllowed, type Room } from "../meeting/room.ts";
import { findPerson } from "../school/people.ts";
import type { Person } from "../school/person.ts";
import { botId } from "../school/tenant.ts";
import type { World } from "../world.ts";
import type { Command } from "./command.ts";
import type { Pressed } from "./shapes.ts";

type Asked<Word extends Command["do"]> = Extract<Command, { do: Word }>;

/**
 * A press reaches the bot as the invoke `adaptiveCard/action`. A card in the answer is shown to
 * the presser alone; what the bot updates is seen by everyone.
 */
export const press = async (asked: Asked<"press">, world: World): Promise<Pressed> => {
  const person = known(asked.person);
  const home = world.chats.all.find(({ messages }) => messages.some(({ id }) => id === asked.message));
  const message = home && world.chats.message(home, asked.message);
  const where = asked.conversation === undefined ? home : world.chats.find(asked.conversation)?.conversation;
  if (!message || !where) throw new NotAllowed("There is no such message.");
  message.pressed.push({ person: person.id, action: asked.action });
  const room = world.rooms.byThread(where.id);
  const activity = world.envelope.inConversation(
    where,
    room,
    sender(person, room),
    {
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: message.id,
      value: {
        action: {
          type: "Action.Execute",
          ...(asked.actionId === undefined ? {} : { id: asked.actionId }),
          verb: asked.action,
          data: { ...asRecord(asked.data), ...asked.inputs },
        },
        trigger: asked.trigger,
      },
    },
    message.thread,
  );
  const answer = await world.courier.activity(activity, world.mint.botToken(), "teams.cardAction");
  const card = cardIn(answer);
  if (card !== undefined && cardTrouble(card) === undefined) world.chats.showTo(person.id, message, card);
  return answer;
};

/** A message to the bot: in the private chat, or as a mention in a group. */
export const text = async (asked: Asked<"text">, world: World): Promise<{ status: number }> => {
  const person = known(asked.person);
  const id = asked.conversation ?? privateChatId(person);
  const found = world.chats.find(id);
  if (!found) throw new NotAllowed("There is no such chat.");
  const { conversation, thread } = found;
  const room = world.rooms.byThread(conversation.id);
  const posted = world.chats.post(conversation, {
    from: person.id,
    fromName: person.name,
    text: asked.text,
    ...(thread === undefined ? {} : { thread }),
  });
  const mention = {
    type: "mention",
    text: "<at>Lesson Guard</at>",
    mentioned: { id: `28:${botId}`, name: "Lesson Guard" },
  };
  const group = conversation.kind !== "private";
  const activity = world.envelope.inConversation(
    conversation,
    room,
    sender(person, room),
    {
      type: "message",
      id: posted.id,
      textFormat: "plain",
      text: group ? `${mention.text} ${asked.text}` : asked.text,
      entities: group ? [mention] : [],
    },
    posted.thread,
  );
  const { status } = await world.courier.activity(activity, world.mint.botToken(), "teams.message");
  return { status };
};

/** Sends what the caller wrote, with the token the caller chose. */
export const deliver = async (asked: Asked<"deliver">, world: World): Promise<Pressed> => {
  const good = asked.kind === "bot" ? world.mint.botToken() : world.mint.callToken();
  const token = asked.token === undefined ? good : (asked.token ?? undefined);
  return world.courier.post(
    new URL(asked.path, world.frontDoor()).href,
    asked.body,
    token,
    "practice.deliver",
  );
};

type Installing = Pick<World, "chats" | "changes" | "rooms" | "envelope" | "courier" | "mint">;

/** Installed or not decides whether the connector lets the bot speak there. */
export const install = async (
  asked: Omit<Asked<"install">, "do">,
  world: Installing,
): Promise<{ status: number }> => {
  const conversation: Conversation | undefined = world.chats.find(asked.conversation)?.conversation;
  if (!conversation) throw new NotAllowed("There is no such chat.");
  conversation.installed = asked.on;
  world.changes.mark();
  const room = world.rooms.byThread(conversation.id);
  const who =
    room?.meeting.organiser ?? findPerson(conversation.kind === "channel" ? "lowe" : conversation.of);
  const rest = { type: "installationUpdate", action: asked.on ? "add" : "remove" };
  const activity = world.envelope.inConversation(conversation, room, who && fromOf(who), rest);
  const { status } = await world.courier.activity(
    activity,
    world.mint.botToken(),
    "teams.installationUpdate",
  );
  return { status };
};

/** `from` of the person who acts; a guest has neither a stable id nor an Entra id. */
const sender = (person: Person, room: Room | undefined): unknown => {
  if (person.account) return fromOf(person);
  const seat = room?.seatOf(person);
  if (!seat) throw new NotAllowed("They are not in this meeting.");
  return { id: seat.botUserId, name: person.name };
};

const known = (id: string): Person => {
  const person = findPerson(id);
  if (!person) throw new NotAllowed("There is no such person.");
  return person;
};

import { type Chats, privateChatId } from "../../chat/chats.ts";
import type { Conversation } from "../../chat/message.ts";
import { asList, asRecord, asText, at } from "../../fields.ts";
import { users } from "../../school/groups.ts";
import { findAccount, findByBotUserId } from "../../school/people.ts";
import { isStaff, type Person } from "../../school/person.ts";
import type { Switches } from "../../switches.ts";
import type { Answer } from "../answer.ts";
import type { Route } from "../route.ts";
import { refuseTooMany } from "./activities.ts";
import { readOutgoing } from "./activity.ts";
import { cardTrouble } from "./card-trouble.ts";
import { connectorRefusal } from "./errors.ts";
import type { RateLimit } from "./rate-limit.ts";

/**
 * `POST /v3/conversations`: a channel thread, or the one-to-one chat with a person. The chat's id
 * is always the same for the same person; an activity in the body is posted every time.
 */
type Given = Pick<Switches, "givenToEveryone">;

export const createConversation = (chats: Chats, limit: RateLimit, switches: Given): Route => ({
  operation: "connector.conversation.create",
  method: "POST",
  path: "/uk/:tenant/v3/conversations",
  handle: ({ body }) => {
    const channelId = asText(at(body, "channelData", "channel", "id"));
    const conversation =
      channelId === undefined ? privateChat(body, chats, switches) : channel(channelId, chats);
    refuseTooMany(limit, "create", conversation.id);
    return create(conversation, at(body, "activity"), chats);
  },
});

const create = (conversation: Conversation, activity: unknown, chats: Chats): Answer => {
  if (activity === undefined || activity === null) {
    if (conversation.kind === "channel")
      throw connectorRefusal(400, "BadSyntax", "Incorrect conversation creation parameters");
    return { status: 201, body: { id: conversation.id } };
  }
  const { content } = readOutgoing(activity);
  const trouble = cardTrouble(content.card);
  if (trouble !== undefined) throw connectorRefusal(400, "BadArgument", trouble);
  const message = chats.post(conversation, { from: "bot", fromName: "Lesson Guard", ...content });
  const id = conversation.kind === "channel" ? `${conversation.id};messageid=${message.id}` : conversation.id;
  return { status: 201, body: { id, activityId: message.id } };
};

const channel = (id: string, chats: Chats): Conversation => {
  const found = chats.find(id)?.conversation;
  if (found?.kind !== "channel")
    throw connectorRefusal(404, "ConversationNotFound", "Conversation not found.");
  if (!found.installed) {
    throw connectorRefusal(
      403,
      "BotNotInConversationRoster",
      "The bot is not part of the conversation roster.",
    );
  }
  return found;
};

const privateChat = (body: unknown, chats: Chats, switches: Given): Conversation => {
  const members = asList(at(body, "members")).map(asRecord);
  if (members.length !== 1)
    throw connectorRefusal(400, "BadSyntax", "Incorrect conversation creation parameters");
  const id = asText(members[0]?.["id"]) ?? asText(members[0]?.["aadObjectId"]) ?? "";
  const person: Person | undefined = findByBotUserId(id) ?? findAccount(id);
  if (!person && users.some((user) => user.id === id)) {
    if (!switches.givenToEveryone) throw notGiven(true);
    return { id: `a:1${id}`, kind: "private", title: "", of: "", messages: [], installed: true };
  }
  if (!person) {
    throw id.startsWith("29:")
      ? connectorRefusal(400, "BadArgument", "Bot cannot create a conversation with an anonymous user")
      : connectorRefusal(400, "BadArgument", "Failed to decrypt pairwise id");
  }
  const found = chats.find(privateChatId(person))?.conversation;
  if (!found?.installed) {
    // To ask whether a pupil has it is no mistake.
    throw notGiven(!isStaff(person));
  }
  return found;
};

const notGiven = (excused: boolean) =>
  connectorRefusal(
    403,
    "BotNotInConversationRoster",
    "Bot is not installed in user's personal scope",
    excused,
  );

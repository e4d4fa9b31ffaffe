import type { Chats } from "../../chat/chats.ts";
import type { ChatMessage, Conversation } from "../../chat/message.ts";
import { findByBotUserId } from "../../school/people.ts";
import { Refusal } from "../answer.ts";
import type { CloudRequest, Route } from "../route.ts";
import { type Outgoing, readOutgoing } from "./activity.ts";
import { cardTrouble } from "./card-trouble.ts";
import { connectorErrorBody, connectorRefusal } from "./errors.ts";
import type { RateLimit } from "./rate-limit.ts";

const activities = "/uk/:tenant/v3/conversations/:conversation/activities";

/** Send, update and delete of activities. Nothing is deduplicated: two sends are two messages. */
export const activityRoutes = (chats: Chats, limit: RateLimit): readonly Route[] => {
  const send = (request: CloudRequest) => {
    const { conversation, thread } = conversationOf(request, chats, limit, "send");
    const outgoing = readOutgoing(request.body);
    refuseBadCard(outgoing);
    const onlyFor = targetOf(request, outgoing);
    if (outgoing.type !== "message") return { status: 201, body: { id: "" } };
    const message = chats.post(conversation, {
      from: "bot",
      fromName: "Lesson Guard",
      ...outgoing.content,
      ...(onlyFor === undefined ? {} : { onlyFor }),
      ...(thread === undefined ? {} : { thread }),
    });
    return { status: 201, body: { id: message.id } };
  };
  return [
    { operation: "connector.activity.send", method: "POST", path: activities, handle: send },
    { operation: "connector.activity.send", method: "POST", path: `${activities}/:activity`, handle: send },
    {
      operation: "connector.activity.update",
      method: "PUT",
      path: `${activities}/:activity`,
      handle: (request) => {
        const { conversation } = conversationOf(request, chats, limit, "send");
        const message = messageOf(request, chats, conversation);
        const outgoing = readOutgoing(request.body);
        refuseBadCard(outgoing);
        chats.replace(message, outgoing.content);
        return { status: 200, body: { id: message.id } };
      },
    },
    {
      operation: "connector.activity.delete",
      method: "DELETE",
      path: `${activities}/:activity`,
      handle: (request) => {
        const { conversation } = conversationOf(request, chats, limit, "send");
        chats.remove(messageOf(request, chats, conversation));
        return { status: 200 };
      },
    },
  ];
};

/** The conversation a request names, counted against its rate; 404, 403 or 429 otherwise. */
export const conversationOf = (
  request: CloudRequest,
  chats: Chats,
  limit: RateLimit,
  what: "send" | "read",
): { conversation: Conversation; thread: string | undefined } => {
  const found = chats.find(request.params["conversation"] ?? "");
  if (!found) throw connectorRefusal(404, "ConversationNotFound", "Conversation not found.");
  if (!found.conversation.installed) {
    throw connectorRefusal(
      403,
      "BotNotInConversationRoster",
      "The bot is not part of the conversation roster.",
    );
  }
  refuseTooMany(limit, what, found.conversation.id);
  return found;
};

export const refuseTooMany = (
  limit: RateLimit,
  what: "send" | "create" | "read",
  conversation: string,
): void => {
  const wait = limit.tooSoon(what, conversation);
  if (wait === undefined) return;
  throw new Refusal(
    {
      status: 429,
      headers: { "retry-after": String(wait) },
      body: connectorErrorBody("Throttled", "Too many requests."),
    },
    "too many requests",
    true,
  );
};

const messageOf = (request: CloudRequest, chats: Chats, conversation: Conversation): ChatMessage => {
  const message = chats.message(conversation, request.params["activity"] ?? "");
  if (message?.from === "bot") return message;
  throw connectorRefusal(404, "ActivityNotFoundInConversation", "Activity not found in conversation.");
};

const targetOf = (request: CloudRequest, outgoing: Outgoing): string | undefined => {
  if (request.query.get("isTargetedActivity") !== "true") return undefined;
  const person = findByBotUserId(outgoing.recipient ?? "");
  if (!person)
    throw connectorRefusal(400, "BadArgument", "A targeted activity needs a recipient in the conversation");
  return person.id;
};

const refuseBadCard = (outgoing: Outgoing): void => {
  const trouble = cardTrouble(outgoing.content.card);
  if (trouble !== undefined) throw connectorRefusal(400, "BadArgument", trouble);
};

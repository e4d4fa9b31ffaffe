import { type Chats, sideChatId } from "../../chat/chats.ts";
import { asList, asText, at } from "../../fields.ts";
import { findAccount } from "../../school/people.ts";
import { schoolMailbox } from "../../school/tenant.ts";
import type { Switches } from "../../switches.ts";
import type { Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";

/** What reaches people beside their chats: e-mail and the activity feed. */
export const reachingRoutes = (chats: Chats, switches: Pick<Switches, "mailboxes">): readonly Route[] => {
  const show = (kind: "mail" | "feed", objectId: string, summary: string, text: string): void => {
    const person = findAccount(objectId);
    const found = person && chats.find(sideChatId(kind, person));
    if (found) chats.post(found.conversation, { from: "bot", fromName: "Lesson Guard", summary, text });
  };
  return [
    {
      operation: "graph.mail.send",
      method: "POST",
      path: "/v1.0/users/:mailbox/sendMail",
      handle: ({ params, body }) => {
        const recipients = asList(at(body, "message", "toRecipients"));
        // A message to no one is sent to no one, and shows which mailboxes the application may send from.
        const asks = recipients.length === 0;
        if (!mayUse(params["mailbox"]?.toLowerCase() ?? "", switches))
          throw graphRefusal(403, "ErrorAccessDenied", "Access to OData is disabled.", asks);
        if (asks)
          throw graphRefusal(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.", true);
        const subject = asText(at(body, "message", "subject")) ?? "";
        const content = asText(at(body, "message", "body", "content")) ?? "";
        for (const recipient of recipients)
          show("mail", asText(at(recipient, "emailAddress", "address")) ?? "", subject, content);
        return { status: 202 };
      },
    },
    {
      operation: "graph.activity.notify",
      method: "POST",
      path: "/v1.0/users/:user/teamwork/sendActivityNotification",
      handle: ({ params, body }) => {
        const user = params["user"] ?? "";
        if (!findAccount(user)) throw notFound("User");
        const topic = at(body, "topic");
        const link = asText(at(topic, "webUrl")) ?? "";
        if (asText(at(topic, "source")) === "text" && !link.startsWith("https://teams.microsoft.com/l/"))
          throw graphRefusal(400, "BadRequest", "topic.webUrl must be a Teams deep link");
        if (asText(at(body, "activityType")) !== "messageWaits")
          throw graphRefusal(400, "BadRequest", "activityType is not declared in the app's manifest");
        show("feed", user, asText(at(body, "previewText", "content")) ?? "", link);
        return { status: 204 };
      },
    },
  ];
};

/** An application access policy, or RBAC for applications, lets the app into one mailbox. */
const mayUse = (mailbox: string, { mailboxes }: Pick<Switches, "mailboxes">): boolean =>
  mailboxes === "all" || (mailboxes === "one" && mailbox === schoolMailbox);

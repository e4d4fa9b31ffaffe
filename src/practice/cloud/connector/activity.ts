import type { Posted } from "../../chat/chats.ts";
import { asList, asRecord, asText, at } from "../../fields.ts";
import { connectorRefusal } from "./errors.ts";

export type Outgoing = {
  readonly type: string;
  readonly content: Required<Pick<Posted, "text" | "summary">> & { readonly card: unknown };
  readonly recipient: string | undefined;
};

const cardType = "application/vnd.microsoft.card.adaptive";
/** Documented as 100 KB, counted as UTF-16 (facts/teams.md 4). */
const mostBytes = 100 * 1024;

/** Reads an activity the application sends; throws 400 or 413 as the connector does. */
export const readOutgoing = (body: unknown): Outgoing => {
  const activity = asRecord(body);
  const type = asText(activity["type"]);
  if (type === undefined) throw connectorRefusal(400, "BadSyntax", "Activity has no type");
  if (JSON.stringify(body).length * 2 > mostBytes) {
    throw connectorRefusal(413, "MessageSizeTooBig", "Message size too large.");
  }
  const attachments = asList(activity["attachments"]).map(asRecord);
  const card = attachments.find(({ contentType }) => contentType === cardType)?.["content"];
  const text = asText(activity["text"]) ?? "";
  if (type === "message" && text === "" && attachments.length === 0) {
    throw connectorRefusal(400, "BadArgument", "Activity must have text or an attachment");
  }
  return {
    type,
    content: { text, summary: asText(activity["summary"]) ?? "", card },
    recipient: asText(at(activity, "recipient", "id")),
  };
};

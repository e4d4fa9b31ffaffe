import { z } from "zod";
import type { Config } from "../config.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { outsideDate } from "../protocol/time/outside-date.ts";
import type { Connector } from "./connector.ts";

/** A card with the line that feeds and notifications show, or plain text. No names. */
export type Message = { readonly card: object; readonly summary: string } | { readonly text: string };

export type Sent = { readonly activityId: string };

export type MeetingInfo = {
  readonly meetingId: string;
  /** The online meeting's id in Graph. */
  readonly graphId?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly title?: string;
  /** `Scheduled`, `Recurring`, `MeetNow`, `ChannelScheduled`, `OneToOneCall` … */
  readonly type?: string;
  /** For finding the meeting only, never stored or logged. */
  readonly joinUrl?: string;
  readonly chatId?: string;
  readonly organiserId?: string;
};

export type Channel = { readonly id: string; readonly name?: string };

/** What the bot sends to Teams. Every function throws CloudError and never tries again by itself. */
export type Sender = {
  /** Opens the 1:1 chat with a person (the same each time). Refused: the app is not installed for them. */
  readonly openPersonal: (aadObjectId: string) => Promise<string>;
  /** Not repeatable: sent twice, it is there twice. */
  readonly send: (conversationId: string, message: Message) => Promise<Sent>;
  /** A new post. Not repeatable. Keep both ids: the conversation is the post's thread. */
  readonly postToChannel: (
    channelId: string,
    message: Message,
  ) => Promise<Sent & { readonly conversationId: string }>;
  /** Redraws without notifying anyone. Gone: a person deleted it. */
  readonly update: (conversationId: string, activityId: string, message: Message) => Promise<void>;
  /** Takes a message back; one that is gone counts as taken back. */
  readonly remove: (conversationId: string, activityId: string) => Promise<void>;
  /** Entra ids of those who can read it now; guests have none. At most 500 are asked for. */
  readonly readers: (conversationId: string) => Promise<readonly string[]>;
  readonly channels: (teamId: string) => Promise<readonly Channel[]>;
  readonly meetingInfo: (meetingId: string) => Promise<MeetingInfo>;
};

const Nothing = z.unknown().transform(() => undefined);
const SentAnswer = z.object({ id: z.string() }).transform(({ id }): Sent => ({ activityId: id }));
const text = z.string().nullish();

const Channels = z.object({ conversations: z.array(z.object({ id: z.string(), name: text })) });

const Members = z.object({ members: z.array(z.object({ aadObjectId: text, objectId: text })) });

const Info = z.object({
  details: z.object({
    id: z.string(),
    msGraphResourceId: text,
    scheduledStartTime: text,
    scheduledEndTime: text,
    joinUrl: text,
    title: text,
    type: text,
  }),
  conversation: z.object({ id: text }).nullish(),
  organizer: z.object({ aadObjectId: text, objectId: text }).nullish(),
});

export const createSender = (config: Pick<Config, "bot">, connector: Connector): Sender => {
  const bot = { id: `28:${config.bot.id}` };
  const { tenantId } = config.bot;
  const at = (conversationId: string, ...rest: readonly string[]) =>
    ["/v3/conversations", encodeURIComponent(conversationId), ...rest].join("/");

  const send = (conversationId: string, message: Message) =>
    connector({
      method: "POST",
      path: at(conversationId, "activities"),
      operation: "send message",
      repeatable: false,
      counts: inConversation(conversationId),
      body: { ...activityOf(message), from: bot, conversation: { id: conversationId } },
      answer: SentAnswer,
    });

  return {
    openPersonal: (aadObjectId) =>
      connector({
        method: "POST",
        path: "/v3/conversations",
        operation: "open personal chat",
        repeatable: true,
        counts: { limit: "create", of: aadObjectId },
        body: {
          isGroup: false,
          bot,
          members: [{ id: aadObjectId }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        },
        answer: z.object({ id: z.string() }).transform(({ id }) => id),
      }),

    send,

    postToChannel: (channelId, message) =>
      connector({
        method: "POST",
        path: "/v3/conversations",
        operation: "post to channel",
        repeatable: false,
        counts: { limit: "create", of: channelId },
        body: {
          isGroup: true,
          bot,
          tenantId,
          channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
          activity: activityOf(message),
        },
        answer: z
          .object({ id: z.string(), activityId: z.string() })
          .transform(({ id, activityId }) => ({ conversationId: id, activityId })),
      }),

    update: (conversationId, activityId, message) =>
      connector({
        method: "PUT",
        path: at(conversationId, "activities", encodeURIComponent(activityId)),
        operation: "update message",
        repeatable: true,
        counts: inConversation(conversationId),
        body: { ...activityOf(message), id: activityId, from: bot, conversation: { id: conversationId } },
        answer: Nothing,
      }),

    remove: async (conversationId, activityId) => {
      try {
        await connector({
          method: "DELETE",
          path: at(conversationId, "activities", encodeURIComponent(activityId)),
          operation: "remove message",
          repeatable: true,
          counts: inConversation(conversationId),
          answer: Nothing,
        });
      } catch (error) {
        if (!(error instanceof CloudError && error.kind === "gone")) throw error;
      }
    },

    readers: async (conversationId) => {
      const { members } = await connector({
        method: "GET",
        path: `${at(conversationId, "pagedmembers")}?pageSize=500`,
        operation: "list readers",
        repeatable: true,
        counts: { limit: "read", of: threadOf(conversationId) },
        answer: Members,
      });
      return members.flatMap(({ aadObjectId, objectId }) => aadObjectId ?? objectId ?? []);
    },

    channels: async (teamId) => {
      const { conversations } = await connector({
        method: "GET",
        path: `/v3/teams/${encodeURIComponent(teamId)}/conversations`,
        operation: "list channels",
        repeatable: true,
        counts: { limit: "read", of: teamId },
        answer: Channels,
      });
      return conversations.map(({ id, name }) => ({ id, ...(name ? { name } : {}) }));
    },

    meetingInfo: async (meetingId) => {
      const { details, conversation, organizer } = await connector({
        method: "GET",
        path: `/v1/meetings/${encodeURIComponent(meetingId)}`,
        operation: "read meeting",
        repeatable: true,
        answer: Info,
      });
      return present({
        meetingId: details.id,
        graphId: details.msGraphResourceId,
        startsAt: outsideDate(details.scheduledStartTime),
        endsAt: outsideDate(details.scheduledEndTime),
        title: details.title,
        type: details.type,
        joinUrl: details.joinUrl,
        chatId: conversation?.id,
        organiserId: organizer?.aadObjectId ?? organizer?.objectId,
      });
    },
  };
};

const activityOf = (message: Message): object => {
  // It may hold names of people and schools: Teams reads text as Markdown unless told not to.
  if ("text" in message) return { type: "message", text: message.text, textFormat: "plain" };
  return {
    type: "message",
    summary: message.summary,
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: message.card }],
  };
};

/** A post's thread counts as its channel. */
const threadOf = (conversationId: string): string => conversationId.replace(/;messageid=.*$/, "");

const inConversation = (conversationId: string) => ({ limit: "send", of: threadOf(conversationId) }) as const;

/** Leaves out what Teams did not say. */
const present = (info: { [Key in keyof MeetingInfo]: MeetingInfo[Key] | null | undefined }): MeetingInfo =>
  Object.fromEntries(Object.entries(info).filter(([, value]) => Boolean(value))) as MeetingInfo;

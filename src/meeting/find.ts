import { z } from "zod";
import { defined } from "../protocol/defined.ts";
import { outsideDate } from "../protocol/time/outside-date.ts";
import { type GraphClient, segment } from "./graph-client.ts";
import type { Invited, MeetingRef } from "./options.ts";

export type FoundMeeting = MeetingRef & {
  /** ISO 8601 in UTC, as Graph says it; of a weekly series these may be the series' own times. */
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly title?: string;
  /** The meeting chat, where Graph returns it. */
  readonly chatId?: string;
  readonly attendees: readonly Invited[];
};

const Chat = z.object({
  chatType: z.string(),
  onlineMeetingInfo: z
    .object({ joinWebUrl: z.string().nullish(), organizer: z.object({ id: z.string().nullish() }).nullish() })
    .nullish(),
});

const InvitedPerson = z
  .object({
    upn: z.string().nullish(),
    role: z.string().nullish(),
    identity: z.object({ user: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
  })
  .passthrough();

const Meetings = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      subject: z.string().nullish(),
      startDateTime: z.string().nullish(),
      endDateTime: z.string().nullish(),
      chatInfo: z.object({ threadId: z.string().nullish() }).nullish(),
      participants: z
        .object({ organizer: InvitedPerson.nullish(), attendees: z.array(InvitedPerson).nullish() })
        .nullish(),
    }),
  ),
});

/**
 * Finds a meeting by its chat: the chat names the organiser and the join link, the link names the
 * meeting (there is no filter by chat id). The link is used for the one request and kept nowhere.
 * @returns undefined where the chat belongs to no scheduled meeting (Meet now, group chat)
 * @throws CloudError
 */
export const findByChat = async (graph: GraphClient, chatId: string): Promise<FoundMeeting | undefined> => {
  const chat = await graph.request({
    method: "GET",
    path: `/chats/${segment(chatId)}`,
    operation: "read chat",
    counts: [{ limit: "chats", of: "" }],
    answer: Chat,
  });
  const organiserId = chat.onlineMeetingInfo?.organizer?.id;
  const joinUrl = chat.onlineMeetingInfo?.joinWebUrl;
  if (!organiserId || !joinUrl) return undefined;
  return findByJoinUrl(graph, { userId: organiserId, joinUrl });
};

/**
 * Finds a meeting by its join link, asked as the organiser or as an invited person.
 * @returns undefined where Graph knows no such meeting
 * @throws CloudError
 */
export const findByJoinUrl = async (
  graph: GraphClient,
  link: { readonly userId: string; readonly joinUrl: string },
): Promise<FoundMeeting | undefined> => {
  const filter = `JoinWebUrl eq '${link.joinUrl.replaceAll("'", "''")}'`;
  const { value } = await graph.request({
    method: "GET",
    path: `/users/${segment(link.userId)}/onlineMeetings`,
    query: { $filter: encodeURIComponent(filter) },
    operation: "find meeting",
    answer: Meetings,
  });
  const meeting = value[0];
  if (meeting === undefined) return undefined;
  const [startsAt, endsAt] = [outsideDate(meeting.startDateTime), outsideDate(meeting.endDateTime)];
  return {
    organiserId: meeting.participants?.organizer?.identity?.user?.id ?? link.userId,
    meetingId: meeting.id,
    ...defined({ startsAt, endsAt }),
    ...(meeting.subject ? { title: meeting.subject } : {}),
    ...(meeting.chatInfo?.threadId ? { chatId: meeting.chatInfo.threadId } : {}),
    attendees: (meeting.participants?.attendees ?? []).map(invited),
  };
};

/** An unknown role counts as the least: attendee. */
const invited = (person: z.output<typeof InvitedPerson>): Invited => {
  const userId = person.identity?.user?.id;
  const role = person.role === "presenter" || person.role === "coorganizer" ? person.role : "attendee";
  return { role, ...(userId ? { userId } : {}), ...(person.upn ? { upn: person.upn } : {}) };
};

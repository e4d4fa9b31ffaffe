import { z } from "zod";
import { defined } from "../protocol/defined.ts";
import { outsideDate } from "../protocol/time/outside-date.ts";

/** What arrives from the Bot Connector, read tolerantly: unknown properties are dropped, odd ones become absent. */

const text = z.string().nullish().catch(undefined);
const maybe = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish().catch(undefined);

const Account = z.object({ id: z.string().catch(""), aadObjectId: text, name: text });

const ActivityShape = z.object({
  type: z.string(),
  id: text,
  name: text,
  action: text,
  timestamp: text.transform((said) => outsideDate(said)),
  channelId: text,
  serviceUrl: text,
  replyToId: text,
  from: Account.nullish().catch(undefined),
  recipient: Account.nullish().catch(undefined),
  conversation: maybe({ id: z.string(), conversationType: text, tenantId: text }),
  channelData: maybe({
    tenant: maybe({ id: text }),
    meeting: maybe({ id: text }),
    team: maybe({ id: text, name: text }),
    channel: maybe({ id: text, name: text }),
    settings: maybe({ selectedChannel: maybe({ id: text, name: text }) }),
    eventType: text,
  }),
  value: z.unknown(),
});

export type IncomingActivity = z.output<typeof ActivityShape>;

/** @returns undefined for a body that is no activity */
export const readActivity = (body: unknown): IncomingActivity | undefined =>
  ActivityShape.safeParse(body).data;

/** The kind of event, in whatever case and with whatever blanks the name came. */
export const eventName = (activity: IncomingActivity): string => (activity.name ?? "").trim().toLowerCase();

export type MeetingEvent = {
  /** `channelData.meeting.id`; never `value.Id` nor the conversation's (facts/teams.md 2.1). */
  readonly meetingId: string;
  /** The meeting chat, where the app may post and from which the meeting can be found. */
  readonly chatId: string;
  /** ISO 8601, as Teams says; the activity's own time if Teams gives none, or an impossible one. */
  readonly at: string | undefined;
};

/** Reads a start or end event in Pascal or camel case. @returns undefined where it names no meeting */
export const readMeetingEvent = (
  activity: IncomingActivity,
  of: "starttime" | "endtime",
): MeetingEvent | undefined => {
  const place = meetingPlace(activity);
  if (place === undefined) return undefined;
  const said = lowerKeys(activity.value).get(of);
  const at =
    typeof said === "string" && said.trim() !== "" ? outsideDate(said, activity.timestamp) : undefined;
  return { ...place, at: at ?? activity.timestamp };
};

export type EventMember = {
  /** The bot's own id for this person (`29:…`); for a guest it does not last. */
  readonly id: string;
  readonly aadObjectId?: string;
  /** The name they show; "" where Teams does not say. Personal. */
  readonly name: string;
  readonly anonymous: boolean;
};

export type ParticipantsEvent = {
  readonly meetingId: string;
  readonly chatId: string;
  readonly at: string | undefined;
  readonly members: readonly EventMember[];
};

/**
 * Reads a join or leave event. `from` is not looked at: in a guest's event it is the organiser. The
 * bot's own joining is left out.
 * @returns undefined where it names no meeting, or no one but the bot
 */
export const readParticipantsEvent = (activity: IncomingActivity): ParticipantsEvent | undefined => {
  const place = meetingPlace(activity);
  const list = lowerKeys(activity.value).get("members");
  if (place === undefined || !Array.isArray(list)) return undefined;
  const members = list
    .flatMap((item) => readMember(item) ?? [])
    .filter(({ id }) => id !== activity.recipient?.id);
  if (members.length === 0) return undefined;
  return { ...place, at: activity.timestamp, members };
};

/** The properties by their names in lower case. */
const lowerKeys = (value: unknown): ReadonlyMap<string, unknown> => {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, item]) => [key.toLowerCase(), item]));
};

const readMember = (item: unknown): EventMember | undefined => {
  const user = lowerKeys(lowerKeys(item).get("user"));
  const word = (from: ReadonlyMap<string, unknown>, key: string) => {
    const given = from.get(key);
    return typeof given === "string" && given !== "" ? given : undefined;
  };
  const id = word(user, "id");
  if (id === undefined) return undefined;
  const aadObjectId = word(user, "aadobjectid") ?? word(user, "objectid");
  return {
    id,
    ...defined({ aadObjectId }),
    name: word(user, "name") ?? "",
    // A guest carries the organiser's tenant id: only the missing directory id shows a guest (facts/teams.md 2.1).
    anonymous: aadObjectId === undefined || word(user, "userrole")?.toLowerCase() === "anonymous",
  };
};

const meetingPlace = (activity: IncomingActivity): { meetingId: string; chatId: string } | undefined => {
  const meetingId = activity.channelData?.meeting?.id;
  const chatId = activity.conversation?.id;
  return meetingId && chatId ? { meetingId, chatId } : undefined;
};

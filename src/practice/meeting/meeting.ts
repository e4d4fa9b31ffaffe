import { base64, stableId } from "../ids.ts";
import { findPerson } from "../school/people.ts";
import type { Person } from "../school/person.ts";
import { tenantId } from "../school/tenant.ts";
import type { Planned } from "../school/timetable.ts";

export type InvitedRole = "attendee" | "presenter" | "coorganizer";

/** A planned meeting: what the calendar and the join link know. A weekly one keeps all of it. */
export type Meeting = {
  readonly id: string;
  readonly subject: string;
  readonly organiser: Person;
  readonly weekly: boolean;
  readonly lastsMs: number;
  /** The chat of the meeting. */
  readonly threadId: string;
  /** `channelData.meeting.id` of its activities. */
  readonly meetingId: string;
  /** Graph's onlineMeeting id. */
  readonly onlineMeetingId: string;
  readonly joinWebUrl: string;
  readonly joinMeetingId: string;
  /** Entra object id → role. */
  readonly invited: Map<string, InvitedRole>;
};

export const planMeeting = ({ organiser: word, lastsMinutes, ...planned }: Planned): Meeting => {
  const organiser = findPerson(word);
  if (!organiser) throw new Error(`no such organiser in the timetable: ${word}`);
  return meetingOf({ ...planned, organiser, lastsMs: lastsMinutes * 60_000 });
};

type Asked = Pick<Meeting, "id" | "subject" | "organiser" | "weekly" | "lastsMs"> & {
  /** Ids of people in practice. */
  readonly invited: readonly string[];
};

export const meetingOf = (planned: Asked): Meeting => {
  const { organiser } = planned;
  const organiserId = organiser.account?.objectId;
  if (organiserId === undefined) throw new Error(`no account organises ${planned.id}`);
  const threadId = `19:meeting_${base64(stableId(`meeting:${planned.id}`)).slice(0, 32)}@thread.v2`;
  const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: organiserId }));
  return {
    id: planned.id,
    subject: planned.subject,
    organiser,
    weekly: planned.weekly,
    lastsMs: planned.lastsMs,
    threadId,
    meetingId: base64(`0#${threadId}#0`),
    onlineMeetingId: base64(`1*${organiserId}*0**${threadId}`),
    joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(threadId)}/0?context=${context}`,
    joinMeetingId: String(Number.parseInt(stableId(`join:${planned.id}`).slice(0, 8), 16) + 300_000_000_000),
    invited: new Map(
      planned.invited.flatMap((id) => {
        const account = findPerson(id)?.account;
        return account ? [[account.objectId, "attendee"] as const] : [];
      }),
    ),
  };
};

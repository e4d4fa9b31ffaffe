import type { MeetingView, PersonView } from "../../control/shapes.ts";
import type { Theme } from "../theme.ts";
import type { Place } from "./deep-link.ts";

/** For whom, where and how a page is hosted. */
export type Hosted = {
  readonly person: PersonView;
  readonly tenantId: string;
  readonly meeting: MeetingView;
  readonly place: Place;
  readonly theme: Theme;
};

/** What Teams answers to `getContext`: the flat, older shape that teams-js unfolds (facts/teams.md 3.2). */
export const contextOf = ({ person, tenantId, meeting, place, theme }: Hosted): object => ({
  locale: "en-gb",
  theme,
  hostName: "Teams",
  hostClientType: "web",
  frameContext: frameContextOf(place),
  entityId: place.page,
  userObjectId: person.objectId,
  loginHint: person.userPrincipalName,
  userPrincipalName: person.userPrincipalName,
  tid: tenantId,
  ...(place.page === "panel" ? { chatId: meeting.threadId, meetingId: meeting.meetingId } : {}),
  ...(place.subPage === undefined ? {} : { subEntityId: place.subPage }),
});

export const frameContextOf = ({ page }: Place): "sidePanel" | "content" =>
  page === "panel" ? "sidePanel" : "content";

/** What Teams answers to `meeting.getMeetingDetails`. */
export const detailsOf = ({ meeting, tenantId }: Hosted): object => ({
  details: {
    id: meeting.onlineMeetingId,
    scheduledStartTime: meeting.startsAt,
    scheduledEndTime: meeting.endsAt,
    joinUrl: meeting.joinWebUrl,
    title: meeting.subject,
    type: meeting.weekly ? "Recurring" : "Scheduled",
  },
  conversation: { id: meeting.threadId },
  organizer: { id: `8:orgid:${meeting.organiser}`, tenantId },
});

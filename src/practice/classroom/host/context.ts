import { isPersonal, type Place } from "../../app-links.ts";
import type { MeetingView, PersonView } from "../../control/shapes.ts";
import type { Theme } from "../theme.ts";

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
  entityId: place.tab.entityId,
  userObjectId: person.objectId,
  loginHint: person.userPrincipalName,
  userPrincipalName: person.userPrincipalName,
  tid: tenantId,
  ...(!isPersonal(place.tab) ? { chatId: meeting.threadId, meetingId: meeting.meetingId } : {}),
  ...(place.subPage === undefined ? {} : { subEntityId: place.subPage }),
});

export const frameContextOf = ({ tab }: Place): "sidePanel" | "content" =>
  isPersonal(tab) ? "content" : "sidePanel";

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

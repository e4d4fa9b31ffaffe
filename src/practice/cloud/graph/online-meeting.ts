import type { Clock } from "../../clock.ts";
import type { Room } from "../../meeting/room.ts";
import { findAccount } from "../../school/people.ts";
import { tenantId } from "../../school/tenant.ts";

/** Lobby scopes that Graph hides unless asked with `Prefer: include-unknown-enum-members`. */
const hiddenScopes: ReadonlySet<string> = new Set(["invited", "organizationExcludingGuests"]);

/** The onlineMeeting as GET and PATCH answer it. */
export const onlineMeetingOf = (
  room: Room,
  clock: Clock,
  prefer: string | undefined,
): Record<string, unknown> => {
  const { meeting, set } = room;
  const showAll = prefer?.includes("include-unknown-enum-members") ?? false;
  const { scope, isDialInBypassEnabled } = set.lobbyBypassSettings;
  return {
    id: meeting.onlineMeetingId,
    creationDateTime: clock.iso(room.startsAt - 7 * 86_400_000),
    startDateTime: clock.iso(room.startsAt),
    endDateTime: clock.iso(room.startsAt + meeting.lastsMs),
    joinWebUrl: meeting.joinWebUrl,
    subject: meeting.subject,
    isBroadcast: false,
    autoAdmittedUsers: null,
    ...set,
    lobbyBypassSettings: {
      scope: showAll || !hiddenScopes.has(scope) ? scope : "unknownFutureValue",
      isDialInBypassEnabled,
    },
    chatInfo: { threadId: meeting.threadId, messageId: "0", replyChainMessageId: null },
    joinMeetingIdSettings: {
      isPasscodeRequired: false,
      joinMeetingId: meeting.joinMeetingId,
      passcode: null,
    },
    participants: {
      organizer: participantInfo(meeting.organiser.account?.objectId ?? "", "presenter"),
      attendees: [...meeting.invited].map(([objectId, role]) => participantInfo(objectId, role)),
    },
  };
};

const participantInfo = (objectId: string, role: string): unknown => {
  const person = findAccount(objectId);
  return {
    upn: person?.account?.userPrincipalName ?? null,
    role,
    identity: { user: { id: objectId, displayName: person?.name ?? null, tenantId } },
  };
};

/** Why Microsoft did not allow a request, as far as our token and the request show it. */
export type NotAllowed = {
  /** Where it is mended: a consent in Entra, a policy (Teams or Exchange PowerShell), the app in a chat, the directory. */
  readonly missing: "consent" | "policy" | "app" | "directory";
  readonly needs: string;
};

type Need = { readonly role?: string; readonly besides?: NotAllowed };

const POLICY: NotAllowed = {
  missing: "policy",
  needs: "an application access policy for the organiser (Grant-CsApplicationAccessPolicy; takes 30 minutes)",
};
const MEETING: Need = { role: "OnlineMeetings.ReadWrite.All", besides: POLICY };
const CALL: Need = { role: "Calls.JoinGroupCall.All" };
const LIST: Need = { role: "Calls.Initiate.All" };
const DIRECTORY: NotAllowed = { missing: "directory", needs: "the directory refuses this app" };
const GROUPS: Need = { role: "GroupMember.Read.All", besides: DIRECTORY };
const USERS: Need = { role: "User.Read.All", besides: DIRECTORY };
const RECORDINGS: Need = { role: "OnlineMeetingRecording.Read.All", besides: POLICY };
const SITE: Need = {
  role: "Sites.Selected",
  besides: {
    missing: "policy",
    needs: "the site for recordings granted to this app (POST /sites/{id}/permissions)",
  },
};
const MAILBOX: Need = {
  role: "Mail.Send",
  besides: { missing: "policy", needs: "access to the mailbox for alerts, in Exchange Online" },
};
const CLASSES: Need = { role: "EduRoster.Read.All", besides: DIRECTORY };

const APP_IN_CHAT: Need = {
  role: "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
  besides: {
    missing: "policy",
    needs: "resource-specific consent allowed in chats, and the app allowed for the organiser",
  },
};
const APP_FOR_PERSON: Need = {
  role: "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
  besides: { missing: "policy", needs: "the app allowed for the person, in the Teams admin centre" },
};
/** Given in Exchange: the token does not tell. */
const CALENDAR: Need = {
  besides: {
    missing: "policy",
    needs:
      "the role Application Calendars.ReadWrite for the mailboxes of staff, in Exchange Online (New-ManagementRoleAssignment)",
  },
};

/** By our own name of the operation. */
const NEEDS: Readonly<Record<string, Need>> = {
  "find meeting": MEETING,
  "read options": MEETING,
  "set options": MEETING,
  "make test meeting": MEETING,
  "delete test meeting": MEETING,
  "join call": CALL,
  "mute participant": CALL,
  "remove participant": {
    ...CALL,
    besides: {
      missing: "policy",
      needs: "Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds with this app's id",
    },
  },
  "read call": LIST,
  "read roster": LIST,
  "keep call": LIST,
  "leave call": LIST,
  "read chat": {
    besides: {
      missing: "app",
      needs: "the app in the meeting's chat, with resource-specific consent allowed",
    },
  },
  "notify in activity feed": {
    besides: {
      missing: "app",
      needs: "the app installed for the person, with resource-specific consent allowed",
    },
  },
  "check roles": GROUPS,
  "read group": GROUPS,
  "read members": GROUPS,
  "find groups": GROUPS,
  "read account": USERS,
  "read name": USERS,
  "read address": USERS,
  "list recordings": RECORDINGS,
  "read recording": RECORDINGS,
  "read site": SITE,
  "read folder": SITE,
  "read access": SITE,
  "begin upload": SITE,
  "upload recording": SITE,
  "read filed recording": SITE,
  "list classes": CLASSES,
  "list pupils": CLASSES,
  "list teachers": CLASSES,
  "read whom to phone": CLASSES,
  "read contacts": CLASSES,
  "list own groups": GROUPS,
  "make event": CALENDAR,
  "find event": CALENDAR,
  "find week": CALENDAR,
  "read event": CALENDAR,
  "remove event": CALENDAR,
  "look at calendar": CALENDAR,
  "add app to chat": APP_IN_CHAT,
  "install app for person": APP_FOR_PERSON,
  "find app of person": APP_FOR_PERSON,
  "read chat with person": APP_FOR_PERSON,
  "send mail": MAILBOX,
  "look at mailbox": MAILBOX,
};

/**
 * Tells a refusal (403) apart: Microsoft's answer has the same code for most of them.
 *
 * @param granted the roles in the token that was refused; undefined where it cannot be read
 * @returns undefined where it cannot be told
 */
export const notAllowed = (
  operation: string,
  granted: readonly string[] | undefined,
): NotAllowed | undefined => {
  const { role, besides } = NEEDS[operation] ?? {};
  if (role === undefined) return besides;
  if (granted === undefined) return undefined;
  return granted.includes(role) ? besides : { missing: "consent", needs: role };
};

/** The application permissions in one of our own tokens: it was made for us, so nothing has to be checked. */
export const rolesIn = (token: string): readonly string[] | undefined => {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as unknown;
    const { roles } = Object(claims) as { readonly roles?: unknown };
    // A token without any consent has no such claim.
    if (roles === undefined) return [];
    return Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : undefined;
  } catch {
    return undefined;
  }
};

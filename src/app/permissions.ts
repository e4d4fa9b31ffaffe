/** One call or event that needs a permission, and how its place in the source is recognised. */
export type PermissionUse = {
  /** What an administrator reads: what the application does with it. */
  readonly does: string;
  readonly folder: "src/meeting" | "src/teams";
  /** A piece of the address or event name, as the source spells it. */
  readonly spelled: string;
};

/** A permission that a school's administrator is asked to consent to. */
export type Permission = {
  readonly name: string;
  readonly uses: readonly [PermissionUse, ...PermissionUse[]];
};

/** A permission for the meetings and chats the app is installed in, declared in the app's manifest. */
export const RESOURCE_SPECIFIC: readonly Permission[] = [
  {
    name: "OnlineMeeting.ReadBasic.Chat",
    uses: [
      { does: "is told when a lesson starts", folder: "src/teams", spelled: "meetingStart" },
      { does: "is told when a lesson is over", folder: "src/teams", spelled: "meetingEnd" },
    ],
  },
  {
    name: "OnlineMeetingParticipant.Read.Chat",
    uses: [
      { does: "is told who joins", folder: "src/teams", spelled: "meetingParticipantJoin" },
      { does: "is told who leaves", folder: "src/teams", spelled: "meetingParticipantLeave" },
    ],
  },
  {
    name: "ChatSettings.Read.Chat",
    uses: [{ does: "finds the meeting that a chat belongs to", folder: "src/meeting", spelled: "`/chats/$" }],
  },
  {
    name: "TeamsActivity.Send.User",
    uses: [
      {
        does: "calls a DSL or headteacher who has taken no alert in time",
        folder: "src/meeting",
        spelled: "/teamwork/sendActivityNotification",
      },
    ],
  },
];

/**
 * Application permissions of Microsoft Graph, consented to once for the tenant. `id` is the role's id, as the
 * app registration's manifest (`appPackage/aad.manifest.json`) wants it.
 */
export const GRAPH: readonly (Permission & { readonly id: string })[] = [
  {
    name: "OnlineMeetings.ReadWrite.All",
    id: "b8bb2037-6e08-44ac-a4ea-4674e010e2a4",
    uses: [
      {
        does: "finds, reads and sets a lesson's meeting options",
        folder: "src/meeting",
        spelled: "/onlineMeetings",
      },
    ],
  },
  {
    name: "Calls.JoinGroupCall.All",
    id: "f6b49018-60ab-4f81-83bd-22caeabfed2d",
    uses: [
      { does: "joins the lesson's call", folder: "src/meeting", spelled: `"/communications/calls"` },
      { does: "mutes and removes people", folder: "src/meeting", spelled: "/participants/" },
    ],
  },
  {
    name: "Calls.Initiate.All",
    id: "284383ee-7f6e-4e40-a2a8-e85dcb029101",
    uses: [
      {
        does: "reads the roster, stays in the call and leaves it",
        folder: "src/meeting",
        spelled: "/participants",
      },
    ],
  },
  {
    name: "GroupMember.Read.All",
    id: "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    uses: [
      { does: "decides who has which role", folder: "src/meeting", spelled: "checkMemberGroups" },
      { does: "decides the same among many schools", folder: "src/meeting", spelled: "getMemberGroups" },
    ],
  },
  {
    name: "User.ReadBasic.All",
    id: "97235f07-e226-4f63-ace3-39588e11d3a1",
    uses: [
      { does: "reads the names of staff", folder: "src/meeting", spelled: "id,displayName" },
      {
        does: "reads the address of the person an e-mail goes to",
        folder: "src/meeting",
        spelled: `$select: "mail"`,
      },
    ],
  },
  {
    name: "EduRoster.Read.All",
    id: "e0ac9e1b-cb65-4fc5-87c5-1a8bc181f648",
    uses: [{ does: "takes a register from a class", folder: "src/meeting", spelled: "/education/classes" }],
  },
  {
    name: "Mail.Send",
    id: "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    uses: [
      {
        does: "writes, from one mailbox, to a DSL or headteacher who has taken no alert in time",
        folder: "src/meeting",
        spelled: "/sendMail",
      },
    ],
  },
];

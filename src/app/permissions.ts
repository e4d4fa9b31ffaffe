/** What the application does with a permission, and the requests or events that show it. */
export type PermissionUse = {
  /** What an administrator reads. */
  readonly does: string;
  /** Names from practice's ledger: requests to Microsoft, and events from Teams. */
  readonly by: readonly [string, ...string[]];
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
      { does: "is told when a lesson starts", by: ["teams.meetingStart"] },
      { does: "is told when a lesson is over", by: ["teams.meetingEnd"] },
    ],
  },
  {
    name: "OnlineMeetingParticipant.Read.Chat",
    uses: [
      { does: "is told who joins", by: ["teams.meetingParticipantJoin"] },
      { does: "is told who leaves", by: ["teams.meetingParticipantLeave"] },
    ],
  },
  {
    name: "ChatSettings.Read.Chat",
    uses: [{ does: "finds the meeting that a chat belongs to", by: ["graph.chat.get"] }],
  },
  {
    name: "TeamsActivity.Send.User",
    uses: [
      {
        does: "calls a DSL or headteacher who has taken no alert in time",
        by: ["graph.activity.notify"],
      },
    ],
  },
];

/** Of these, those that are consented to as the app goes into a chat. */
export const CHAT_PERMISSIONS: readonly string[] = RESOURCE_SPECIFIC.map(({ name }) => name).filter((name) =>
  name.endsWith(".Chat"),
);

export type GraphPermission = Permission & {
  readonly id: string;
  /** Asked for only where the school uses it: the value in env/ that says so. */
  readonly onlyWith?: string;
};

/**
 * Application permissions of Microsoft Graph, consented to once for the tenant. `id` is the role's id, as the
 * app registration's manifest (`appPackage/aad.manifest.json`) wants it.
 */
export const GRAPH: readonly GraphPermission[] = [
  {
    name: "OnlineMeetings.ReadWrite.All",
    id: "b8bb2037-6e08-44ac-a4ea-4674e010e2a4",
    uses: [
      {
        does: "finds, reads and sets a lesson's meeting options",
        by: ["graph.onlineMeeting.find", "graph.onlineMeeting.get", "graph.onlineMeeting.patch"],
      },
      {
        does: "makes a meeting that no one is invited to, to look whether all is ready, and deletes it",
        by: ["graph.onlineMeeting.create", "graph.onlineMeeting.delete"],
      },
    ],
  },
  {
    name: "Calls.JoinGroupCall.All",
    id: "f6b49018-60ab-4f81-83bd-22caeabfed2d",
    uses: [
      { does: "joins the lesson's call", by: ["graph.call.join"] },
      { does: "mutes and removes people", by: ["graph.participant.mute", "graph.participant.remove"] },
    ],
  },
  {
    name: "Calls.Initiate.All",
    id: "284383ee-7f6e-4e40-a2a8-e85dcb029101",
    uses: [
      {
        does: "reads the roster, stays in the call and leaves it",
        by: ["graph.participants.list", "graph.call.get"],
      },
    ],
  },
  {
    name: "GroupMember.Read.All",
    id: "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    uses: [
      {
        does: "decides who has which role",
        by: ["graph.checkMemberGroups", "graph.group.transitiveMembers"],
      },
      {
        does: "finds a group by its name, and shows it before it is chosen",
        by: ["graph.groups.list", "graph.group.get"],
      },
      {
        does: "begins a list of families from a group that the member of staff is in",
        by: ["graph.getMemberGroups", "graph.group.transitiveMembers"],
      },
    ],
  },
  {
    name: "User.Read.All",
    id: "df021288-bdef-4463-88db-98f22de89214",
    uses: [
      {
        does: "reads the names of staff, whether an account is disabled, and the address of the person an e-mail goes to",
        by: ["graph.user.get"],
      },
    ],
  },
  {
    name: "EduRoster.Read.All",
    id: "e0ac9e1b-cb65-4fc5-87c5-1a8bc181f648",
    onlyWith: "REGISTERS_FROM_CLASSES",
    uses: [
      {
        does: "takes a register from a class",
        by: ["graph.education.classes", "graph.education.members", "graph.education.teachers"],
      },
      {
        does: "reads whom to phone for one pupil, when a person who may see it asks, and keeps nothing of it",
        by: ["graph.education.user"],
      },
      {
        does: "reads the names of parents and guardians, for a teacher of the class who begins a list of families",
        by: ["graph.education.user"],
      },
    ],
  },
  {
    name: "Mail.Send",
    id: "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    onlyWith: "EMAIL_THROUGH_GRAPH",
    uses: [
      {
        does: "writes, from one mailbox, to a DSL or headteacher who has taken no alert in time, and to the chair of governors what a parent writes about the headteacher",
        by: ["graph.mail.send"],
      },
    ],
  },
  {
    name: "OnlineMeetingRecording.Read.All",
    id: "a4a08342-c95d-476b-b943-97e100569c8d",
    onlyWith: "RECORDINGS_FILED",
    uses: [
      {
        does: "finds and reads the recording of a one-to-one of which the parent was told",
        by: ["graph.recordings.list", "graph.recordings.content"],
      },
    ],
  },
  {
    name: "Sites.Selected",
    id: "883ea226-0bf2-4a8f-9f9d-92c9162a727d",
    onlyWith: "RECORDINGS_FILED",
    uses: [
      {
        does: "puts such a recording into the school's folder, and sees who can open the folder and whether the recording is still there: in no site but one that an administrator grants",
        by: [
          "graph.site.get",
          "graph.site.drive",
          "graph.drive.folder",
          "graph.drive.permissions",
          "graph.drive.createUploadSession",
          "graph.drive.item",
        ],
      },
    ],
  },
  {
    name: "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
    id: "ba1ba90b-2d8f-487e-9f16-80728d85bb5c",
    onlyWith: "LESSONS_PLANNED",
    uses: [
      { does: "adds itself to the chat of a lesson that staff planned here", by: ["graph.chat.addApp"] },
    ],
  },
  {
    name: "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
    id: "a87076cf-6abd-4e56-8559-4dbdf41bef96",
    onlyWith: "LESSONS_PLANNED",
    uses: [
      {
        does: "installs itself for a member of staff of such a lesson who does not have it yet",
        by: ["graph.user.addApp", "graph.user.apps", "graph.user.appChat"],
      },
    ],
  },
];

/**
 * Given in Exchange and not in Entra, for the mailboxes of staff alone (docs/decisions/0024): Entra could give it for
 * all mailboxes only.
 */
export const EXCHANGE: readonly Permission[] = [
  {
    name: "Calendars.ReadWrite",
    uses: [
      {
        does: "puts a lesson that a member of staff plans here into their own calendar, with its meeting",
        by: ["graph.event.create", "graph.event.get", "graph.event.instances"],
      },
      { does: "looks whether it may, at a minute in which no one has anything", by: ["graph.event.list"] },
    ],
  },
];

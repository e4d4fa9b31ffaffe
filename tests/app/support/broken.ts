import { GRAPH } from "../../../src/app/permissions.ts";
import { privateChatId } from "../../../src/practice/chat/chats.ts";
import { groupId } from "../../../src/practice/school/groups.ts";
import { findPerson } from "../../../src/practice/school/people.ts";
import { dslTeam } from "../../../src/practice/school/tenant.ts";
import { BROKEN_AND_OPTIONAL } from "./broken-optional.ts";
import type { Broken } from "./broken-thing.ts";

const idOf = (person: string): string => findPerson(person)?.account?.objectId ?? "";
const chatOf = (word: string): string => {
  const person = findPerson(word);
  if (person === undefined) throw new Error(`no ${word}`);
  return privateChatId(person);
};

const GROUPS = ["group:staff", "group:dsl", "group:headteacher", "group:administrators"];
const CHATS = ["chats:staff", "chats:dsl", "chats:headteacher"];
/** What rests on the word of Teams. */
const ON_TEAMS = [...CHATS, "chats:pupils"];
const IN_MEETING = ["meeting", "options", "call", "call-back"];
/** What rests on the group of staff. */
const ON_STAFF = ["chats:staff", "access-policy", ...IN_MEETING, "mailbox", "calendars"];
const ON_DSL = ["chats:dsl", "channel"];
const ON_GRAPH = [
  ...GROUPS,
  "pupils-in-groups",
  ...ON_TEAMS,
  "channel",
  "access-policy",
  ...IN_MEETING,
  "meeting-chat",
  "classes",
  "mailbox",
  "recordings",
  "calendars",
];
const CONSENTS = GRAPH.map(({ name }) => `consent:${name}`);
const ON_SIGN_IN = [...CONSENTS, "graph", "teams", ...ON_GRAPH];

const CONSENT = /API permissions, Grant admin consent/;

const withoutRole = (role: string, grey: readonly string[]): Broken => ({
  what: `the consent to ${role} taken back`,
  switches: { revokedRoles: [role] },
  red: { [`consent:${role}`]: CONSENT },
  grey,
});

/** Each single thing that practice can break, and the lines that then change. */
export const BROKEN: readonly Broken[] = [
  {
    what: "the client secret run out",
    switches: { secretExpired: true },
    red: { "sign-in": /new one.*BOT_PASSWORD_ENDS/ },
    grey: ON_SIGN_IN,
  },
  {
    what: "no answer from Microsoft's sign-in",
    fault: { operation: "entra.*", kind: "outage" },
    late: { microsoft: /^Check again in a minute\..*way to the internet/ },
    grey: ["clock", "sign-in", ...ON_SIGN_IN],
  },
  {
    what: "no answer from Graph",
    fault: { operation: "graph.*", kind: "outage" },
    late: { graph: /^Check again in a minute\..*outage/ },
    grey: ON_GRAPH,
  },
  {
    what: "no answer from Teams",
    fault: { operation: "connector.*", kind: "outage" },
    late: { teams: /^Check again in a minute\..*outage/ },
    grey: [...ON_TEAMS, "channel", "meeting-chat"],
  },
  withoutRole("OnlineMeetings.ReadWrite.All", ["access-policy", ...IN_MEETING, "meeting-chat"]),
  withoutRole("Calls.JoinGroupCall.All", ["call", "call-back"]),
  withoutRole("Calls.Initiate.All", ["call", "call-back"]),
  withoutRole("GroupMember.Read.All", [
    ...GROUPS,
    ...CHATS,
    "channel",
    "access-policy",
    ...IN_MEETING,
    "mailbox",
    "calendars",
  ]),
  withoutRole("User.Read.All", []),
  {
    what: "no consent to classes",
    switches: { revokedRoles: ["EduRoster.Read.All"] },
    grey: ["consent:EduRoster.Read.All", "pupils-in-groups", "classes", "chats:pupils"],
  },
  {
    what: "no consent to e-mail",
    switches: { revokedRoles: ["Mail.Send"] },
    grey: ["consent:Mail.Send", "mailbox"],
  },
  ...["OnlineMeetingRecording.Read.All", "Sites.Selected"].map((role) => ({
    what: `no consent to file recordings: ${role}`,
    switches: { revokedRoles: [role] },
    grey: [`consent:${role}`, ...(role === "Sites.Selected" ? ["recordings"] : [])],
  })),
  { what: "a clock that is ten minutes wrong", switches: { clockAheadMinutes: 10 }, red: { clock: /NTP/ } },
  {
    what: "a clock that is three minutes behind",
    switches: { clockAheadMinutes: 3 },
    amber: { clock: /NTP/ },
  },
  { what: "a clock that is ten minutes ahead", switches: { clockAheadMinutes: -10 }, red: { clock: /NTP/ } },
  {
    what: "nothing at the address",
    switches: { frontDoor: "nothing" },
    red: { address: /DNS.*firewall/ },
    grey: ["certificate", "call", "call-back"],
  },
  {
    what: "another program at the address",
    switches: { frontDoor: "anotherProgram" },
    red: { address: /PUBLIC_URL/ },
    grey: ["certificate", "call", "call-back"],
  },
  {
    what: "a certificate of the address that ends in five days",
    switches: { certificateDays: 5.5 },
    amber: { certificate: /Renew/ },
  },
  {
    what: "a certificate of the address that has ended",
    switches: { certificateDays: -1 },
    red: { address: /certificate/ },
    grey: ["certificate", "call", "call-back"],
  },
  {
    what: "tokens of version 1",
    switches: { tokenVersion: 1 },
    amber: { tokens: /requestedAccessTokenVersion/ },
  },
  {
    what: "the app blocked by an administrator",
    switches: { appBlocked: true },
    red: { teams: /unblock.*Update-M365TeamsApp -IsBlocked/ },
    grey: [...ON_TEAMS, "channel", "meeting-chat"],
  },
  {
    what: "no group of staff",
    switches: { deletedGroups: [groupId("staff")] },
    red: { "group:staff": /Settings page, People, Staff/ },
    grey: ON_STAFF,
  },
  {
    what: "no group of DSLs",
    switches: { deletedGroups: [groupId("dsl")] },
    red: { "group:dsl": /Settings page, People, DSL and deputies/ },
    grey: ON_DSL,
  },
  {
    what: "no group of headteachers",
    switches: { deletedGroups: [groupId("headteacher")] },
    red: { "group:headteacher": /Settings page, People, Headteacher and deputies/ },
    grey: ["chats:headteacher"],
  },
  {
    what: "no group of administrators",
    switches: { deletedGroups: [groupId("administrators")] },
    red: { "group:administrators": /Administrators/ },
  },
  {
    what: "no one in the group of staff",
    switches: { emptyGroups: [groupId("staff")] },
    red: { "group:staff": /All groups, All staff, Members/ },
    grey: ON_STAFF,
  },
  {
    what: "no one in the group of DSLs",
    switches: { emptyGroups: [groupId("dsl")] },
    red: { "group:dsl": /Members: add people/ },
    grey: ON_DSL,
  },
  {
    what: "no one in the group of headteachers",
    switches: { emptyGroups: [groupId("headteacher")] },
    red: { "group:headteacher": /Members: add people/ },
    grey: ["chats:headteacher"],
  },
  {
    what: "no one in the group of administrators",
    switches: { emptyGroups: [groupId("administrators")] },
    red: { "group:administrators": /add people/ },
  },
  {
    what: "every DSL's account disabled",
    switches: { disabledAccounts: [idOf("lowe"), idOf("grant")] },
    red: { "group:dsl": /Members: add people/ },
    grey: ON_DSL,
  },
  {
    what: "the deputy DSL's account disabled, who is still in the channel",
    switches: { disabledAccounts: [idOf("grant")] },
    amber: { "group:dsl": /add a deputy/, channel: /Members: take them out/ },
  },
  {
    what: "the app taken from one teacher",
    without: [chatOf("okafor")],
    amber: { "chats:staff": /InstallForGroups/ },
  },
  {
    what: "the app taken from one DSL",
    without: [chatOf("lowe")],
    amber: { "chats:staff": /InstallForGroups/, "chats:dsl": /InstallForGroups/ },
  },
  {
    what: "the app given to everyone, pupils too",
    switches: { givenToEveryone: true },
    amber: { "chats:pupils": /the four groups and no other/ },
  },
  {
    what: "the app taken from every DSL",
    without: [chatOf("lowe"), chatOf("grant")],
    amber: { "chats:staff": /InstallForGroups/ },
    red: { "chats:dsl": /InstallForGroups/ },
  },
  {
    what: "the app taken from every headteacher",
    without: [chatOf("evans"), chatOf("bell")],
    amber: { "chats:staff": /InstallForGroups/ },
    red: { "chats:headteacher": /InstallForGroups/ },
  },
  {
    what: "the app taken out of the DSLs' channel",
    without: [dslTeam.channelId],
    red: { channel: /Settings page, People, DSL channel/ },
  },
  {
    what: "no access policy",
    switches: { applicationAccessPolicy: false },
    red: { "access-policy": /Grant-CsApplicationAccessPolicy.*30 minutes/ },
    grey: IN_MEETING,
  },
  {
    what: "an access policy that leaves a teacher out",
    switches: { withoutAccessPolicy: [idOf("okafor")] },
    red: { "access-policy": /one access policy only/ },
    grey: IN_MEETING,
  },
  {
    what: "a meeting that takes no option",
    switches: { optionsIgnored: true },
    red: { options: /AllowOrganizersToOverrideLobbySettings/ },
  },
  {
    what: "a lobby that the policy keeps",
    switches: { lobbyCanBeSet: false },
    red: { options: /AllowOrganizersToOverrideLobbySettings/ },
  },
  {
    what: "breakout rooms that stay on",
    switches: { breakoutRoomsCanBeSet: false },
    amber: { options: /AllowBreakoutRooms/ },
  },
  {
    what: "a bot without calling",
    switches: { calling: false },
    red: { call: /Calling: enable it/ },
    grey: ["call-back"],
  },
  {
    what: "calls that are not heard of",
    switches: { callNotifications: false },
    red: { "call-back": /firewall/ },
  },
  ...BROKEN_AND_OPTIONAL,
];

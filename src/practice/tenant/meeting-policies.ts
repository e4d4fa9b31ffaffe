import type { MeetingPolicy } from "./view.ts";

/** The one of all who have no other. */
export const GLOBAL = "Global";
/** Given to the group of staff, as Microsoft advises a school: Global stays for pupils. */
export const STAFF_POLICY = "Educators";

/** A tenant's own policy, before anyone has thought about safeguarding. */
export const usualMeetingPolicy = (): MeetingPolicy => ({
  AutoAdmittedUsers: "EveryoneInCompany",
  AllowPSTNUsersToBypassLobby: "False",
  AllowOrganizersToOverrideLobbySettings: "True",
  AllowAnonymousUsersToJoinMeeting: "True",
  AllowAnonymousUsersToStartMeeting: "True",
  DesignatedPresenterRoleMode: "EveryoneUserOverride",
  ParticipantNameChange: "Enabled",
  AllowBreakoutRooms: "True",
  ExternalBotAccessMode: "RequireApprovalWhenDetected",
  MeetingChatEnabledType: "Enabled",
  AllowCloudRecording: "True",
});

/** What the set-up names, in the order in which PowerShell shows it here. */
export const POLICY_FIELDS = [
  "AutoAdmittedUsers",
  "AllowPSTNUsersToBypassLobby",
  "AllowOrganizersToOverrideLobbySettings",
  "AllowAnonymousUsersToJoinMeeting",
  "AllowAnonymousUsersToStartMeeting",
  "DesignatedPresenterRoleMode",
  "ParticipantNameChange",
  "AllowBreakoutRooms",
  "ExternalBotAccessMode",
  "MeetingChatEnabledType",
  "AllowCloudRecording",
] as const satisfies readonly (keyof MeetingPolicy)[];

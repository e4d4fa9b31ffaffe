/** Application permissions the practice administrator has consented to. */
export const consentedRoles: readonly string[] = [
  "OnlineMeetings.Read.All",
  "OnlineMeetings.ReadWrite.All",
  "Calls.JoinGroupCall.All",
  "Calls.Initiate.All",
  "GroupMember.Read.All",
  "User.ReadBasic.All",
  "EduRoster.Read.All",
  "Mail.Send",
  "OnlineMeetingRecording.Read.All",
  "OnlineMeetingArtifact.Read.All",
];

/** Resource-specific permissions consented to in each chat where the app is installed. */
export const consentedRsc: readonly string[] = [
  "OnlineMeeting.ReadBasic.Chat",
  "OnlineMeetingParticipant.Read.Chat",
  "ChatSettings.Read.Chat",
  "TeamsActivity.Send.User",
];

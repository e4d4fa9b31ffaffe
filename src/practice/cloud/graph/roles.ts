import registration from "../../../../appPackage/aad.manifest.json" with { type: "json" };
import manifest from "../../../../appPackage/manifest.json" with { type: "json" };

// The administrator of the practice school has consented to what the application's package asks for, and to nothing
// else: what it does not declare is refused, as in a tenant.

/** Microsoft's ids of application permissions of Graph. */
const roleNames: Readonly<Record<string, string>> = {
  "b8bb2037-6e08-44ac-a4ea-4674e010e2a4": "OnlineMeetings.ReadWrite.All",
  "f6b49018-60ab-4f81-83bd-22caeabfed2d": "Calls.JoinGroupCall.All",
  "284383ee-7f6e-4e40-a2a8-e85dcb029101": "Calls.Initiate.All",
  "98830695-27a2-44f7-8c18-0c3ebc9698f6": "GroupMember.Read.All",
  "df021288-bdef-4463-88db-98f22de89214": "User.Read.All",
  "e0ac9e1b-cb65-4fc5-87c5-1a8bc181f648": "EduRoster.Read.All",
  "b633e1c5-b582-4048-a93e-9f11b44c7e96": "Mail.Send",
  "a4a08342-c95d-476b-b943-97e100569c8d": "OnlineMeetingRecording.Read.All",
  "883ea226-0bf2-4a8f-9f9d-92c9162a727d": "Sites.Selected",
  "ba1ba90b-2d8f-487e-9f16-80728d85bb5c": "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
  "a87076cf-6abd-4e56-8559-4dbdf41bef96": "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
};

const nameOf = (id: string): string => {
  const name = roleNames[id];
  if (name === undefined)
    throw new Error(`the app registration asks for a role practice does not know: ${id}`);
  return name;
};

/** Application permissions, for the whole tenant. */
export const consentedRoles: readonly string[] = registration.requiredResourceAccess.flatMap(
  ({ resourceAccess }) => resourceAccess.map(({ id }) => nameOf(id)),
);

/** What `npm run registration` leaves out where a school has said yes to none of it: it is added in Entra when it is used. */
export const optionalRoles: readonly string[] = [
  "EduRoster.Read.All",
  "Mail.Send",
  "OnlineMeetingRecording.Read.All",
  "Sites.Selected",
  "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
  "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
];

/** Resource-specific permissions, in each chat where the app is installed. */
export const consentedRsc: readonly string[] = manifest.authorization.permissions.resourceSpecific.map(
  ({ name }) => name,
);

/** The resource-specific permission without which Teams does not tell a bot of this. */
export const eventPermissions: Readonly<Record<string, string>> = {
  "teams.meetingStart": "OnlineMeeting.ReadBasic.Chat",
  "teams.meetingEnd": "OnlineMeeting.ReadBasic.Chat",
  "teams.meetingParticipantJoin": "OnlineMeetingParticipant.Read.Chat",
  "teams.meetingParticipantLeave": "OnlineMeetingParticipant.Read.Chat",
};

/** Whether Teams tells the bot of this at all. */
export const isToldOf = (operation: string): boolean => {
  const needed = eventPermissions[operation];
  return needed === undefined || consentedRsc.includes(needed);
};

import { GLOBAL, STAFF_POLICY } from "./meeting-policies.ts";
import { type Call, NotUnderstood, textOf, type Value } from "./power-shell.ts";

const BOOLEAN = ["True", "False"];

/**
 * Parameters that this window does something with, or that change nothing here. Any other would be passed over in
 * silence: it is refused. With each its values, where only these are done here; null: any.
 */
const TAKES: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>> = {
  "Write-Host": { Object: null },
  "Connect-MicrosoftTeams": { TenantId: null },
  "Connect-MgGraph": { TenantId: null, Scopes: null, NoWelcome: null },
  "Connect-ExchangeOnline": { UserPrincipalName: null, ShowBanner: null },
  "Get-MgServicePrincipal": { Filter: null },
  "New-MgServicePrincipalAppRoleAssignment": {
    ServicePrincipalId: null,
    PrincipalId: null,
    ResourceId: null,
    AppRoleId: null,
  },
  "Get-MgGroup": { All: null },
  "Get-MgGroupTransitiveMember": { GroupId: null, All: null },
  "New-MgBetaTeamAppPreApproval": {
    TeamsAppId: null,
    ResourceSpecificApplicationPermissionsAllowedForChats: null,
  },
  "Get-MgBetaTeamAppPreApproval": { TeamsAppId: null, ErrorAction: ["SilentlyContinue"] },
  "New-TeamsApp": { DistributionMethod: ["organization"], Path: null },
  "Get-TeamsApp": { DisplayName: null, DistributionMethod: ["organization"] },
  "Get-M365TeamsApp": { Id: null },
  "Update-M365TeamsApp": {
    Id: null,
    IsBlocked: BOOLEAN,
    AppAssignmentType: ["UsersAndGroups"],
    OperationType: ["Add"],
    Groups: null,
    AppInstallType: ["UsersAndGroups"],
    InstallForOperationType: ["Add"],
    InstallForGroups: null,
    InstallVersion: null,
  },
  "Grant-CsTeamsAppSetupPolicy": { PolicyName: null, Group: null, Rank: null },
  "New-CsApplicationAccessPolicy": { Identity: null, AppIds: null, Description: null },
  "Get-CsApplicationAccessPolicy": {},
  "Set-CsApplicationAccessPolicy": { Identity: null, AppIds: null },
  "Grant-CsApplicationAccessPolicy": { PolicyName: null, Group: null, Rank: null },
  "Get-CsGroupPolicyAssignment": {
    GroupId: null,
    PolicyType: ["TeamsAppSetupPolicy", "ApplicationAccessPolicy", "TeamsMeetingPolicy"],
  },
  "Set-CsApplicationMeetingConfiguration": { AllowRemoveParticipantAppIds: null },
  "Set-CsTeamsMeetingConfiguration": { DisableAppInteractionForAnonymousUsers: BOOLEAN },
  "Get-CsUserPolicyAssignment": { Identity: null, PolicyType: ["TeamsMeetingPolicy"] },
  "Get-CsTeamsMeetingPolicy": { Identity: [GLOBAL, STAFF_POLICY] },
  "Set-CsTeamsMeetingPolicy": {
    Identity: [GLOBAL, STAFF_POLICY],
    AutoAdmittedUsers: [
      "EveryoneInCompany",
      "EveryoneInSameAndFederatedCompany",
      "Everyone",
      "OrganizerOnly",
      "EveryoneInCompanyExcludingGuests",
      "InvitedUsers",
    ],
    AllowPSTNUsersToBypassLobby: BOOLEAN,
    AllowOrganizersToOverrideLobbySettings: BOOLEAN,
    AllowAnonymousUsersToJoinMeeting: BOOLEAN,
    AllowAnonymousUsersToStartMeeting: BOOLEAN,
    DesignatedPresenterRoleMode: [
      "EveryoneUserOverride",
      "EveryoneInCompanyUserOverride",
      "EveryoneInSameAndFederatedCompanyUserOverride",
      "OrganizerOnlyUserOverride",
    ],
    ParticipantNameChange: ["Enabled", "Disabled"],
    AllowBreakoutRooms: BOOLEAN,
    ExternalBotAccessMode: ["AllowAllBots", "RequireApprovalWhenDetected"],
  },
  "New-ServicePrincipal": { AppId: null, ObjectId: null, DisplayName: null },
  "Get-Group": { Identity: null },
  "New-ManagementScope": { Name: null, RecipientRestrictionFilter: null },
  "New-ManagementRoleAssignment": { App: null, Role: null, CustomResourceScope: null },
};

/** Names of all cmdlets that this window knows. */
export const KNOWN: readonly string[] = Object.keys(TAKES);

const same = (one: string) => (other: string) => other.toLowerCase() === one.toLowerCase();

/**
 * The call with its parameters as Microsoft spells them: PowerShell does not mind capitals.
 * @throws NotUnderstood where one is not known, or has a value that this window would not do
 */
export const known = (call: Call): Call => {
  const takes = TAKES[call.name] ?? {};
  const parameters: Record<string, Value> = {};
  for (const [given, value] of Object.entries(call.parameters)) {
    const name = Object.keys(takes).find(same(given));
    if (name === undefined)
      throw new NotUnderstood(
        `${call.name}: A parameter cannot be found that matches parameter name '${given}' (this window knows those of Lesson Guard's set-up).`,
      );
    const values = takes[name] ?? [];
    const right = values.find(same(textOf(value)));
    if (values.length > 0 && right === undefined)
      throw new NotUnderstood(
        `${call.name}: Cannot process -${name} '${textOf(value)}': this window takes ${values.join(", ")}.`,
      );
    parameters[name] = right === undefined || typeof value === "boolean" ? value : right;
  }
  return { ...call, parameters };
};

import { GRAPH, RESOURCE_SPECIFIC } from "../permissions.ts";
import { APP_ID, different, GROUPS, listed, needing, quoted } from "./power-shell.ts";
import type { SetUpStep, SetUpValues } from "./step.ts";

/** The policy's name in Teams, both of the access policy and of the setup policy. */
export const POLICY = "Lesson Guard";

const MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

/** The eight steps, with the school's own values filled in. `setup.ps1` and docs/admin are printed from them. */
export const setUpSteps = (values: SetUpValues): readonly SetUpStep[] => [
  consent(values),
  upload(values),
  groups(values),
  staff(values),
  channel(),
  meetings(values),
  removal(values),
  REHEARSAL,
];

/** Graph answers with ids; the names stand beside. */
const NAMES_OF = "ForEach-Object { $_.AdditionalProperties['displayName'] }";

const consent = ({ botId, tenantId, optional = [] }: SetUpValues): SetUpStep => {
  const roles = GRAPH.filter(({ name, onlyWith }) => onlyWith === undefined || optional.includes(name)).map(
    ({ name }) => name,
  );
  return {
    id: "consent",
    title: "Give Lesson Guard its permissions",
    why: "Lesson Guard signs in to Microsoft 365 under its own name. Each permission lets it do one thing, such as read who is in a lesson. Without it, that is never done.",
    portal: [
      "entra.microsoft.com",
      "App registrations",
      "All applications",
      "Lesson Guard",
      "API permissions",
      "Grant admin consent",
    ],
    cmdlets: [
      {
        module: "Microsoft.Graph",
        does: "Gives each permission that is not given yet.",
        lines: [
          `$app = Get-MgServicePrincipal -Filter "appId eq '${botId}'"`,
          `$graph = Get-MgServicePrincipal -Filter "appId eq '${MICROSOFT_GRAPH}'"`,
          `$wanted = ${listed(roles)}`,
          "$given = (Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All).AppRoleId",
          "$graph.AppRoles | Where-Object { $_.Value -in $wanted -and $_.Id -notin $given } | ForEach-Object {",
          "  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId $_.Id",
          "}",
        ],
      },
    ],
    notes: [
      `You need the role Privileged Role Administrator or Global Administrator. The same page can be opened as https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${botId}`,
      "It takes effect within a few minutes.",
    ],
  };
};

const upload = ({ catalogId, groups: chosen }: SetUpValues): SetUpStep => ({
  id: "package",
  title: "Upload the app to Teams",
  why: "Teams knows Lesson Guard only once its package is in your organisation's catalogue. The catalogue gives it an App ID, and links on cards open on phones only with that one.",
  portal: [
    "admin.teams.microsoft.com",
    "Teams apps",
    "Manage apps",
    "Actions",
    "Upload new app",
    "choose lesson-guard.zip",
    "open Lesson Guard and copy its App ID",
    "Users and groups, Edit availability: the administrators’ group",
    "Actions, Unblock",
  ],
  cmdlets: [
    {
      module: "MicrosoftTeams",
      does: "Uploads the package and shows the App ID.",
      lines: [
        "New-TeamsApp -DistributionMethod organization -Path './lesson-guard.zip'",
        "Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization | Format-List 'DisplayName', 'Id'",
      ],
    },
    needing(
      { module: "MicrosoftTeams", does: "Unblocks it for administrators alone, so that you can open it." },
      [
        catalogId === undefined && APP_ID,
        chosen.administrators === undefined && "the group of administrators",
      ],
      () => [
        `Update-M365TeamsApp -Id ${quoted(catalogId ?? "")} -IsBlocked $false -AppAssignmentType UsersAndGroups -OperationType Add -Groups ${listed(different([chosen.administrators]))}`,
      ],
    ),
  ],
  notes: [
    "It is blocked at first. Unblock it only in the same moment as you say for whom: unblocked for all, pupils would have it.",
    "Set TEAMS_CATALOG_ID to the App ID on the server, and start Lesson Guard again.",
    "For a newer package use Update, in the same place, or Set-TeamsApp: a second upload makes a second app.",
  ],
});

const groups = ({ groups: chosen }: SetUpValues): SetUpStep => {
  const ids = different([chosen.staff, chosen.dsl, chosen.headteacher, chosen.administrators]);
  return {
    id: "groups",
    title: "Say who is who",
    why: "Who may do and see what comes from four groups in Entra: staff, DSLs, headteachers and administrators. Without a group of DSLs no alert reaches a person.",
    portal: [
      "entra.microsoft.com",
      "Groups",
      "All groups",
      "open the group and copy its Object ID",
      "then in Lesson Guard: Settings, People",
    ],
    cmdlets: [
      {
        module: "Microsoft.Graph",
        does:
          ids.length === 0
            ? "Lists your groups with their Object IDs."
            : "Shows who is in the groups that are chosen.",
        lines:
          ids.length === 0
            ? ["Get-MgGroup -All | Sort-Object DisplayName | Format-Table 'DisplayName', 'Id'"]
            : ids.map((id) => `Get-MgGroupTransitiveMember -GroupId ${quoted(id)} -All | ${NAMES_OF}`),
      },
    ],
    notes: [
      "A group inside a group counts. A disabled account does not.",
      "Name at least two DSLs, so that one can be away.",
      "On the settings page, also fill in the school's phone number: it stands on the screen when a step fails.",
    ],
  };
};

const staff = ({ catalogId, groups: chosen, packageVersion }: SetUpValues): SetUpStep => {
  const ids = different([chosen.staff, chosen.dsl, chosen.headteacher, chosen.administrators]);
  const lacks = [catalogId === undefined && APP_ID, chosen.staff === undefined && GROUPS];
  const id = quoted(catalogId ?? "");
  return {
    id: "staff",
    title: "Give the app to staff, and to no one else",
    why: "Lesson Guard can write only to people who have the app, and protects only meetings that have it. Pupils must not have it.",
    portal: [
      "admin.teams.microsoft.com",
      "Teams apps",
      "Manage apps",
      "Lesson Guard",
      "Users and groups",
      "Edit availability: the four groups",
      "then Teams apps, Setup policies, Add",
      `name it ${POLICY}; under Installed apps and under Meetings add Lesson Guard`,
    ],
    cmdlets: [
      needing(
        { module: "MicrosoftTeams", does: "Lets the four groups use the app, and installs it for them." },
        lacks,
        () => [
          ...(packageVersion === undefined
            ? ["$version = Read-Host 'Version of Lesson Guard, as the Teams admin centre shows it'"]
            : []),
          `Update-M365TeamsApp -Id ${id} -IsBlocked $false -AppAssignmentType UsersAndGroups -OperationType Add -Groups ${listed(ids)}`,
          `Update-M365TeamsApp -Id ${id} -AppInstallType UsersAndGroups -InstallForOperationType Add -InstallForGroups ${listed(ids)} -InstallVersion ${packageVersion === undefined ? "$version" : quoted(packageVersion)}`,
        ],
      ),
      needing(
        {
          module: "MicrosoftTeams",
          does: `Gives staff the setup policy ${POLICY}, which you have made in the portal: it puts the app into their meetings.`,
        },
        lacks,
        () => [
          `Grant-CsTeamsAppSetupPolicy -Group ${quoted(chosen.staff ?? "")} -PolicyName ${quoted(POLICY)} -Rank 1`,
        ],
      ),
      needing(
        {
          module: "Microsoft.Graph.Beta",
          does: "Only where your organisation lets apps read a chat after approval: approves it.",
        },
        [catalogId === undefined && APP_ID],
        () => [
          `New-MgBetaTeamAppPreApproval -TeamsAppId ${id} -ResourceSpecificApplicationPermissionsAllowedForChats ${listed(RESOURCE_SPECIFIC.flatMap(({ name }) => (name.endsWith(".Chat") ? [name] : [])))}`,
        ],
      ),
    ],
    notes: [
      "Begin with a small group of staff, and give the app to all when a first lesson has gone well.",
      "It can take a day until everyone has the app.",
    ],
  };
};

const channel = (): SetUpStep => ({
  id: "channel",
  title: "Add the app to the DSLs' channel",
  why: "Alerts go to the DSLs' own chats, and to a channel that only they read. In the channel each sees who has taken an alert.",
  portal: [
    "in Teams: the private channel of the DSLs",
    "⋯",
    "Manage channel",
    "Apps",
    "Add an app: Lesson Guard",
    "then in Lesson Guard: Settings, People, DSL channel",
  ],
  cmdlets: [],
  notes: [
    "There is no cmdlet for this. An owner of the team does it; for a private channel the app goes into the team first, then into the channel.",
    "Everyone in the channel can read the alerts. Only DSLs should be in it.",
    "Where a group of DSLs is chosen already, a DSL has to agree to the channel: in Lesson Guard, on the page Record.",
  ],
});

const meetings = ({ botId, groups: chosen }: SetUpValues): SetUpStep => ({
  id: "meetings",
  title: "Let Lesson Guard set the options of lessons",
  why: "With this, Lesson Guard finds a lesson's meeting and sets its lobby, mics, cameras and chat. Without it a lesson's doors stay as Teams has them.",
  portal: [],
  cmdlets: [
    {
      module: "MicrosoftTeams",
      does: "Makes the access policy.",
      lines: [
        `New-CsApplicationAccessPolicy -Identity ${quoted(POLICY)} -AppIds ${quoted(botId)} -Description 'Lesson Guard sets the options of lessons'`,
      ],
    },
    needing(
      { module: "MicrosoftTeams", does: "Grants it for the meetings that staff organise." },
      [chosen.staff === undefined && GROUPS],
      () => [
        `Grant-CsApplicationAccessPolicy -PolicyName ${quoted(POLICY)} -Group ${quoted(chosen.staff ?? "")} -Rank 1`,
      ],
    ),
  ],
  notes: [
    "There is no portal page for this. It can take 30 minutes until it works.",
    `A person has one access policy only, and a new one takes its place. If staff have one already, add Lesson Guard to that one: Set-CsApplicationAccessPolicy -Identity '<its name>' -AppIds @{Add=${quoted(botId)}}`,
  ],
});

const removal = ({ botId }: SetUpValues): SetUpStep => ({
  id: "removal",
  title: "Let Lesson Guard remove people, and close your meeting policy",
  why: "End for all removes everyone from a lesson. Microsoft allows that only to apps that you name. The policy keeps strangers in the lobby from the first second.",
  portal: ["admin.teams.microsoft.com", "Meetings", "Meeting policies", "the policy of your staff"],
  cmdlets: [
    {
      module: "MicrosoftTeams",
      does: "Lets Lesson Guard remove people.",
      lines: [`Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds @{Add=${quoted(botId)}}`],
    },
    {
      module: "MicrosoftTeams",
      does: "Guests who are not signed in cannot use apps in a meeting.",
      lines: ["Set-CsTeamsMeetingConfiguration -DisableAppInteractionForAnonymousUsers $true"],
    },
    {
      module: "MicrosoftTeams",
      does: "For the policy of staff (Global, unless yours has another name): the lobby holds everyone, and no guest starts a meeting or presents.",
      lines: [
        "Set-CsTeamsMeetingPolicy -Identity 'Global' -AutoAdmittedUsers OrganizerOnly -AllowPSTNUsersToBypassLobby $false -AllowAnonymousUsersToStartMeeting $false -DesignatedPresenterRoleMode OrganizerOnlyUserOverride",
      ],
    },
  ],
  notes: [
    "For removing people there is no portal page, only the cmdlet. By hand you set the policy.",
    "Lesson Guard cannot read these. The rehearsal shows that a phone is removed; look at the meeting policy once yourself.",
    "A change of the meeting policy can take 24 hours.",
    "Families join without an account: leave anonymous joining on.",
  ],
});

const REHEARSAL: SetUpStep = {
  id: "rehearsal",
  title: "Rehearse with a real meeting",
  why: "Some things can only be seen in a meeting: that Lesson Guard gets in, that it removes a guest, and that a DSL sees an alert. It takes three minutes, with your own phone as the guest.",
  portal: ["in Teams: Lesson Guard", "Set-up", "step 8", "Start the rehearsal"],
  cmdlets: [],
  notes: ["Tell a DSL before: they get a message that says it is a rehearsal, and press one button."],
};

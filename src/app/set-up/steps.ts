import { consent } from "./consent-step.ts";
import {
  POLICY_MARK,
  POLICY_PRESSES,
  POLICY_WITHOUT_PRESS,
  setMeetingPolicy,
  showMeetingPolicy,
  showWhichPolicy,
} from "./meeting-policy.ts";
import {
  APP_ID,
  CHECK,
  different,
  GROUPS,
  listed,
  needing,
  otherPolicy,
  POLICY,
  quoted,
} from "./power-shell.ts";
import { staff } from "./staff-step.ts";
import type { Cmdlets, SetUpStep, SetUpValues } from "./step.ts";

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

const FOUR = 4;
const LIST_GROUPS: Cmdlets = {
  module: "Microsoft.Graph",
  does: "Lists your groups with their Object IDs.",
  lines: ["Get-MgGroup -All | Sort-Object DisplayName | Format-Table 'DisplayName', 'Id'"],
};

/** Graph answers with ids; the names stand beside. */
const NAMES_OF = "ForEach-Object { $_.AdditionalProperties['displayName'] }";

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
    "Users and groups, Edit availability: add the administrators’ group, Apply",
    "Actions, Unblock",
    "on the server: set TEAMS_CATALOG_ID to the App ID, and start Lesson Guard again",
    "in Teams: Apps, Built for your org, Lesson Guard, Add",
    CHECK,
  ],
  cmdlets: [
    {
      module: "MicrosoftTeams",
      does: "Uploads the package, from the folder in which PowerShell is, and shows the App ID.",
      lines: [
        "$there = Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization",
        "if ($there) { Write-Host 'It is in the catalogue already: nothing was uploaded.' } else { New-TeamsApp -DistributionMethod organization -Path './lesson-guard.zip' }",
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
    "TEAMS_CATALOG_ID is a line of env/.env.dev in Azure, where provisioning once more sets it and starts Lesson Guard again (docs/admin/azure.md); on a machine of your own it is a line of /etc/lesson-guard/lesson-guard.env, and systemctl restart lesson-guard starts it again.",
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
      "then in Lesson Guard: Settings, People: paste it under Staff, and do the same for DSL and deputies, Headteacher and deputies, and Administrators",
      "School: Name and Phone; all other fields of that page can stay as they are",
      "Save",
      CHECK,
    ],
    cmdlets: [
      ...(Object.values(chosen).filter(Boolean).length < FOUR || ids.length === 0 ? [LIST_GROUPS] : []),
      ...(ids.length === 0
        ? []
        : [
            {
              module: "Microsoft.Graph" as const,
              does: "Shows who is in the groups that are chosen.",
              lines: ids.map((id) => `Get-MgGroupTransitiveMember -GroupId ${quoted(id)} -All | ${NAMES_OF}`),
            },
          ]),
    ],
    notes: [
      "A group inside a group counts. A disabled account does not.",
      "Name at least two DSLs, so that one can be away.",
      "On the settings page, also fill in the school's phone number: it is on the screen when a step fails.",
    ],
  };
};

const channel = (): SetUpStep => ({
  id: "channel",
  title: "Add the app to the DSLs' channel",
  why: "Alerts go to the DSLs' own chats, and to a channel that only they read. In the channel each sees who has taken an alert.",
  portal: [
    "in Teams: the team of the DSLs, ⋯, Manage team, Apps, Get more apps: Lesson Guard, Add",
    "the private channel of the DSLs, ⋯, Manage channel, Apps, Add an app: Lesson Guard",
    "then in Lesson Guard: Settings, People, DSL channel: choose it, Save",
    "a DSL in Lesson Guard: Record, Waiting for your approval, Approve",
    CHECK,
  ],
  cmdlets: [],
  notes: [
    "There is no cmdlet for this. An owner of the team does it; for a private channel the app goes into the team first, then into the channel.",
    "Everyone in the channel can read the alerts. Only DSLs should be in it.",
    "The group of DSLs was chosen in step 3, so a DSL has to agree to the channel: in Lesson Guard, on the page Record.",
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
      does: "Makes the access policy, where it is not there yet.",
      lines: [
        `$there = Get-CsApplicationAccessPolicy | Where-Object { $_.Identity -match '${POLICY}$' }`,
        `if ($there) { Write-Host 'The access policy is there already: go on.' } else { New-CsApplicationAccessPolicy -Identity ${quoted(POLICY)} -AppIds ${quoted(botId)} -Description 'Lesson Guard sets the options of lessons' }`,
      ],
    },
    needing(
      {
        module: "MicrosoftTeams",
        does: "Grants it for the meetings that staff organise. Where staff have another access policy already, Lesson Guard is added to that one, for everyone who has it.",
      },
      [chosen.staff === undefined && GROUPS],
      () => [
        otherPolicy("ApplicationAccessPolicy", chosen.staff ?? ""),
        `if ($other) { Set-CsApplicationAccessPolicy -Identity $other.PolicyName -AppIds @{Add=${quoted(botId)}} } else { Grant-CsApplicationAccessPolicy -PolicyName ${quoted(POLICY)} -Group ${quoted(chosen.staff ?? "")} -Rank 1 }`,
      ],
    ),
  ],
  notes: [
    "There is no portal page for this. It can take 30 minutes until it works.",
    "A person has one access policy only, and a new one would take its place. One that was given to a person by themselves goes before that of their group: where Check now names a person, add Lesson Guard to theirs.",
  ],
});

/** The name of a policy is asked for, and never taken to be Global: that is most often the one of pupils. */
const asksPolicy = (value: string | undefined): Pick<Cmdlets, "asks"> => ({
  asks: {
    mark: POLICY_MARK,
    kind: "policy",
    label: "Name of the meeting policy that your staff have, as the block above shows it",
    ...(value === undefined ? {} : { value }),
  },
});

const removal = ({ botId, groups: chosen, meetingPolicy }: SetUpValues): SetUpStep => ({
  id: "removal",
  title: "Let Lesson Guard remove people, and close your meeting policy",
  why: "End for all removes everyone from a lesson. Microsoft allows that only to apps that you name. The policy keeps strangers in the lobby from the first second.",
  portal: [
    "admin.teams.microsoft.com",
    "Meetings",
    "Meeting policies",
    "the policy that your staff have: under Group policy assignment it stands beside the group of staff. Where that group has none, it is Global",
    ...POLICY_PRESSES,
    "Save",
    "then Meetings, Meeting settings: anonymous users can interact with apps in meetings: off",
    "Save",
    `in PowerShell alone, as Microsoft’s pages name no press for them: ${POLICY_WITHOUT_PRESS} (the block below that sets the policy), and that Lesson Guard may remove people (the first block)`,
    "then step 8 shows that a guest is removed",
  ],
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
    needing(
      {
        module: "MicrosoftTeams",
        also: "Microsoft.Graph",
        does: "Shows which meeting policy the group of staff has, and which one person of it has. Where nothing is shown, it is Global.",
      },
      [chosen.staff === undefined && GROUPS],
      () => showWhichPolicy(quoted(chosen.staff ?? "")),
    ),
    {
      module: "MicrosoftTeams",
      does: "For that policy: the lobby holds everyone, families can join, no guest starts a meeting or presents, and there are no breakout rooms.",
      lines: [setMeetingPolicy(POLICY_MARK)],
      ...asksPolicy(meetingPolicy),
    },
    {
      module: "MicrosoftTeams",
      does: "Shows that policy as it is now.",
      lines: [showMeetingPolicy(POLICY_MARK)],
      ...asksPolicy(meetingPolicy),
    },
  ],
  notes: [
    "Microsoft advises to keep Global for pupils, and to give staff a policy of their own. Where staff have Global, so may pupils: give the group of staff one first (Meeting policies, Add, then Group policy assignment), and close that.",
    "A policy that was given to a person by themselves goes before that of their group: it has to be closed as well.",
    "For removing people there is no portal page, only the cmdlet. By hand you set the policy.",
    "Lesson Guard cannot read these. The rehearsal shows that a phone is removed. For the meeting policy the page Set-up says how you look yourself, and asks what you saw.",
    "The chat of meetings has to be on for staff (with or without people who are not signed in), and recording is as your DPIA says: both stay as they are.",
    "A change of the meeting policy can take 24 hours.",
    "Families join without an account: leave anonymous joining on.",
  ],
});

const REHEARSAL: SetUpStep = {
  id: "rehearsal",
  title: "Rehearse with a real meeting",
  why: "Some things can only be seen in a meeting: that Lesson Guard gets in, that it removes a guest, and that a DSL sees an alert. It takes three minutes, with your own phone as the guest.",
  portal: [
    "in Teams: Lesson Guard",
    "Set-up",
    "step 8",
    "Start the rehearsal",
    "Open the meeting, and join it first, before the phone",
    "Participants: admit Lesson Guard by itself, where it waits in the lobby",
    "on your phone: the same link, in a browser and without signing in",
    "in the meeting: let the phone in. Lesson Guard removes it",
    "a DSL, in the chat with Lesson Guard: I have seen it",
  ],
  cmdlets: [],
  notes: [
    "Join before the phone does: a guest cannot start a meeting, and only a person inside lets others in.",
    "Tell a DSL before: they get a message that says it is a rehearsal, and press one button.",
  ],
};

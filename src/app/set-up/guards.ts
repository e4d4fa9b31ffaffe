import { USES } from "./consent-step.ts";
import { showMeetingPolicy } from "./meeting-policy.ts";
import { POLICY } from "./power-shell.ts";
import type { StepId } from "./step.ts";

/** What the script knows of one block of cmdlets besides its lines. */
export type Guard = {
  /** True where it is so already: then nothing is done. Without one, doing it again changes nothing. */
  readonly already?: string;
  /** True where it must not be done, and what to do in its place. */
  readonly not?: string;
  readonly because?: string;
  /** Only with this switch of the script. */
  readonly onlyWith?: string;
  /** Lines that show what it is about to change, and the question that is then asked, unless with -Yes. */
  readonly shows?: readonly string[];
  readonly asks?: string;
};

const groupHas = (type: string): string => `@(Get-StaffPolicy -Type ${type}).Count -gt 0`;
const groupHasOther = (type: string): string => `@(Get-StaffPolicy -Type ${type} -Other).Count -gt 0`;

/** By step, in the order of its blocks. */
export const GUARDS: Readonly<Record<StepId, readonly Guard[]>> = {
  consent: [{}, ...Object.values(USES).map(({ onlyWith }) => ({ onlyWith }))],
  package: [
    { already: `@(Get-TeamsApp -DisplayName '${POLICY}' -DistributionMethod organization).Count -gt 0` },
    {},
  ],
  groups: [{}],
  staff: [
    {
      shows: [
        "foreach ($Group in $StaffGroup, $DslGroup, $HeadteacherGroup, $AdministratorGroup) {",
        "  $Names = @(Get-MgGroupTransitiveMember -GroupId $Group -All | ForEach-Object { $_.AdditionalProperties['displayName'] } | Sort-Object)",
        '  Write-Host "   $((Get-MgGroup -GroupId $Group).DisplayName), $($Names.Count):"',
        "  for ($At = 0; $At -lt $Names.Count; $At += 3) { Write-Host \"      $($Names[$At..($At + 2)] -join '; ')\" }",
        "}",
      ],
      asks: "Give Lesson Guard to all of these people, and to no pupil?",
    },
    {
      already: groupHas("TeamsAppSetupPolicy"),
      not: groupHasOther("TeamsAppSetupPolicy"),
      because:
        "Your staff have another setup policy, and a new one would take its place. In the Teams admin centre, under Teams apps, Setup policies, add Lesson Guard to that one.",
    },
    {},
    {
      already: "(Get-MgBetaTeamAppPreApproval -TeamsAppId $AppId -ErrorAction SilentlyContinue).Count -gt 0",
      onlyWith: "PreApprove",
    },
  ],
  channel: [],
  meetings: [
    {
      already: `@(Get-CsApplicationAccessPolicy | Where-Object { $_.Identity -match '${POLICY}$' }).Count -gt 0`,
    },
    {
      already: groupHas("ApplicationAccessPolicy"),
    },
  ],
  removal: [
    { already: "(Get-CsApplicationMeetingConfiguration).AllowRemoveParticipantAppIds -contains $BotId" },
    {},
    {},
    {
      not: "(Get-StaffMeetingPolicy) -ne $MeetingPolicy",
      because:
        "The group of staff has another meeting policy than the one in -MeetingPolicy, so none was changed. The block before this one shows which it has. Run it again with that name, or give the group of staff the policy that you mean.",
      shows: [`${showMeetingPolicy("$MeetingPolicy")} | Out-Host`],
      asks: "Change this meeting policy, for everyone who has it?",
    },
    {},
  ],
  rehearsal: [],
};

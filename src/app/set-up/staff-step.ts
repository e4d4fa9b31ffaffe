import { CHAT_PERMISSIONS } from "../permissions.ts";
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
import type { SetUpStep, SetUpValues } from "./step.ts";

/** In the text of a cmdlet, until the page knows it: the page asks for it beside the block. */
export const VERSION_MARK = "{{PackageVersion}}";

/** Step 4. */
export const staff = ({ catalogId, groups: chosen, packageVersion }: SetUpValues): SetUpStep => {
  const ids = different([chosen.staff, chosen.dsl, chosen.headteacher, chosen.administrators]);
  const lacks = [catalogId === undefined && APP_ID, chosen.staff === undefined && GROUPS];
  const id = quoted(catalogId ?? "");
  const version = packageVersion === undefined ? VERSION_MARK : quoted(packageVersion);
  const group = chosen.staff ?? "";
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
      "Edit availability: where it says Everyone, choose Specific users or groups first. Then add the four groups, and take out every other",
      "Apply",
      "then Teams apps, Setup policies, Add",
      `name it ${POLICY}`,
      "Installed apps, Add apps: Lesson Guard",
      "Meetings, Add apps: Lesson Guard",
      "Save",
      `Group policy assignment, Add: the group of staff, rank 1, the policy ${POLICY}`,
      "the same for DSLs, headteachers and administrators, where they are not all in the group of staff",
      "then in Teams, in a meeting that a member of staff has planned: Apps, Lesson Guard, Add, where it is not there already",
      CHECK,
    ],
    cmdlets: [
      needing(
        {
          module: "MicrosoftTeams",
          does: "Lets the four groups use the app, and installs it for them.",
          ...(packageVersion === undefined
            ? {
                asks: {
                  mark: VERSION_MARK,
                  kind: "version" as const,
                  label:
                    "Version of the package, as Manage apps shows it beside Lesson Guard (it is not the program’s)",
                },
              }
            : {}),
        },
        lacks,
        () => [
          `Update-M365TeamsApp -Id ${id} -IsBlocked $false -AppAssignmentType UsersAndGroups -OperationType Add -Groups ${listed(ids)}`,
          `Update-M365TeamsApp -Id ${id} -AppInstallType UsersAndGroups -InstallForOperationType Add -InstallForGroups ${listed(ids)} -InstallVersion ${version}`,
        ],
      ),
      needing(
        {
          module: "MicrosoftTeams",
          does: `Gives staff the setup policy ${POLICY}, which you have made in the portal: it puts the app into their meetings. Where they have another, nothing is done.`,
        },
        lacks,
        () => [
          otherPolicy("TeamsAppSetupPolicy", group),
          `if ($other) { Write-Host 'Not done: staff have another setup policy. Add Lesson Guard to that one, under Installed apps and under Meetings.' } else { Grant-CsTeamsAppSetupPolicy -Group ${quoted(group)} -PolicyName ${quoted(POLICY)} -Rank 1 }`,
        ],
      ),
      needing(
        {
          module: "MicrosoftTeams",
          does: "Shows who may have the app, and for whom it is installed. It must be the four groups and no one else.",
        },
        [catalogId === undefined && APP_ID],
        () => [`Get-M365TeamsApp -Id ${id} | ConvertTo-Json -Depth 5`],
      ),
      {
        ...needing(
          {
            module: "Microsoft.Graph.Beta",
            does: "Only where your organisation lets apps read a chat after approval: approves it.",
          },
          [catalogId === undefined && APP_ID],
          () => [
            `$there = Get-MgBetaTeamAppPreApproval -TeamsAppId ${id} -ErrorAction SilentlyContinue`,
            `if ($there) { Write-Host 'It is approved already: go on.' } else { New-MgBetaTeamAppPreApproval -TeamsAppId ${id} -ResourceSpecificApplicationPermissionsAllowedForChats ${listed(CHAT_PERMISSIONS)} }`,
          ],
        ),
        optional: true,
      },
    ],
    notes: [
      "Lesson Guard cannot read who may have the app: it only tries a few pupils, where classes say who is one. Once staff have it, the page Set-up says how you look yourself, and asks what you saw.",
      "Begin with a small group of staff, and give the app to all when a first lesson has gone well.",
      "A setup policy takes the place of the one that staff have now, and Global is one too. Look at that one first: put its installed apps and its pinned apps into the new one as well, or staff lose them. Where staff have a policy of their own, add Lesson Guard to it, and make no new one.",
      "It can take a day until everyone has the app.",
    ],
  };
};

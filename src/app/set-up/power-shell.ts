import type { Cmdlets, PowerShellModule, SetUpValues } from "./step.ts";

/** A value in PowerShell, quoted so that it is only ever text. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const listed = (values: readonly string[]): string => `@(${values.map(quoted).join(", ")})`;

/** Ids of groups in lower case, each once: the same id may be given to two roles. */
export const different = (ids: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(ids.flatMap((id) => (id === undefined ? [] : [id.toLowerCase()]))),
];

/** The policy's name in Teams, both of the access policy and of the setup policy. */
export const POLICY = "Lesson Guard";

/** The last press of a step. */
export const CHECK = "in Lesson Guard: Set-up, Check now";

/**
 * Puts into `$other` the policy that a group has and that is not ours: a person has one of each type, and one that is
 * granted takes its place.
 */
export const otherPolicy = (type: "TeamsAppSetupPolicy" | "ApplicationAccessPolicy", group: string): string =>
  `$other = Get-CsGroupPolicyAssignment -GroupId ${quoted(group)} -PolicyType ${type} | Where-Object { $_.PolicyName -ne ${quoted(POLICY)} }`;

export const APP_ID = "the App ID of Lesson Guard in your catalogue (step 2)";
export const GROUPS = "the groups of step 3";

/** Cmdlets whose lines are shown only once nothing that they need is lacking. */
export const needing = (
  cmdlets: Omit<Cmdlets, "lines" | "needs">,
  lacks: readonly (string | false)[],
  lines: () => readonly string[],
): Cmdlets => {
  const needs = lacks.filter((one) => one !== false);
  return needs.length === 0
    ? { ...cmdlets, lines: lines() }
    : { ...cmdlets, lines: [], needs: needs.join(" and ") };
};

/** The lines that sign in to a module, before its first cmdlet. */
export const connectLines = (module: PowerShellModule, { tenantId }: SetUpValues): readonly string[] =>
  module === "MicrosoftTeams"
    ? [`Connect-MicrosoftTeams -TenantId ${quoted(tenantId)}`]
    : [`Connect-MgGraph -TenantId ${quoted(tenantId)} -Scopes ${SCOPES[module].map(quoted).join(", ")}`];

/** What the cmdlets of a module need. For pre-approving: learn.microsoft.com, preapproval-instruction-docs. */
const SCOPES: Readonly<Record<Exclude<PowerShellModule, "MicrosoftTeams">, readonly string[]>> = {
  "Microsoft.Graph": ["Application.Read.All", "AppRoleAssignment.ReadWrite.All", "Group.Read.All"],
  "Microsoft.Graph.Beta": [
    "TeamworkAppSettings.ReadWrite.All",
    "Policy.ReadWrite.Authorization",
    "AppCatalog.Read.All",
  ],
};

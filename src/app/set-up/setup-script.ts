import { USES } from "./consent-step.ts";
import { GUARDS, type Guard } from "./guards.ts";
import { connectLines, POLICY } from "./power-shell.ts";
import type { Cmdlets, PowerShellModule, SetUpStep } from "./step.ts";
import { setUpSteps } from "./steps.ts";

/** Values that a person gives, by the name of the script's parameter. */
const NAMES = {
  tenantId: "TenantId",
  botId: "BotId",
  catalogId: "AppId",
  staff: "StaffGroup",
  dsl: "DslGroup",
  headteacher: "HeadteacherGroup",
  administrators: "AdministratorGroup",
  packageVersion: "PackageVersion",
} as const;

const mark = (name: string): string => `{{${name}}}`;

/** The steps with the name of a variable wherever a value of the school stands. */
export const stepsWithVariables = (): readonly SetUpStep[] => {
  const { tenantId, botId, catalogId, staff, dsl, headteacher, administrators, packageVersion } = NAMES;
  const steps = setUpSteps({
    tenantId: mark(tenantId),
    botId: mark(botId),
    catalogId: mark(catalogId),
    packageVersion: mark(packageVersion),
    groups: {
      staff: mark(staff),
      dsl: mark(dsl),
      headteacher: mark(headteacher),
      administrators: mark(administrators),
    },
  });
  return steps.map((step) => ({
    ...step,
    cmdlets: step.cmdlets.map((one) => ({ ...one, lines: one.lines.map(withVariables) })),
    notes: step.notes.map(withVariables),
  }));
};

/** Ids are written in lower case where they are ids; here they are names. */
const nameOf = (marked: string): string =>
  Object.values(NAMES).find((name) => name.toLowerCase() === marked.toLowerCase()) ?? marked;

const withVariables = (line: string): string =>
  line
    .replaceAll(/"[^"]*"/g, (text) =>
      text.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => `$${nameOf(name)}`),
    )
    .replaceAll(/'\{\{(\w+)\}\}'/g, (_all, name: string) => `$${nameOf(name)}`)
    .replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => `$${nameOf(name)}`);

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const blockOf = (title: string, { module, does, lines }: Cmdlets, guard: Guard): string => {
  const { already, not, because, onlyWith, shows = [], asks } = guard;
  return [
    "  @{",
    `    Title = ${literal(title)}`,
    `    Module = ${literal(module)}`,
    `    Does = ${literal(does)}`,
    ...(onlyWith === undefined
      ? []
      : [`    OnlyIf = $${onlyWith}.IsPresent`, `    Switch = ${literal(onlyWith)}`]),
    ...(lines.some((line) => line.includes("$AppId")) ? ["    NeedsApp = $true"] : []),
    ...(already === undefined ? [] : [`    Already = { ${already} }`]),
    ...(not === undefined ? [] : [`    Not = { ${not} }`]),
    ...(because === undefined ? [] : [`    Because = ${literal(because)}`]),
    ...(shows.length === 0 ? [] : ["    Shows = {", ...shows.map((line) => `      ${line}`), "    }"]),
    ...(asks === undefined ? [] : [`    Asks = ${literal(asks)}`]),
    "    Do = {",
    ...lines.map((line) => `      ${line}`),
    "    }",
    "  }",
  ].join("\n");
};

const FIND_APP = [
  "  @{",
  "    Title = '2. Upload the app to Teams'",
  "    Module = 'MicrosoftTeams'",
  "    Does = 'Finds its App ID in your catalogue. Set TEAMS_CATALOG_ID to it on the server.'",
  "    Do = {",
  `      $script:AppId = (Get-TeamsApp -DisplayName '${POLICY}' -DistributionMethod organization).Id`,
  '      Write-Host "   App ID: $AppId"',
  "    }",
  "  }",
].join("\n");

const byHand = (title: string, { portal }: SetUpStep): string =>
  ["  @{", `    Title = ${literal(title)}`, `    ByHand = ${literal(portal.join(" > "))}`, "  }"].join("\n");

/** The lines of a block, as the script has them: what the page repeats in each block stands there once. */
const inScript = (step: SetUpStep, lines: readonly string[]): readonly string[] => {
  const wanted = lines.find((line) => line.startsWith(WANTED));
  return step.id === "consent" && wanted !== undefined
    ? [`Add-AppPermission -Names ${wanted.slice(WANTED.length)}`]
    : lines;
};
const WANTED = "$wanted = ";

/** Gives what is not given yet. Its lines are those of the page, with the names as they come. */
const addPermission = (): string => {
  const [first] = stepsWithVariables().flatMap(({ id, cmdlets }) => (id === "consent" ? cmdlets : []));
  const lines = (first?.lines ?? []).map((line) => (line.startsWith(WANTED) ? `${WANTED}$Names` : line));
  return [
    "# Gives Lesson Guard these permissions of Microsoft Graph, where they are not given yet. It takes none away.",
    "function Add-AppPermission {",
    "  param([string[]] $Names)",
    ...lines.map((line) => `  ${line}`),
    "}",
  ].join("\n");
};

const blocks = (): readonly string[] =>
  stepsWithVariables().flatMap((step, index) => {
    const title = `${index + 1}. ${step.title}`;
    if (step.cmdlets.length === 0) return [byHand(title, step)];
    const made = step.cmdlets.map((one, at) =>
      blockOf(title, { ...one, lines: inScript(step, one.lines) }, GUARDS[step.id][at] ?? {}),
    );
    // What unblocks it needs the id that the upload has given.
    if (step.id === "package") return made.toSpliced(1, 0, FIND_APP);
    // The policy itself is made in the portal: its cmdlets are not for that.
    return step.id === "staff" ? [byHand(title, step), ...made] : made;
  });

/** The lines that sign in to the modules, before the first step. */
export const signInLines = (): readonly string[] => {
  const modules: readonly PowerShellModule[] = ["MicrosoftTeams", "Microsoft.Graph"];
  const values = { tenantId: mark(NAMES.tenantId), botId: "", groups: {} };
  return modules.flatMap((module) => connectLines(module, values)).map(withVariables);
};

/** Another set of scopes, so that a run without it asks for no more than it needs. */
const preApproving = (): string =>
  connectLines("Microsoft.Graph.Beta", { tenantId: mark(NAMES.tenantId), botId: "", groups: {} })
    .map((line) => `  ${withVariables(line)} | Out-Null`)
    .join("\n");

const connections = (): string =>
  signInLines()
    .map((line) => `${line} | Out-Null`)
    .join("\n");

const switches = (): string =>
  Object.values(USES)
    .flatMap(({ onlyWith, where }) => [`  # Only where ${where}.`, `  [switch] $${onlyWith},`])
    .join("\n");

/** `docs/admin/setup.ps1`: lists what it would do and changes nothing, until it is run with `-Apply`. */
export const setUpScript = (): string => `<#
.SYNOPSIS
Sets up Microsoft 365 for Lesson Guard: the eight steps of docs/admin/teams.md.
.DESCRIPTION
Run it in the folder that holds lesson-guard.zip. Without -Apply it lists what it would do, and changes nothing. It may be run again at any time: what is so already is
left alone, and what your school has added (permissions, apps, groups, policies) stays. What cannot be done is listed at the end, and the rest is tried.
On Windows, where scripts are not allowed, first: Set-ExecutionPolicy -Scope Process -ExecutionPolicy Bypass. It holds for this window alone. Printed from the program's own list of steps; do not change it by hand.
.EXAMPLE
./setup.ps1 -TenantId 7f0b… -BotId 3f6a… -StaffGroup 1111… -DslGroup 2222… -HeadteacherGroup 3333… -AdministratorGroup 4444… -PackageVersion 1.0.0 -MeetingPolicy Educators
#>
#Requires -Version 7.2
[CmdletBinding()]
param(
  # Directory (tenant) id: Entra admin centre, Overview.
  [Parameter(Mandatory)] [guid] $TenantId,
  # Application (client) id of the app registration: BOT_ID in env/.env.dev (in Azure) or env/.env.local (a machine of your own).
  [Parameter(Mandatory)] [guid] $BotId,
  # Object ids of the four groups: Entra admin centre, Groups, the group.
  [Parameter(Mandatory)] [guid] $StaffGroup,
  [Parameter(Mandatory)] [guid] $DslGroup,
  [Parameter(Mandatory)] [guid] $HeadteacherGroup,
  [Parameter(Mandatory)] [guid] $AdministratorGroup,
  # Of the package, which is not the program's: APP_VERSION in the same file. The first is 1.0.0.
  [Parameter(Mandatory)] [version] $PackageVersion,
  # Name of the meeting policy that staff have. Global is the one of all who have no other, and so most often of pupils.
  [Parameter(Mandatory)] [string] $MeetingPolicy,
${switches()}
  # Only where your organisation lets apps read a chat after approval.
  [switch] $PreApprove,
  # Do it. Without this, list it.
  [switch] $Apply,
  # Ask nothing: for a run that no one watches.
  [switch] $Yes
)
$ErrorActionPreference = 'Stop'
$AppId = ''

${addPermission()}

# Name of the meeting policy that the group of staff has: the first by rank, or Global where it has none.
function Get-StaffMeetingPolicy {
  $given = Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType TeamsMeetingPolicy | Sort-Object Rank | Select-Object -First 1
  if ($given) { $given.PolicyName } else { 'Global' }
}

# Names of the policies of a type that the group of staff has: Lesson Guard's own, or others.
function Get-StaffPolicy {
  param([string] $Type, [switch] $Other)
  Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType $Type |
    Where-Object { ($_.PolicyName -ne '${POLICY}') -eq $Other.IsPresent }
}

$Steps = @(
${blocks().join("\n")}
)

$Number = 0
if (-not $Apply) {
  foreach ($Step in $Steps) {
    $Number += 1
    Write-Host "[$Number] $($Step.Title)"
    if ($Step.ByHand) { Write-Host "   By hand: $($Step.ByHand)"; continue }
    if ($Step.ContainsKey('OnlyIf') -and -not $Step.OnlyIf) { Write-Host "   Left out: only with -$($Step.Switch)."; continue }
    Write-Host "   $($Step.Does)"
    if ($Step.Asks) { Write-Host "   Shows who or what that is, and asks first: $($Step.Asks)" }
    Write-Host "$($Step.Do)"
  }
  Write-Host ''
  Write-Host 'Nothing has been changed. Run the same again with -Apply to do it.'
  return
}

foreach ($Module in 'MicrosoftTeams', 'Microsoft.Graph') {
  if (-not (Get-Module -ListAvailable -Name $Module)) {
    throw "PowerShell does not have $Module. Run: Install-Module $Module -Scope CurrentUser"
  }
}
if ($PreApprove -and -not (Get-Module -ListAvailable -Name 'Microsoft.Graph.Beta')) {
  throw 'PowerShell does not have Microsoft.Graph.Beta. Run: Install-Module Microsoft.Graph.Beta -Scope CurrentUser'
}
${connections()}
if ($PreApprove) {
${preApproving()}
}

$Left = @()
$Failed = 0
foreach ($Step in $Steps) {
  $Number += 1
  Write-Host "[$Number] $($Step.Title)"
  if ($Step.ByHand) {
    Write-Host "   By hand: $($Step.ByHand)"
    $Left += "[$Number] by hand: $($Step.ByHand)"
    continue
  }
  if ($Step.ContainsKey('OnlyIf') -and -not $Step.OnlyIf) { Write-Host '   Left out.'; continue }
  Write-Host "   $($Step.Does)"
  if ($Step.NeedsApp -and -not $AppId) {
    Write-Host '   NOT DONE. The app is not in your catalogue yet: step 2.'
    $Left += "[$Number] waits for step 2: $($Step.Does)"
    $Failed += 1
    continue
  }
  try {
    if ($Step.Already -and (& $Step.Already)) { Write-Host '   It is so already.'; continue }
    if ($Step.Not -and (& $Step.Not)) {
      Write-Host "   NOT DONE. $($Step.Because)"
      $Left += "[$Number] $($Step.Because)"
      continue
    }
    if ($Step.Shows) { & $Step.Shows }
    if ($Step.Asks -and -not $Yes -and (Read-Host "   $($Step.Asks) Type yes to do it") -ne 'yes') {
      Write-Host '   Not done, as you wished.'
      $Left += "[$Number] not done, as you wished: $($Step.Does)"
      continue
    }
    & $Step.Do
    Write-Host '   Done.'
  } catch {
    Write-Host "   NOT DONE: $($_.Exception.Message)"
    $Left += "[$Number] NOT DONE: $($Step.Does) $($_.Exception.Message)"
    $Failed += 1
  }
}
Write-Host ''
Write-Host 'Left for you:'
$Left | ForEach-Object { Write-Host "   $_" }
if ($Failed) { Write-Host "$Failed could not be done, and the others were tried. Put it right and run the same again: what is done is left alone." }
Write-Host 'A meeting policy can take 24 hours, the access policy 30 minutes.'
if ($Failed) { exit 1 }
`;

import { GRAPH } from "../permissions.ts";
import { listed } from "./power-shell.ts";
import type { Cmdlets, SetUpStep, SetUpValues } from "./step.ts";

const MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

/** What a school may use or not, by the value in env/ that says so: the switch of the script, and when it is for. */
export const USES: Readonly<Record<string, { readonly onlyWith: string; readonly where: string }>> = {
  REGISTERS_FROM_CLASSES: {
    onlyWith: "RegistersFromClasses",
    where: "registers come from Microsoft’s classes",
  },
  EMAIL_THROUGH_GRAPH: { onlyWith: "EmailThroughGraph", where: "e-mail about alerts goes through Exchange" },
  RECORDINGS_FILED: { onlyWith: "RecordingsFiled", where: "Lesson Guard files recordings of one-to-ones" },
  LESSONS_PLANNED: { onlyWith: "LessonsPlanned", where: "staff plan lessons in Lesson Guard" },
};

const namesOf = (use: string | undefined): readonly string[] =>
  GRAPH.filter(({ onlyWith }) => onlyWith === use).map(({ name }) => name);

/** Adds what is not given yet. What is given, whoever gave it, is left alone. */
const giving = (does: string, roles: readonly string[], { botId }: SetUpValues): Cmdlets => ({
  module: "Microsoft.Graph",
  does,
  lines: [
    `$app = Get-MgServicePrincipal -Filter "appId eq '${botId}'"`,
    `$graph = Get-MgServicePrincipal -Filter "appId eq '${MICROSOFT_GRAPH}'"`,
    `$wanted = ${listed(roles)}`,
    "$given = (Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All).AppRoleId",
    "$graph.AppRoles | Where-Object { $_.Value -in $wanted -and $_.Id -notin $given } | ForEach-Object {",
    "  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId $_.Id",
    "}",
  ],
});

const optionalWords = (): string =>
  Object.entries(USES)
    .map(([use, { where }]) => `Only where ${where}: ${namesOf(use).join(" and ")}.`)
    .join(" ");

/** Step 1. What a school may use or not stands in blocks of its own, until it is given. */
export const consent = (values: SetUpValues): SetUpStep => {
  const { botId, tenantId, given = [] } = values;
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
      giving("Gives each permission that is not given yet.", namesOf(undefined), values),
      ...Object.entries(USES).flatMap(([use, { where }]): readonly Cmdlets[] => {
        const names = namesOf(use);
        return names.every((name) => given.includes(name))
          ? []
          : [{ ...giving(`Only where ${where}: gives what that takes.`, names, values), optional: true }];
      }),
    ],
    notes: [
      `You need the role Privileged Role Administrator or Global Administrator. The same page can be opened as https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${botId}`,
      `Not every school needs all of them. ${optionalWords()} Give these only where you use it: by hand with Add a permission, or with their block of PowerShell.`,
      "What your school has added there stays: nothing here takes a permission away. By hand you add one with Add a permission, Microsoft Graph, Application permissions, and then Grant admin consent again.",
      "It takes effect within a few minutes.",
    ],
  };
};

import { appInTeams } from "../school/app-package.ts";
import { groups, transitiveMembers, users } from "../school/groups.ts";
import { botId, tenantId } from "../school/tenant.ts";
import type { Cmdlet, Module } from "./cmdlet.ts";
import { EXCHANGE_CMDLETS } from "./exchange-cmdlets.ts";
import { POLICY_FIELDS } from "./meeting-policies.ts";
import { known } from "./parameters.ts";
import { type Call, listOf, NotUnderstood, readLine, textOf, type Value } from "./power-shell.ts";
import { NotInTenant, PACKAGE_FILE, type Tenant } from "./tenant.ts";

/** A window of PowerShell in which an administrator has the two modules. */
export class PowerShell {
  readonly variables = new Map<string, Value>();
  readonly connected = new Set<Module>();
  readonly #tenant: Tenant;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Runs what was pasted, line by line, until one fails. @returns what the window shows */
  async run(text: string): Promise<string> {
    const shown: string[] = [];
    for (const line of text.split("\n").flatMap((one) => one.split(/;(?=\s*\$)/))) {
      if (line.trim() === "") continue;
      shown.push(`PS> ${line.trim()}`);
      try {
        const said = await this.#one(line);
        if (said !== "") shown.push(said);
      } catch (error) {
        if (!(error instanceof NotUnderstood || error instanceof NotInTenant)) throw error;
        return [...shown, `${error.message}`, "The lines after this one were not run."].join("\n");
      }
    }
    return shown.join("\n");
  }

  async #one(text: string): Promise<string> {
    const line = readLine(text, this.variables);
    if (line.does === "nothing") return "";
    if (line.does === "set") {
      this.variables.set(line.variable, line.value);
      return "";
    }
    if (line.does === "choose") return this.#one(line.line);
    const { call, into } = line;
    const cmdlet = CMDLETS[call.name];
    if (cmdlet === undefined)
      throw new NotUnderstood(
        `${call.name}: this window knows only the cmdlets of Lesson Guard's set-up. Is it spelt right?`,
      );
    if (cmdlet.module !== null && !this.connected.has(cmdlet.module))
      throw new NotInTenant(
        cmdlet.module === "ExchangeOnlineManagement"
          ? "You must call the Connect-ExchangeOnline cmdlet before calling any other cmdlets."
          : cmdlet.module === "MicrosoftTeams"
            ? "You must call the Connect-MicrosoftTeams cmdlet before calling any other cmdlets."
            : "Authentication needed. Please call Connect-MgGraph.",
      );
    const shown = await cmdlet.run(known(call), this.#tenant, this);
    const { without, ending = "", first } = call;
    const left = shown.split("\n").filter((one) => one !== without && one.endsWith(ending));
    const said = (first ? left.slice(0, 1) : left).join("\n");
    if (into === undefined) return said;
    this.variables.set(into.toLowerCase().replace(/^script:/, ""), said);
    return "";
  }
}

const connect =
  (module: Module): Cmdlet["run"] =>
  ({ parameters }, _tenant, { connected }) => {
    const wanted = textOf(parameters["TenantId"]);
    if (wanted !== "" && wanted.toLowerCase() !== tenantId)
      throw new NotInTenant(
        `AADSTS90002: Tenant '${wanted}' not found. Check that you have the correct tenant ID.`,
      );
    connected.add(module);
    return `Signed in to ${module} as rafiq.khan, Global Administrator.`;
  };

const onlyOurApp = ({ parameters }: Call): void => {
  const id = textOf(parameters["Id"] ?? parameters["TeamsAppId"]);
  if (id.toLowerCase() !== appInTeams.id)
    throw new NotInTenant(`No app with the id '${id}' is in the catalogue.`);
};

/** Those that the set-up names, and no other: each does here what it does in a tenant, at once. */
export const CMDLETS: Readonly<Record<string, Cmdlet>> = {
  ...EXCHANGE_CMDLETS,
  "Write-Host": { module: null, run: ({ parameters }) => textOf(parameters["Object"]) },
  "Connect-MicrosoftTeams": { module: null, run: connect("MicrosoftTeams") },
  "Connect-MgGraph": { module: null, run: connect("Microsoft.Graph") },
  "Get-MgServicePrincipal": {
    module: "Microsoft.Graph",
    run: ({ parameters }) => {
      const [, id = ""] = /^appId eq '([^']*)'$/.exec(textOf(parameters["Filter"])) ?? [];
      if (id.toLowerCase() !== botId && id !== MICROSOFT_GRAPH)
        throw new NotInTenant(`There is no service principal with the appId '${id}'.`);
      return id;
    },
  },
  "New-MgServicePrincipalAppRoleAssignment": {
    module: "Microsoft.Graph",
    run: (_call, tenant, { variables }) => {
      const wanted = listOf(variables.get("wanted"));
      if (wanted.length === 0) throw new NotInTenant("$wanted names no permission.");
      tenant.consent(wanted);
      return wanted.map((name) => `given: ${name}`).join("\n");
    },
  },
  "Get-MgGroup": {
    module: "Microsoft.Graph",
    run: () =>
      groups
        .map(({ displayName, id }) => `${displayName.padEnd(34)} ${id}`)
        .toSorted()
        .join("\n"),
  },
  "Get-MgGroupTransitiveMember": {
    module: "Microsoft.Graph",
    run: ({ parameters }) => {
      const id = textOf(parameters["GroupId"]).toLowerCase();
      if (!groups.some((group) => group.id === id)) throw new NotInTenant(`Resource '${id}' does not exist.`);
      return transitiveMembers(id)
        .map((member) => users.find((user) => user.id === member)?.displayName ?? member)
        .join("\n");
    },
  },
  "New-MgBetaTeamAppPreApproval": {
    module: "Microsoft.Graph",
    run: (call, tenant) => {
      onlyOurApp(call);
      if (tenant.preApproved) throw new NotInTenant("A pre-approval for this app already exists.");
      tenant.preApproved = true;
      return "Approved.";
    },
  },
  "Get-MgBetaTeamAppPreApproval": {
    module: "Microsoft.Graph",
    run: (call, { preApproved }) => {
      onlyOurApp(call);
      return preApproved ? `TeamsAppId : ${appInTeams.id}` : "";
    },
  },
  "New-TeamsApp": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      const path = textOf(parameters["Path"]);
      if (path.split("/").at(-1) !== PACKAGE_FILE)
        throw new NotInTenant(`Could not find the file '${path}'.`);
      tenant.upload();
      return "";
    },
  },
  "Get-TeamsApp": {
    module: "MicrosoftTeams",
    run: (_call, { app }) =>
      app === undefined ? "" : `DisplayName : Lesson Guard\nId          : ${appInTeams.id}`,
  },
  "Get-M365TeamsApp": {
    module: "MicrosoftTeams",
    run: (call, { app }) => {
      onlyOurApp(call);
      if (app === undefined) throw new NotInTenant("No app with this id is in the catalogue.");
      const groupsOf = (ids: readonly string[]) => ids.map((Id) => ({ Id }));
      const typeOf = (ids: readonly string[]) => (ids.length === 0 ? "Noone" : "UsersandGroups");
      return JSON.stringify(
        {
          Id: appInTeams.id,
          IsBlocked: app.blocked ? "Blocked" : "Unblocked",
          AvailableTo: {
            AssignmentType: typeOf(app.availableTo),
            Users: [],
            Groups: groupsOf(app.availableTo),
          },
          InstalledFor: {
            AppInstallType: typeOf(app.installedFor),
            InstallForUsers: [],
            InstallForGroups: groupsOf(app.installedFor),
          },
        },
        null,
        2,
      );
    },
  },
  "Update-M365TeamsApp": {
    module: "MicrosoftTeams",
    run: async (call, tenant) => {
      onlyOurApp(call);
      const { IsBlocked, Groups, InstallForGroups, InstallVersion } = call.parameters;
      if (InstallVersion !== undefined && textOf(InstallVersion) !== tenant.app?.version)
        throw new NotInTenant(`There is no version ${textOf(InstallVersion)} of this app.`);
      if (Groups !== undefined) tenant.assign(listOf(Groups));
      if (IsBlocked !== undefined) tenant.block(IsBlocked === true);
      if (InstallForGroups !== undefined) await tenant.installFor(listOf(InstallForGroups));
      return "";
    },
  },
  "Grant-CsTeamsAppSetupPolicy": {
    module: "MicrosoftTeams",
    run: async ({ parameters }, tenant) => {
      await tenant.grantSetupPolicy(textOf(parameters["PolicyName"]), textOf(parameters["Group"]));
      return "";
    },
  },
  "New-CsApplicationAccessPolicy": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.makeAccessPolicy(textOf(parameters["Identity"]), listOf(parameters["AppIds"]));
      return "";
    },
  },
  "Get-CsApplicationAccessPolicy": {
    module: "MicrosoftTeams",
    run: (_call, { accessPolicies }) => [...accessPolicies.keys()].map((name) => `Tag:${name}`).join("\n"),
  },
  "Set-CsApplicationAccessPolicy": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.addToAccessPolicy(textOf(parameters["Identity"]), textOf(parameters["AppIds"]));
      return "";
    },
  },
  "Grant-CsApplicationAccessPolicy": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.grantAccessPolicy(textOf(parameters["PolicyName"]), textOf(parameters["Group"]));
      return "";
    },
  },
  "Get-CsGroupPolicyAssignment": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) =>
      tenant.policiesOf(textOf(parameters["GroupId"]), textOf(parameters["PolicyType"])).join("\n"),
  },
  "Get-CsUserPolicyAssignment": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      const wanted = textOf(parameters["Identity"]);
      const person = users.find(({ displayName }) => displayName === wanted);
      if (person === undefined) throw new NotInTenant(`There is no user '${wanted}'.`);
      const theirs = groups.filter(({ id }) => transitiveMembers(id).includes(person.id));
      return theirs
        .flatMap(({ id }) => tenant.policiesOf(id, textOf(parameters["PolicyType"])))
        .map((name) => `PolicyName   : ${name}\nPolicySource : {${name}}`)
        .join("\n");
    },
  },
  "Set-CsApplicationMeetingConfiguration": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.allowRemoval(textOf(parameters["AllowRemoveParticipantAppIds"]).toLowerCase());
      return "";
    },
  },
  "Set-CsTeamsMeetingConfiguration": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.setAnonymousApps(parameters["DisableAppInteractionForAnonymousUsers"] !== true);
      return "";
    },
  },
  "Get-CsTeamsMeetingPolicy": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      const policy = tenant.meetingPolicy(textOf(parameters["Identity"]));
      return POLICY_FIELDS.map((field) => `${field.padEnd(39)}: ${policy[field]}`).join("\n");
    },
  },
  "Set-CsTeamsMeetingPolicy": {
    module: "MicrosoftTeams",
    run: ({ parameters }, tenant) => {
      tenant.setMeetingPolicy(
        textOf(parameters["Identity"]),
        Object.fromEntries(
          POLICY_FIELDS.flatMap((field) =>
            parameters[field] === undefined ? [] : [[field, textOf(parameters[field])]],
          ),
        ),
      );
      return "";
    },
  },
};

const MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

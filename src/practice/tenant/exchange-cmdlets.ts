import { botId } from "../school/tenant.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { listOf, textOf } from "./power-shell.ts";
import { NotInTenant } from "./tenant.ts";

const ROLE = "Application Calendars.ReadWrite";

const ours = (id: string): void => {
  if (id.toLowerCase() !== botId) throw new NotInTenant(`The service principal '${id}' couldn't be found.`);
};

/** Exchange's own: what an application may do in which mailboxes. */
export const EXCHANGE_CMDLETS: Readonly<Record<string, Cmdlet>> = {
  "Connect-ExchangeOnline": {
    module: null,
    run: (_call, _tenant, { connected }) => {
      connected.add("ExchangeOnlineManagement");
      return "Signed in to ExchangeOnlineManagement as rafiq.khan, Global Administrator.";
    },
  },
  "New-ServicePrincipal": {
    module: "ExchangeOnlineManagement",
    run: ({ parameters }, tenant) => {
      ours(textOf(parameters["AppId"]));
      tenant.exchange.knowsApp = true;
      return "";
    },
  },
  "Get-Group": {
    module: "ExchangeOnlineManagement",
    run: ({ parameters }) => textOf(parameters["Identity"]),
  },
  "New-ManagementScope": {
    module: "ExchangeOnlineManagement",
    run: ({ parameters }, tenant) => {
      tenant.exchange.scopes.push(textOf(parameters["Name"]));
      return "";
    },
  },
  "New-ManagementRoleAssignment": {
    module: "ExchangeOnlineManagement",
    run: ({ parameters }, tenant) => {
      ours(textOf(parameters["App"]));
      if (!tenant.exchange.knowsApp)
        throw new NotInTenant("The service principal couldn't be found: New-ServicePrincipal comes first.");
      if (textOf(parameters["Role"]) !== ROLE)
        throw new NotInTenant(`There is no role '${textOf(parameters["Role"])}'.`);
      const [scope] = listOf(parameters["CustomResourceScope"]);
      if (scope !== undefined && !tenant.exchange.scopes.includes(scope))
        throw new NotInTenant(`The scope '${scope}' couldn't be found.`);
      tenant.openCalendars(scope === undefined ? "all" : "staff");
      return "";
    },
  },
};

import type { Call, Value } from "./power-shell.ts";
import type { Tenant } from "./tenant.ts";

/** What a cmdlet knows of the window that it runs in. */
export type Window = {
  readonly variables: ReadonlyMap<string, Value>;
  readonly connected: Set<Module>;
};

export type Module = "MicrosoftTeams" | "Microsoft.Graph" | "ExchangeOnlineManagement";

export type Cmdlet = {
  /** Signed in to this first; null: it signs in. */
  readonly module: Module | null;
  /** @returns what the window shows */
  readonly run: (call: Call, tenant: Tenant, window: Window) => Promise<string> | string;
};

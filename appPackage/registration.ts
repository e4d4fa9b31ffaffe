import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH } from "../src/app/permissions.ts";
import { readEnvironment } from "./environment.ts";

// `npm run registration [-- environment]`: what the app registration asks consent for, without what the school does
// not use. The toolkit runs it before it updates the registration (teamsapp.yml).

const folder = import.meta.dirname;
const [name = "dev"] = process.argv.slice(2);
const { values } = readEnvironment(join(folder, "../env"), name);

type Registration = {
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: string }[];
  }[];
};

const isOn = (setting: string | undefined): boolean => /^(yes|true|on|1)$/i.test(setting ?? "");
const left = GRAPH.filter(({ onlyWith }) => onlyWith !== undefined && !isOn(values[onlyWith]));
const whole = JSON.parse(readFileSync(join(folder, "aad.manifest.json"), "utf8")) as Registration;
const asked: Registration = {
  ...whole,
  requiredResourceAccess: whole.requiredResourceAccess.map((api) => ({
    ...api,
    resourceAccess: api.resourceAccess.filter(({ id }) => !left.some((role) => role.id === id)),
  })),
};
mkdirSync(join(folder, "build"), { recursive: true });
const target = join(folder, "build/registration.json");
writeFileSync(target, `${JSON.stringify(asked, null, 2)}\n`);
const without = left.map((role) => `${role.name} (${role.onlyWith}=yes asks for it)`).join(", ");
console.log(`App registration: ${target}${without === "" ? "" : `\nNot asked for: ${without}`}`);

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../src/app/arguments.ts";
import { GRAPH } from "../src/app/permissions.ts";
import { readEnvironment } from "./environment.ts";

// `npm run registration [-- environment]`: the app registration. The toolkit sends it to Entra (teamsapp.yml), where a
// list takes the place of the one before, and what is not sent stays. So the permissions are sent once, without what
// the school does not use: later its own additions stand there. Lists that only the school fills (redirect addresses,
// claims) are never sent.

const USAGE =
  "npm run registration [-- <environment>]\n" +
  "Writes appPackage/build/registration.json, which the toolkit sends to Entra, with the values of env/.env.<environment>: dev unless named.";
const folder = import.meta.dirname;
const [name = "dev"] = readArguments(USAGE, 1, {}).positionals;
const { values, read } = readEnvironment(join(folder, "../env"), name);

type Registration = {
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: string }[];
  }[];
};

const isOn = (setting: string | undefined): boolean => /^(yes|true|on|1)$/i.test(setting ?? "");
const left = GRAPH.filter(({ onlyWith }) => onlyWith !== undefined && !isOn(values[onlyWith]));
const whole = JSON.parse(readFileSync(join(folder, "aad.manifest.json"), "utf8")) as Registration;
/** Written by the toolkit once the registration was sent. */
const isSent = Boolean(values["AAD_APP_ACCESS_AS_USER_PERMISSION_ID"]);
const { requiredResourceAccess, ...rest } = whole;
const asked = isSent
  ? rest
  : {
      ...rest,
      requiredResourceAccess: requiredResourceAccess.map((api) => ({
        ...api,
        resourceAccess: api.resourceAccess.filter(({ id }) => !left.some((role) => role.id === id)),
      })),
    };
mkdirSync(join(folder, "build"), { recursive: true });
const target = join(folder, "build/registration.json");
writeFileSync(target, `${JSON.stringify(asked, null, 2)}\n`);
const without = left.map((role) => `${role.name} (${role.onlyWith}=yes asks for it)`).join(", ");
const said = isSent
  ? "The permissions stay as they are in Entra. What is new is added by step 1 of the page Set-up."
  : without === ""
    ? ""
    : `Not asked for: ${without}`;
console.log(`App registration: ${target}\nRead: ${read}${said === "" ? "" : `\n${said}`}`);

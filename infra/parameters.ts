import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { readEnvironment } from "../appPackage/environment.ts";
import { readArguments } from "../src/app/arguments.ts";
import { wrongParameters } from "./check-parameters.ts";

// `npm run parameters [-- environment]`: the parameters of infra/azure.bicep. It says in a sentence what cannot be
// right, leaves out what is empty (the toolkit takes an empty value for a missing one), and makes the seal key and the
// token for the metrics, once: after `--done` they are in the key vault alone. The toolkit runs both (teamsapp.yml).

const USAGE =
  "npm run parameters [-- <environment>]\n" +
  "Writes the parameters of infra/azure.bicep, which the toolkit sends to Azure, with the values of env/.env.<environment>: dev unless named.\n" +
  "  --done   after the provision: deletes the file with the keys, which are in the key vault then";
const folder = join(import.meta.dirname, "build");
const { positionals, values: asked } = readArguments(USAGE, 1, { done: { type: "boolean" } });
const [name = "dev"] = positionals;
const environments = join(import.meta.dirname, "../env");
const target = join(folder, `azure.parameters.${name}.json`);

type Parameters = Readonly<Record<string, { readonly value: string | boolean }>>;

/** What was made for a provision that did not come to its end is used again. */
const madeBefore = (): Parameters => {
  if (!existsSync(target)) return {};
  const { parameters } = JSON.parse(readFileSync(target, "utf8")) as { parameters: Parameters };
  return parameters;
};

const makeSecrets = (): Parameters => {
  const { sealKey, metricsToken } = madeBefore();
  const key = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" });
  return {
    sealKey: sealKey ?? { value: key.toString("base64") },
    metricsToken: metricsToken ?? { value: randomBytes(32).toString("base64url") },
  };
};

/** The toolkit keeps these encrypted, and puts them in place by itself. */
const secretNames = (): ReadonlySet<string> => {
  const file = join(environments, `.env.${name}.user`);
  const own = existsSync(file) ? Object.keys(parseEnv(readFileSync(file, "utf8"))) : [];
  return new Set([...own, ...Object.keys(process.env).filter((key) => process.env[key] !== "")]);
};

const isYes = (value: string | undefined): boolean => /^yes$/i.test(value ?? "");

const { values, keep, read } = readEnvironment(environments, name);

/** Written by the toolkit once a provision has come to its end: the vault is made by the same one. */
const isProvisioned = Boolean(values["AZURE_APP_SERVICE_RESOURCE_ID"]);

if (asked.done === true && !isProvisioned) {
  console.error(
    `It is not known that the seal key is in the key vault: no provision has come to its end (AZURE_APP_SERVICE_RESOURCE_ID is empty in env/.env.${name}). Nothing was deleted. Run the provision of teamsapp.yml first.`,
  );
  process.exit(1);
}
if (asked.done === true) {
  rmSync(target, { force: true });
  if (!values["KEYS_MADE_ON"]) keep({ KEYS_MADE_ON: new Date().toISOString().slice(0, 10) });
  console.log("The seal key and the token for the metrics are in the key vault, and nowhere else.");
} else {
  const wrong = wrongParameters(values);
  if (wrong.length > 0) {
    console.error(`${wrong.join("\n")}\nSet it in env/.env.${name}.`);
    process.exit(1);
  }
  const secrets = secretNames();
  const secret = (called: string): string | undefined =>
    secrets.has(called) ? `$${`{{${called}}}`}` : undefined;
  const given: Readonly<Record<string, string | undefined>> = {
    resourceBaseName: `lessonguard${values["RESOURCE_SUFFIX"]}`,
    size: values["SIZE"],
    location: values["AZURE_LOCATION"],
    botId: values["BOT_ID"],
    botTenantId: values["TEAMS_APP_TENANT_ID"],
    botPasswordEnds: values["BOT_PASSWORD_ENDS"],
    botCertificateName: values["BOT_CERTIFICATE_NAME"],
    adminGroupId: values["ADMIN_GROUP_ID"],
    teamsAppId: values["TEAMS_APP_ID"],
    teamsCatalogId: values["TEAMS_CATALOG_ID"],
    schoolFile: values["SCHOOL_FILE"],
    alertEmail: values["ALERT_EMAIL"],
    botPassword: secret("SECRET_BOT_PASSWORD"),
    smtpUrl: secret("SECRET_SMTP_URL"),
  };
  const parameters: Parameters = {
    ...Object.fromEntries(
      Object.entries(given).flatMap(([key, value]) => (value ? [[key, { value }] as const] : [])),
    ),
    usesMailServer: { value: isYes(values["MAIL_SERVER"]) },
    ...(values["KEYS_MADE_ON"] ? {} : makeSecrets()),
  };
  mkdirSync(folder, { recursive: true });
  const schema = "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#";
  const whole = { $schema: schema, contentVersion: "1.0.0.0", parameters };
  rmSync(target, { force: true });
  writeFileSync(target, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
  console.log(`Parameters: ${target}\nRead: ${read}`);
}

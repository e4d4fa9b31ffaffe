import { spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { readBicep } from "./bicep.ts";

const ROOT = join(import.meta.dirname, "../..");
const NAME = `test-${process.pid}`;
const ENVIRONMENT = join(ROOT, `env/.env.${NAME}`);
const WRITTEN = join(ROOT, `infra/build/azure.parameters.${NAME}.json`);
const GUID = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const VALUES = {
  RESOURCE_SUFFIX: "oakfield",
  SIZE: "school",
  AZURE_LOCATION: "uksouth",
  ADMIN_GROUP_ID: GUID,
  ALERT_EMAIL: "it@oakfield.example.sch.uk",
  BOT_ID: GUID,
  TEAMS_APP_TENANT_ID: GUID,
  TEAMS_APP_ID: GUID,
  TEAMS_CATALOG_ID: "",
  BOT_PASSWORD_ENDS: "",
  KEYS_MADE_ON: "",
};

type Parameters = Readonly<Record<string, { readonly value: unknown }>>;

const made = (values: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const env = { PATH: process.env["PATH"] ?? "", ...values };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "infra/parameters.ts"), NAME, ...args],
    {
      env,
      encoding: "utf8",
    },
  );
  return { status, said: stdout + stderr };
};
const written = (): Parameters =>
  (JSON.parse(readFileSync(WRITTEN, "utf8")) as { parameters: Parameters }).parameters;
const kept = (): Readonly<Record<string, string | undefined>> => parseEnv(readFileSync(ENVIRONMENT, "utf8"));

describe("npm run parameters", () => {
  beforeEach(() => {
    const lines = Object.entries(VALUES).map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(ENVIRONMENT, lines.join(""));
  });
  afterEach(() => {
    for (const file of [ENVIRONMENT, `${ENVIRONMENT}.user`, WRITTEN]) rmSync(file, { force: true });
  });

  it("writes what the template takes, all that it wants, and nothing that is empty: the toolkit stops at that", async () => {
    expect(made({})).toMatchObject({ status: 0 });
    const { params } = await readBicep(readFileSync(join(ROOT, "infra/azure.bicep"), "utf8"));
    const given = Object.keys(written());
    expect(given.filter((name) => !params.has(name))).toEqual([]);
    const wanted = [...params].flatMap(([name, { fallback }]) => (fallback ? [] : [name]));
    expect(given).toEqual(expect.arrayContaining(wanted));
    expect(readFileSync(WRITTEN, "utf8")).not.toMatch(/"value": ""|\$\{\{/);
    expect(written()["resourceBaseName"]?.value).toBe("lessonguardoakfield");
  });

  it("makes the seal key and the token for the metrics once, and keeps neither", () => {
    made({});
    const { sealKey, metricsToken } = written();
    const key = createPrivateKey({
      key: Buffer.from(String(sealKey?.value), "base64"),
      format: "der",
      type: "pkcs8",
    });
    expect(key.asymmetricKeyType).toBe("ed25519");
    expect(String(metricsToken?.value).length).toBeGreaterThan(24);
    expect(statSync(WRITTEN).mode & 0o077).toBe(0);
    // A provision that failed half way goes on with the same.
    made({});
    expect(written()["sealKey"]).toEqual(sealKey);
    // Without a provision that came to its end, this is the only copy.
    const refused = made({}, "--done");
    expect(refused.status).toBe(1);
    expect(refused.said).toMatch(/^It is not known that the seal key is in the key vault/);
    expect(written()["sealKey"]).toEqual(sealKey);
    expect(kept()["KEYS_MADE_ON"]).toBe("");
    expect(
      made({ AZURE_APP_SERVICE_RESOURCE_ID: "/subscriptions/1/sites/lessonguardoakfield" }, "--done").status,
    ).toBe(0);
    expect(existsSync(WRITTEN)).toBe(false);
    expect(kept()["KEYS_MADE_ON"]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(readFileSync(ENVIRONMENT, "utf8")).not.toContain(String(sealKey?.value));
    // The next provision, from whichever machine, leaves those in the vault as they are.
    made({});
    expect(written()["sealKey"]).toBeUndefined();
    expect(written()["metricsToken"]).toBeUndefined();
  });

  it("leaves a secret to the toolkit, which has it encrypted, and only where it has it", () => {
    writeFileSync(`${ENVIRONMENT}.user`, "SECRET_BOT_PASSWORD=crypto_0123\n");
    made({ MAIL_SERVER: "yes" });
    expect(written()).toMatchObject({
      botPassword: { value: `$${"{{SECRET_BOT_PASSWORD}}"}` },
      usesMailServer: { value: true },
    });
    expect(written()["smtpUrl"]).toBeUndefined();
  });

  it("says what a line of an older version is called now, and passes none over", () => {
    const old = { SIGN_IN_ENDS_ON: "2027-01-14", TEAMS_APP_PUBLISHED_APP_ID: GUID };
    const { status, said } = made(old);
    expect(status).toBe(1);
    expect(said).toMatch(/^SIGN_IN_ENDS_ON is called BOT_PASSWORD_ENDS now: /m);
    expect(said).toMatch(/^TEAMS_APP_PUBLISHED_APP_ID is called TEAMS_CATALOG_ID now: /m);
    expect(made({ BOT_PASSWORD_ENDS: "2027-01-14", TEAMS_CATALOG_ID: GUID }).status).toBe(0);
    expect(written()).toMatchObject({
      botPasswordEnds: { value: "2027-01-14" },
      teamsCatalogId: { value: GUID },
    });
  });

  it("takes a region outside the UK only where that was decided", () => {
    expect(made({ AZURE_LOCATION: "ukwest" }).status).toBe(0);
    expect(made({ AZURE_LOCATION: "northeurope", OUTSIDE_UK: "yes" }).status).toBe(0);
    expect(written()["location"]?.value).toBe("northeurope");
  });

  it.each([
    ["RESOURCE_SUFFIX", "Oakfield"],
    ["SIZE", "large"],
    ["AZURE_LOCATION", "westus"],
    ["AZURE_LOCATION", "moon"],
    ["ADMIN_GROUP_ID", "Administrators"],
    ["ALERT_EMAIL", "it"],
    ["BOT_PASSWORD_ENDS", "14/01/2027"],
    ["TEAMS_CATALOG_ID", "lesson-guard"],
    ["SCHOOL_FILE", "school.json"],
    ["BOT_ID", "lesson-guard"],
  ])("does not write %s=%s, and says so in a sentence", (name, value) => {
    const { status, said } = made({ [name]: value });
    expect(status).toBe(1);
    expect(said).toMatch(new RegExp(`^${name} must be .*\\.\\nSet it in env/`));
    expect(existsSync(WRITTEN)).toBe(false);
  });
});

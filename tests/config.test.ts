import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, readConfig } from "../src/config.ts";

const BOT = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const TEAMS_APP = "0b6a1c52-8b77-4d0a-9a51-1b2c3d4e5f61";
const ENOUGH = {
  BOT_ID: BOT,
  BOT_TENANT_ID: TENANT,
  TEAMS_APP_ID: TEAMS_APP,
  BOT_PASSWORD: "a-secret",
  PUBLIC_URL: "https://lessons.oakfield.example/",
};

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe("readConfig", () => {
  it("keeps metrics away where there is no token, and takes none that could be guessed", () => {
    expect(readConfig(ENOUGH).metricsToken).toBeUndefined();
    expect(problemsOf({ ...ENOUGH, METRICS_TOKEN: "short" })[0]).toContain("METRICS_TOKEN");
  });

  it("keeps the security log among the others unless it has a file", () => {
    expect(readConfig(ENOUGH).securityLogFile).toBeUndefined();
    const file = "/var/log/lesson-guard/security.log";
    expect(readConfig({ ...ENOUGH, SECURITY_LOG_FILE: file }).securityLogFile).toBe(file);
  });

  it("links with the catalogue's id where it is set, else the manifest's, never the bot's", () => {
    const catalog = "9c6a1c52-8b77-4d0a-9a51-1b2c3d4e5f62";
    const ids = (env: Record<string, string>) => {
      const { teamsAppId, isCatalogId } = readConfig({ ...ENOUGH, ...env });
      return [teamsAppId, isCatalogId];
    };
    expect(ids({})).toEqual([TEAMS_APP, false]);
    expect(ids({ TEAMS_CATALOG_ID: "" })).toEqual([TEAMS_APP, false]);
    expect(ids({ TEAMS_CATALOG_ID: catalog })).toEqual([catalog, true]);
    expect(problemsOf({ ...ENOUGH, TEAMS_CATALOG_ID: "lesson-guard" })[0]).toContain("TEAMS_CATALOG_ID");
  });

  it("defaults to Microsoft's endpoints and hosts", () => {
    expect(readConfig(ENOUGH)).toMatchObject({
      port: 3978,
      publicUrl: "https://lessons.oakfield.example",
      bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "a-secret" } },
      databaseUrl: undefined,
      dataDir: "data",
      entraEndpoint: "https://login.microsoftonline.com",
      graphEndpoint: "https://graph.microsoft.com",
      botOpenIdMetadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
      callingOpenIdMetadata: "https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration",
      serviceUrlHosts: ["smba.trafficmanager.net"],
      adminGroupId: undefined,
      schoolFile: undefined,
    });
  });

  it.each(["BOT_ID", "BOT_TENANT_ID", "TEAMS_APP_ID", "BOT_PASSWORD", "PUBLIC_URL"])(
    "refuses to run without %s",
    (name) => {
      for (const value of [undefined, "", "  "]) {
        expect(problemsOf({ ...ENOUGH, [name]: value })).toEqual([
          expect.stringContaining(`${name} is missing`),
        ]);
      }
    },
  );

  it("names every problem at once, one sentence each", () => {
    expect(problemsOf({ PORT: "eighty" })).toHaveLength(6);
  });

  it.each([
    ["PORT", "70000"],
    ["BOT_ID", "lesson-guard"],
    ["BOT_TENANT_ID", "oakfield.example"],
    ["TEAMS_APP_ID", "lesson-guard"],
    ["BOT_PASSWORD_ENDS", "14/01/2027"],
    ["BOT_PASSWORD_ENDS", "2027-13-14"],
    ["BOT_PASSWORD_ENDS", "2027-02-30"],
    ["HOST", "https://lessons.oakfield.example"],
    ["HOST", "127.0.0.1:3978"],
    ["HOST", "300.0.0.1"],
    ["PUBLIC_URL", "http://lessons.oakfield.example"],
    ["ENTRA_ENDPOINT", "http://localhost:9443"],
    ["GRAPH_ENDPOINT", "graph.microsoft.com"],
    ["SERVICE_URL_HOSTS", "https://smba.trafficmanager.net/uk/"],
    ["ADMIN_GROUP_ID", "Administrators"],
    ["DATABASE_URL", "mysql://lg@db/lg"],
  ])("refuses %s with the value %s", (name, value) => {
    expect(problemsOf({ ...ENOUGH, SEAL_KEY: "a-key", [name]: value })).toEqual([
      expect.stringContaining(name),
    ]);
  });

  it("refuses a shared database without the key that all instances sign seals with", () => {
    const env = { ...ENOUGH, DATABASE_URL: "postgres://lg@localhost/lg" };
    expect(problemsOf(env)).toEqual([expect.stringContaining("SEAL_KEY is missing")]);
    expect(readConfig({ ...env, SEAL_KEY: "a-key" }).sealKey).toBe("a-key");
  });

  it.each([
    ["no word of TLS", "postgres://lg@db.example/lg"],
    ["TLS if the server likes", "postgres://lg@db.example/lg?sslmode=prefer"],
    ["TLS with any server that answers", "postgresql://lg@db.example/lg?sslmode=require"],
    ["no certificate checked", "postgres://lg@db.example/lg?sslmode=no-verify"],
    ["two minds", "postgres://lg@db.example/lg?sslmode=verify-full&sslmode=disable"],
    ["another host in the query", "postgres://lg@localhost/lg?host=db.example"],
    ["a host that only looks like this machine", "postgres://lg@localhost.example/lg"],
  ])("refuses a database on a network with %s", (_what, DATABASE_URL) => {
    const problems = problemsOf({ ...ENOUGH, SEAL_KEY: "a-key", DATABASE_URL });
    expect(problems).toEqual([expect.stringContaining("sslmode=verify-full")]);
  });

  it.each([
    "postgres://lg@db.example/lg?sslmode=verify-full",
    "postgres://lg@127.0.0.1:5432/lg",
    "postgres://lg@[::1]/lg",
    "postgres://lg@localhost/lg?host=/var/run/postgresql",
    "postgres://lg@%2Fvar%2Frun%2Fpostgresql/lg",
  ])("takes the database %s", (DATABASE_URL) => {
    expect(problemsOf({ ...ENOUGH, SEAL_KEY: "a-key", DATABASE_URL })).toEqual([]);
  });

  it("never prints a secret", () => {
    const env = { BOT_PASSWORD: "s3cret-value", DATABASE_URL: "postgres://lg:s3cret-value@db/lg", PORT: "x" };
    expect(problemsOf(env).join(" ")).not.toContain("s3cret-value");
  });

  it("allows plain http only for this machine itself", () => {
    expect(readConfig({ ...ENOUGH, PUBLIC_URL: "http://127.0.0.1:3978" }).publicUrl).toBe(
      "http://127.0.0.1:3978",
    );
  });

  it("allows the host of a configured stand-in, and no longer only Microsoft's", () => {
    const config = readConfig({ ...ENOUGH, GRAPH_ENDPOINT: "https://localhost:9443" });
    expect(config.serviceUrlHosts).toEqual(["smba.trafficmanager.net", "localhost:9443"]);
  });

  it.each(["127.0.0.1", "::1", "0.0.0.0", "localhost", "lesson_guard", "fe80::1%eth0"])(
    "listens on %s",
    (host) => {
      expect(readConfig({ ...ENOUGH, HOST: host }).host).toBe(host);
    },
  );

  it("takes the allow-list as written", () => {
    const config = readConfig({ ...ENOUGH, SERVICE_URL_HOSTS: "SMBA.trafficmanager.net, other.example:444" });
    expect(config.serviceUrlHosts).toEqual(["smba.trafficmanager.net", "other.example:444"]);
  });

  it("takes a certificate in place of a secret, never both", () => {
    const folder = mkdtempSync(join(tmpdir(), "lesson-guard-"));
    const file = join(folder, "bot.pem");
    writeFileSync(file, "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n");
    const { BOT_PASSWORD: _secret, ...rest } = ENOUGH;
    expect(readConfig({ ...rest, BOT_CERTIFICATE_FILE: file }).bot.credential.kind).toBe("certificate");
    expect(problemsOf({ ...ENOUGH, BOT_CERTIFICATE_FILE: file })).toEqual([
      "Set only one of BOT_PASSWORD and BOT_CERTIFICATE_FILE.",
    ]);
    writeFileSync(file, "-----BEGIN CERTIFICATE-----\n");
    expect(problemsOf({ ...rest, BOT_CERTIFICATE_FILE: file })).toEqual([
      expect.stringContaining("private key"),
    ]);
    rmSync(folder, { recursive: true });
    expect(problemsOf({ ...rest, BOT_CERTIFICATE_FILE: `${file}.absent` })).toHaveLength(1);
    const text = "-----BEGIN CERTIFICATE-----\\n-----BEGIN PRIVATE KEY-----\\n";
    expect(readConfig({ ...rest, BOT_CERTIFICATE: text }).bot.credential).toEqual({
      kind: "certificate",
      pem: "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n",
    });
  });
});

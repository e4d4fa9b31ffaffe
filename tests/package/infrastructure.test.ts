import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "../../src/config.ts";
import {
  bodyOf,
  type Found,
  type Node,
  type Resource,
  readBicep,
  referencesIn,
  type Template,
  textOf,
  unknownNames,
  unusedNames,
  valueAt,
} from "./bicep.ts";

const ROOT = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");

type Known = { readonly required: readonly string[]; readonly properties: Readonly<Record<string, string>> };
const { types: KNOWN } = JSON.parse(text("tests/package/azure-types.json")) as {
  readonly types: Readonly<Record<string, Known>>;
};

const READ = " (read)";

/** Whether what stands there is what Azure takes there. */
const fits = (found: string, wanted: string): boolean => {
  const kinds = wanted.split("|");
  // What is looked up elsewhere is checked where it is read; a name in quotes is of a closed list, or any text.
  if (found === "reference" || kinds.includes("any") || kinds.includes(found)) return true;
  if (found.startsWith("'")) return kinds.includes("string");
  if (found === "string") return kinds.some((kind) => kind.startsWith("'"));
  return found === "object" && wanted === "discriminated";
};

/** What is wrong with one resource, by Microsoft's published types. */
const wrongIn = ({ type }: Pick<Resource, "type">, body: readonly Found[]): readonly string[] => {
  const known = KNOWN[type];
  if (known === undefined) return [`${type} is not among the types that were looked up`];
  const here = new Set(body.map(({ path }) => path));
  const isPlace = (path: string): boolean => path === "" || here.has(path);
  return [
    ...body.flatMap(({ path, is }) => {
      const wanted = known.properties[path];
      if (wanted === undefined) return [`${type} has no ${path} that was looked up`];
      if (wanted.endsWith(READ) && path !== "name") return [`${type} lets no one set ${path}`];
      return fits(is, wanted.replace(READ, "")) ? [] : [`${type} takes ${wanted} as ${path}, not ${is}`];
    }),
    ...known.required
      .filter((path) => !here.has(path) && isPlace(path.split(".").slice(0, -1).join(".")))
      .map((path) => `${type} wants ${path}`),
  ];
};

describe.each(["azure", "database-administrator"])("infra/%s.bicep", (file) => {
  let template: Template;
  beforeAll(async () => {
    template = await readBicep(text(`infra/${file}.bicep`));
  });

  it("has only types, versions and properties that Microsoft publishes, each with what is wanted of it", () => {
    const made = template.resources.filter(({ existing }) => !existing);
    expect(made.flatMap((resource) => wrongIn(resource, bodyOf(template, resource)))).toEqual([]);
  });

  it("reads of each resource only what Azure says of it", () => {
    const read = referencesIn(template);
    expect(read.length).toBeGreaterThan(file === "azure" ? 30 : -1);
    const wrong = read.filter(([symbol, path]) => {
      const { type = "" } = template.resources.find((one) => one.symbol === symbol) ?? {};
      return KNOWN[type]?.properties[path] === undefined;
    });
    expect(wrong).toEqual([]);
  });

  it("uses each name that it declares, and no other", () => {
    expect(unknownNames(template)).toEqual([]);
    expect(unusedNames(template)).toEqual([]);
  });

  it("gives each module a file, and each parameter of it that has no value of its own", async () => {
    for (const { file: other, params } of template.modules) {
      const { params: wanted } = await readBicep(text(`infra/${other}`));
      expect(params.toSorted()).toEqual([...wanted.keys()].toSorted());
    }
  });
});

describe("the check of a template", () => {
  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    ["a version that was never published", "userAssignedIdentities@2023-01-32", /is not among the types/],
    ["a property that is spelt wrongly", "userAssignedIdentities@2023-01-31", /has no locaton/],
  ];

  it.each(WRONG)("finds in a template %s", async (_what, type, says) => {
    const of = `resource one 'Microsoft.ManagedIdentity/${type}' = {\n  name: 'a'\n  locaton: 'uksouth'\n}\n`;
    const template = await readBicep(of);
    const [one] = template.resources;
    expect(one && wrongIn(one, bodyOf(template, one))).toEqual(
      expect.arrayContaining([expect.stringMatching(says)]),
    );
  });

  it("finds what is wanted and not there, a word in the place of a number, and what no one may set", async () => {
    const template = await readBicep(
      `resource one 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'a'
  properties: {
    principalId: 'b'
  }
}
resource two 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'a'
  location: 'uksouth'
  properties: {
    reserved: 'yes'
  }
}
`,
    );
    expect(template.resources.flatMap((one) => wrongIn(one, bodyOf(template, one)))).toEqual([
      "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31 lets no one set properties",
      "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31 lets no one set properties.principalId",
      "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31 wants location",
      "Microsoft.Web/serverfarms@2023-12-01 takes bool as properties.reserved, not 'yes'",
    ]);
  });

  it("refuses what is not Bicep, and says on which line", async () => {
    await expect(readBicep("param a string\nresource = {")).rejects.toThrow("not bicep at line 2");
  });
});

describe("what production is made of", () => {
  let template: Template;
  beforeAll(async () => {
    template = await readBicep(text("infra/azure.bicep"));
  });
  const ofType = (type: string): readonly Resource[] =>
    template.resources.filter((one) => one.type.startsWith(`${type}@`));
  const only = (type: string): Resource => {
    const [one, ...others] = ofType(type);
    if (one === undefined || others.length > 0) throw new Error(`${type}: not one`);
    return one;
  };
  const at = (type: string, path: string): readonly string[] =>
    ofType(type).flatMap((one) =>
      bodyOf(template, one)
        .filter((found) => found.path === path)
        .map(({ is }) => is),
    );

  it("writes the values that later steps read", () => {
    expect(template.outputs.toSorted()).toEqual(["AZURE_APP_SERVICE_RESOURCE_ID", "BOT_DOMAIN"]);
  });

  it("is reached by https alone, with TLS 1.2 or better, and published with no name and password", () => {
    expect(at("Microsoft.Web/sites", "properties.httpsOnly")).toEqual(["bool"]);
    const settings = only("Microsoft.Web/sites").body.text;
    for (const line of [
      "httpsOnly: true",
      "minTlsVersion: '1.2'",
      "scmMinTlsVersion: '1.2'",
      "ftpsState: 'Disabled'",
    ])
      expect(settings).toContain(line);
    const policies = ofType("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
    expect(
      policies.map(({ body }) => [
        textOf(valueAt(body, "name") as Node),
        valueAt(body, "properties", "allow")?.text,
      ]),
    ).toEqual([
      ["ftp", "false"],
      ["scm", "false"],
    ]);
  });

  it("keeps database and vault closed to the outside, and the database without passwords", () => {
    expect(at("Microsoft.DBforPostgreSQL/flexibleServers", "properties.network.publicNetworkAccess")).toEqual(
      ["'Disabled'"],
    );
    expect(at("Microsoft.DBforPostgreSQL/flexibleServers", "properties.authConfig.passwordAuth")).toEqual([
      "'Disabled'",
    ]);
    expect(at("Microsoft.KeyVault/vaults", "properties.publicNetworkAccess")).toEqual(["'Disabled'"]);
    expect(at("Microsoft.KeyVault/vaults", "properties.networkAcls.defaultAction")).toEqual(["'Deny'"]);
    expect(only("Microsoft.KeyVault/vaults").body.text).toContain("enableRbacAuthorization: true");
  });

  it("gives the program every setting by its right name, and secrets by the vault alone", () => {
    const list = valueAt(only("Microsoft.Web/sites").body, "properties", "siteConfig", "appSettings") as Node;
    const names = [...list.text.matchAll(/name: '(\w+)'/g)].map(([, name = ""]) => name);
    const azures = [
      "SCM_DO_BUILD_DURING_DEPLOYMENT",
      "WEBSITE_RUN_FROM_PACKAGE",
      "WEBSITES_CONTAINER_STOP_TIME_LIMIT",
    ];
    expect(names.filter((name) => !azures.includes(name) && !SETTINGS.includes(name))).toEqual([]);
    for (const name of ["BOT_PASSWORD", "SEAL_KEY", "METRICS_TOKEN", "SMTP_URL"])
      expect(list.text).toMatch(new RegExp(`name: '${name}'\\s+value: '@Microsoft\\.KeyVault\\(`));
    expect(list.text).toMatch(
      /name: 'DATABASE_URL'\s+value: 'postgres:\/\/[^:@]+@[^']+\?sslmode=verify-full'/,
    );
    const secrets = ofType("Microsoft.KeyVault/vaults/secrets").map(({ body }) =>
      textOf(valueAt(body, "name") as Node),
    );
    const asked = [...list.text.matchAll(/SecretName=([\w-]+)/g)].map(([, name = ""]) => name);
    expect(asked.toSorted()).toEqual(secrets.toSorted());
    for (const { body } of ofType("Microsoft.KeyVault/vaults/secrets"))
      expect(template.params.get(valueAt(body, "properties", "value")?.text ?? "")?.secure).toBe(true);
  });

  it("gives a program that stops more than the 15 seconds that it may need", () => {
    const limit = /WEBSITES_CONTAINER_STOP_TIME_LIMIT'\s+value: '(\d+)'/.exec(text("infra/azure.bicep"))?.[1];
    expect(Number(limit)).toBeGreaterThan(15);
  });

  it("points Teams at messages and calls", () => {
    expect(only("Microsoft.BotService/botServices").body.text).toMatch(
      /endpoint: 'https:\/\/.*\/api\/messages'/,
    );
    expect(only("Microsoft.BotService/botServices/channels").body.text).toMatch(
      /callingWebhook: 'https:\/\/.*\/api\/calls'/,
    );
  });

  it("sends the log away, never that of requests, and keeps it for 90 days", () => {
    const sent = at("Microsoft.Insights/diagnosticSettings", "properties.logs[].category");
    expect(sent.toSorted()).toEqual([
      "'AppServiceConsoleLogs'",
      "'AppServicePlatformLogs'",
      "'AuditEvent'",
      "'PostgreSQLLogs'",
    ]);
    expect(only("Microsoft.OperationalInsights/workspaces").body.text).toContain("retentionInDays: 90");
  });

  it("looks in the log for words that the program says", () => {
    const source = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.startsWith("practice"))
      .map((path) => text(join("src", path)))
      .join("\n");
    const words = [...(template.vars.get("logWords")?.text ?? "").matchAll(/words: '(.+)'/g)].map(
      ([, one = ""]) => one,
    );
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((one) => !source.includes(one))).toEqual([]);
  });

  it("has tags and the region on whatever can have them", () => {
    const WITHOUT =
      /virtualNetworkLinks|privateDnsZoneGroups|secrets|locks|roleAssignments|diagnosticSettings|basicPublishing|channels/;
    const untagged = template.resources.filter(
      ({ type, body }) => !WITHOUT.test(type) && valueAt(body, "tags") === undefined,
    );
    expect(untagged.map(({ symbol }) => symbol)).toEqual([]);
    const regions = template.resources
      .map(({ body }) => valueAt(body, "location")?.text)
      .filter((one) => one !== undefined);
    expect(new Set(regions)).toEqual(new Set(["location", "'global'"]));
    expect(text("infra/azure.bicep")).toContain("param location string = 'uksouth'");
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startWarnings } from "../../src/app/start-warnings.ts";
import { ConfigError, readConfig, SETTINGS } from "../../src/config.ts";

const ROOT = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The settings without which nothing starts, by the start's own sentences. */
const required = (): readonly string[] => {
  try {
    readConfig({});
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return named(error.problems.join("\n").replaceAll(/ \(or .*\)/g, ""));
  }
};

const named = (text: string): readonly string[] => [
  ...new Set(SETTINGS.filter((name) => new RegExp(`\\b${name}\\b`).test(text))),
];

/** Those that a start warns of, where nothing but the least is set. */
const warned = (): readonly string[] =>
  named(
    startWarnings(
      {
        adminGroupId: undefined,
        bot: { id: "", tenantId: "", credential: { kind: "secret", secret: "" } },
        databaseUrl: undefined,
        dataDir: "",
        isCatalogId: false,
        metricsToken: undefined,
      },
      false,
    ).join("\n"),
  );

/** Those that a line of the check says to set. */
const mended = (): readonly string[] => {
  const folder = "src/app/preflight";
  const mends = readdirSync(join(ROOT, folder)).flatMap((file) =>
    [...read(`${folder}/${file}`).matchAll(/[sS]et ([A-Z][A-Z_]+)(?: and ([A-Z][A-Z_]+))?/g)].flatMap(
      ([, first = "", second = ""]) => [first, second],
    ),
  );
  return SETTINGS.filter((name) => mends.includes(name));
};

const WANTED = [...new Set([...required(), ...warned(), ...mended()])].filter(
  (name) => name !== "SCHOOL_FILE",
);

describe("each setting that a start needs or warns of, or that the check says to set", () => {
  it("is found by the program's own sentences", () => {
    expect(WANTED).toEqual(
      expect.arrayContaining([
        "BOT_ID",
        "PUBLIC_URL",
        "TEAMS_APP_ID",
        "BOT_PASSWORD_ENDS",
        "TEAMS_CATALOG_ID",
      ]),
    );
    expect(WANTED.length).toBeGreaterThan(7);
  });

  it.each(WANTED)("has its place on a machine of one's own: %s", (name) =>
    expect(read("release/lesson-guard.env")).toMatch(new RegExp(`^${name}=`, "m")),
  );

  it.each(WANTED)("is set in Azure: %s", (name) =>
    expect(read("infra/azure.bicep")).toMatch(new RegExp(`name: '${name}'`)),
  );

  it.each(WANTED)("stands in the table of settings: %s", (name) =>
    expect(read("docs/for-administrators.md")).toMatch(new RegExp(`^\\| [^|]*\`${name}\``, "m")),
  );

  it.each(WANTED)("is named on a page that leads through the steps: %s", (name) => {
    const pages = readdirSync(join(ROOT, "docs/admin")).filter((page) => page.endsWith(".md"));
    const stepped = [...pages.map((page) => read(`docs/admin/${page}`)), read("teamsapp.local.yml")].join(
      "\n",
    );
    expect(stepped).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../src/app/build.ts";
import { setUpSteps } from "../../src/app/set-up/steps.ts";
import { SETTINGS } from "../../src/config.ts";
import { labels, quotedIn } from "../support/labels.ts";

// What the pages for administrators name is there: labels on the screen, commands and settings where they are used.

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const ADMIN = readdirSync(join(ROOT, "docs/admin")).flatMap((file) =>
  file.endsWith(".md") ? [`docs/admin/${file}`] : [],
);
const PAGES = [
  ...ADMIN,
  ...["for-administrators", "operating", "practice", "for-dsls"].map((page) => `docs/${page}.md`),
];

/** Labels of Microsoft's own pages, as facts and Microsoft's documentation have them; practice plays the others. */
const MICROSOFT = new Set([
  // Entra admin centre.
  "Application (client) ID",
  "Conditional Access",
  "Expires",
  "External Identities",
  "Granted for",
  "Object ID",
  "Tenant ID",
  "all cloud apps",
  // Azure portal.
  "Generate",
  "Key Vault Certificates Officer",
  "Key Vault Secrets User",
  "Locks",
  "Log stream",
  "Networking",
  "Owner",
  "Restore",
  "SSH",
  "Subscriptions",
  "global",
  // Teams admin centre, and Teams.
  "Anonymous users can interact with apps in meetings",
  "Custom app settings",
  "Custom apps",
  "Org-wide app settings",
  "Pinned apps",
  "Publish",
  "Publishing status",
  "Publishing status: Published",
  "Submitted",
  "Update",
  "Upload custom apps",
  "No application access policy found for this app",
  // Developer Portal, Exchange.
  "Bot management",
  "Tools",
  "Sent Items",
]);

/** Names that files of this project give to what they make. */
const MADE: Readonly<Record<string, string>> = {
  "keep-the-record": "infra/azure.bicep",
  "Lesson Guard local": "teamsapp.local.yml",
};

/** No labels: words of another language, and what a person or a test is said to have written. */
const EXAMPLES = new Set(["person diogelu dynodedig", "Swyddog Diogelu Penodedig", "Rang mother 11:10"]);

describe("a label that a page for administrators quotes", () => {
  const known = labels();

  it.each(PAGES)("stands on a screen as it is quoted: %s", (page) => {
    const lost = quotedIn(read(page)).filter(
      (label) => !(known.has(label) || MICROSOFT.has(label) || EXAMPLES.has(label) || isMade(label)),
    );
    expect(lost).toEqual([]);
  });

  const isMade = (label: string): boolean =>
    read(MADE[label] ?? "package.json").includes(label) && label in MADE;

  it("would be missed if a screen called it otherwise", () => {
    expect(quotedIn("Press *Check now* on *Set-up*, `*no*`. *By hand:* **bold**")).toEqual([
      "Check now",
      "Set-up",
    ]);
    expect(["Check now", "Set-up", "Take this back"].filter((label) => !known.has(label))).toEqual([]);
    expect(["Check", "Check it now", "Set up"].filter((label) => known.has(label))).toEqual([]);
  });

  it("is on no list of Microsoft's that no page needs", () => {
    const quoted = new Set(PAGES.flatMap((page) => quotedIn(read(page))));
    expect([...MICROSOFT, ...Object.keys(MADE), ...EXAMPLES].filter((label) => !quoted.has(label))).toEqual(
      [],
    );
  });
});

describe("a field of the settings page that a step of the set-up names", () => {
  it("stands on that page, each of the four groups too", () => {
    const said = setUpSteps({ tenantId: "", botId: "", groups: {} })
      .flatMap(({ portal }) => portal)
      .filter((press) => /Settings, People|^School: /.test(press))
      .join("; ");
    const page = read("src/panel/settings/group-fields.tsx") + read("src/panel/settings/school-fields.tsx");
    const fields = [...page.matchAll(/(?:title: |label=|<legend>)"?([A-Z][^"<]+)/g)].map(
      ([, label = ""]) => label,
    );
    const named = ["People", "Staff", "DSL and deputies", "Headteacher and deputies", "Administrators"];
    expect([...named, "DSL channel", "School", "Name", "Phone"].filter((one) => !said.includes(one))).toEqual(
      [],
    );
    expect(
      [...named, "DSL channel", "School", "Name", "Phone"].filter((one) => !fields.includes(one)),
    ).toEqual([]);
  });
});

const SCRIPTS = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
const IN_RELEASE = [COMMANDS.source, ...(COMMANDS.beside ?? [])].map((source) =>
  source.replace(/^.*\/|\.ts$/g, ""),
);
const SOURCES = ["src/app", "src/record", "src/panel", "src/desk"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);
/** Commands of the project's folder alone: the release is made with them. */
const FOR_PROJECT = /^src\/app\/(build|bundle|list-sources)\.ts$/;
const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/npm run ([a-z][a-z:]*)/g)].map(([, name = ""]) => name);

describe("a command that is named", () => {
  it.each([...PAGES, "README.md", "CONTRIBUTING.md", "docs/seal.md"])("is one of the project’s: %s", (page) =>
    expect(commandsIn(read(page)).filter((name) => !SCRIPTS.includes(name))).toEqual([]),
  );

  it("is there in a release too, where a sentence of the program or the page on copies names it", () => {
    const files = [...SOURCES.filter((file) => !FOR_PROJECT.test(file)), "docs/operating.md"];
    const named = files.flatMap((file) => commandsIn(read(file)).map((name) => [file, name] as const));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, name]) => !IN_RELEASE.includes(name))).toEqual([]);
  });

  it("is a file of the release, where a page names the file", () => {
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/dist\/commands\/(\w+)\.mjs/g)].map(([, name = ""]) => name),
    );
    expect(new Set(named)).toEqual(new Set(IN_RELEASE));
  });

  it("finds on a machine of one's own each file that the page takes out of the release", () => {
    const taken = [...read("docs/admin/one-box.md").matchAll(/lesson-guard\/current\/([\w.-]+)/g)].map(
      ([, file = ""]) => file,
    );
    expect(taken.length).toBeGreaterThan(3);
    const there = readdirSync(join(ROOT, "release"));
    expect(taken.filter((file) => !there.includes(file))).toEqual([]);
  });
});

describe("a setting that is named", () => {
  const files = ["env/.env.dev", "env/.env.local"];
  const inFiles = files.flatMap((file) =>
    [...read(file).matchAll(/^([A-Z][A-Z_]+)=/gm)].map(([, one = ""]) => one),
  );
  /** Of the toolkit, of the shell, of tests, of npm; and names of Microsoft's. */
  const OTHERS =
    /^(SECRET_|AADSTS|CHAOS|TEST_|PRACTICE_|VERSION_BEFORE|NODE_|BEGIN |SMTP$|BYPASSRLS|CREATEROLE)/;

  it.each(PAGES)("is a setting of the program, or a line of a file in env/: %s", (page) => {
    const named = [...read(page).matchAll(/`([A-Z][A-Z]*_[A-Z_]+)[=`]/g)].map(([, name = ""]) => name);
    const known = [...SETTINGS, ...inFiles] as readonly string[];
    expect(named.filter((name) => !known.includes(name) && !OTHERS.test(name))).toEqual([]);
  });

  it("has one name: a line of env/.env.dev that becomes a setting is called as the setting is", () => {
    const parameters = read("infra/parameters.ts");
    const bicep = read("infra/azure.bicep");
    const renamed = [...parameters.matchAll(/^ {4}(\w+): values\["(\w+)"\]/gm)].flatMap(
      ([, parameter = "", line = ""]) => {
        const [, setting] = new RegExp(`name: '(\\w+)'\\s+value: ${parameter}$`, "m").exec(bicep) ?? [];
        return setting === undefined || setting === line ? [] : [`${line} becomes ${setting}`];
      },
    );
    // The toolkit's own names.
    expect(renamed).toEqual(["TEAMS_APP_TENANT_ID becomes BOT_TENANT_ID"]);
  });
});

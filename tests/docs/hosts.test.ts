import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const SOURCE = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter(
  (path) => /\.(ts|tsx|mjs|html|css)$/.test(path) && !path.startsWith("practice"),
);

/** What a person may check in their firewall: docs/security.md, Where trust ends. */
const SPOKEN_TO = [
  "login.microsoftonline.com",
  "graph.microsoft.com",
  "login.botframework.com",
  "api.aps.skype.com",
  "smba.trafficmanager.net",
  "res.cdn.office.net",
  "oakfield.sharepoint.com",
];

/** Names that no one connects to, and why they stand in the source. */
const NAMES_ONLY: Readonly<Record<string, string>> = {
  "api.botframework.com": "the issuer of tokens, and what a token is for",
  "sts.windows.net": "the issuer of older tokens",
  "ossrdbms-aad.database.windows.net": "what a token for the database is for",
  "teams.microsoft.com": "links that a person opens, and who may show the pages",
  "nodejs.org.": "a sentence that tells a person where Node is",
};

const hostsIn = (path: string): readonly string[] => {
  const code = readFileSync(join(ROOT, "src", path), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/https?:\/\/([a-z0-9][a-z0-9.-]+)/gi)].map(([, host = ""]) => host.toLowerCase());
};

/** Addresses of no one: made to read a path, kept for examples, or this machine itself. */
const isNoOne = (host: string): boolean =>
  /\.(invalid|example|test)$|^localhost$|^127\.0\.0\.1$/.test(host) ||
  /(^|\.)example\.(com|sch\.uk)$/.test(host);

describe("the hosts that the program speaks to", () => {
  it("are those of the list, wherever an address stands in the source", () => {
    const all = SOURCE.flatMap((path) => hostsIn(path).map((host) => ({ path, host })));
    expect(all.length).toBeGreaterThan(10);
    const others = all.filter(
      ({ host }) => !isNoOne(host) && !SPOKEN_TO.includes(host) && !(host in NAMES_ONLY),
    );
    expect(others).toEqual([]);
  });

  it("stand on the page about security, each of them", () => {
    const [, from = ""] = readFileSync(join(ROOT, "docs/security.md"), "utf8").split(
      "**What it speaks to:**",
    );
    const [list = ""] = from.split("\n");
    const config = readFileSync(join(ROOT, "src/config.ts"), "utf8");
    for (const host of SPOKEN_TO)
      expect([
        host,
        list.includes(host) || (list.includes("SERVICE_URL_HOSTS") && config.includes(host)),
      ]).toEqual([host, true]);
  });

  it("are all in use, and so are the names", () => {
    const used = new Set(SOURCE.flatMap(hostsIn));
    const source = SOURCE.map((path) => readFileSync(join(ROOT, "src", path), "utf8")).join("\n");
    expect(
      [...SPOKEN_TO, ...Object.keys(NAMES_ONLY)].filter((host) => !used.has(host) && !source.includes(host)),
    ).toEqual([]);
  });
});

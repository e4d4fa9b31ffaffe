import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/security.md"), "utf8");

/** Requirements of ASVS 5.0.0 up to level 2, of chapters 8 and 16 up to level 3: how many each section begins with. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
  4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
  7.4:5 7.5:2 7.6:2 8.1:4 8.2:4 8.3:3 8.4:2 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
  10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
  14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:4 17.1:1 17.2:4 17.3:2
`;

const STATES = ["met", "not met", "does not apply"];

type Row = { readonly id: string; readonly title: string; readonly state: string; readonly where: string };

const rowsIn = (page: string): readonly Row[] =>
  page.split("\n").flatMap((line) => {
    const [id = "", title = "", state = "", where = ""] = line.replace(/^\| | \|$/g, "").split(" | ");
    return /^\| \d/.test(line) ? [{ id, title, state, where }] : [];
  });

/** "1.2.6–1.2.8" and "4.3.1, 4.3.2" name each requirement between them. */
const idsOf = ({ id }: Row): readonly string[] => {
  if (!id.includes("–")) return id.split(", ");
  const [from = "", to = ""] = id.split("–");
  const section = from.slice(0, from.lastIndexOf("."));
  const [first, last] = [from, to].map((one) => Number(one.slice(one.lastIndexOf(".") + 1)));
  if (!to.startsWith(`${section}.`) || first === undefined || last === undefined || last <= first)
    return [id];
  return Array.from({ length: last - first + 1 }, (_, n) => `${section}.${first + n}`);
};

const conversationsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/`((?:src|tests|infra|docs)\/[^`]*)`/g)].map(([, path = ""]) => path),
  ...[...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => join("docs", path)),
];

const ROWS = rowsIn(PAGE);

describe("the table of requirements", () => {
  it("names each requirement once, and no other", () => {
    const wanted = Array.from(SECTIONS.matchAll(/([\d.]+):(\d+)/g)).flatMap(([, section, many]) =>
      Array.from({ length: Number(many) }, (_, n) => `${section}.${n + 1}`),
    );
    expect(wanted).toHaveLength(260);
    expect(ROWS.flatMap(idsOf)).toEqual(wanted);
  });

  it("says of each in one of three words how it stands", () => {
    expect(ROWS.filter(({ state }) => !STATES.includes(state))).toEqual([]);
    expect(ROWS.filter(({ title }) => title.length < 3)).toEqual([]);
  });

  it("names a place of the program for each that is met", () => {
    const nowhere = ROWS.filter(
      ({ state, where }) =>
        state === "met" && !conversationsIn(where).some((path) => /^(src|infra)\//.test(path)),
    );
    // A list of packages is a document.
    expect(nowhere.map(({ id }) => id)).toEqual(["15.1.2"]);
  });

  it("says why of each that is not, or does not apply", () => {
    expect(ROWS.filter(({ state, where }) => state !== "met" && where.length < 15)).toEqual([]);
  });

  it("takes ranges only where the reason is the same: none of them is met", () => {
    expect(ROWS.filter((row) => idsOf(row).length > 1 && row.state !== "does not apply")).toEqual([]);
  });
});

it("every file and test that the page names exists", () => {
  const places = conversationsIn(PAGE);
  expect(places.length).toBeGreaterThan(200);
  expect([...new Set(places)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it("every attacker has something that stops them, and what remains", () => {
  const [, attackers = ""] = PAGE.split("## Who attacks, and what stops them");
  const rows = (attackers.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => /^\| (?!Attacker)[A-Z]/.test(line));
  expect(rows.length).toBeGreaterThan(12);
  for (const row of rows) {
    const [, , , stopped = "", remains = ""] = row.split("|");
    expect(conversationsIn(stopped)).not.toEqual([]);
    expect(remains.trim().length).toBeGreaterThan(20);
  }
});

it("reads a row as it is written", () => {
  const row = { id: "1.2.6–1.2.8", title: "LDAP", state: "does not apply", where: "none is used" };
  expect(rowsIn("| 1.2.6–1.2.8 | LDAP | does not apply | none is used |")).toEqual([row]);
  expect(idsOf(row)).toEqual(["1.2.6", "1.2.7", "1.2.8"]);
  expect(conversationsIn("`src/config.ts`, [0004](decisions/0004-limits.md)")).toEqual([
    "src/config.ts",
    "docs/decisions/0004-limits.md",
  ]);
});

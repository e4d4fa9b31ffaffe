import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// A page has one name: on its tab in Teams, in its heading and its title, in links, in the docs and on cards.

const ROOT = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const under = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file) => `${folder}/${file}`);

type Tab = { readonly entityId: string; readonly name: string };

const TABS = (JSON.parse(read("appPackage/manifest.json")) as { staticTabs: readonly Tab[] }).staticTabs;
/** The panel is the lesson's: its heading is the lesson's own. */
const PAGES = TABS.filter(({ entityId }) => entityId !== "panel");
const NAMES = PAGES.map(({ name }) => name);

/** What a page is drawn by: its own folder, and what it shares. */
const sourceOf = ({ entityId }: Tab): string => {
  const entry = read(`src/panel/${entityId}.tsx`);
  const folders = [...entry.matchAll(/from "\.\/([\w-]+)\//g)].map(
    ([, folder = ""]) => `src/panel/${folder}`,
  );
  return [...new Set(folders)]
    .flatMap((folder) => under(folder, /\.tsx?$/))
    .map(read)
    .join("\n");
};

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const plain = (words: string): string => words.replaceAll("’", "'");

/** Whether these words stand on the page: as the text of an element, or as a string that it shows. */
const shows = (source: string, words: string): boolean =>
  new RegExp(`(>\\s*|["\`])${escaped(plain(words)).replaceAll(" ", "\\s+")}`).test(plain(source));

/** Old sentences stand in the list of what has changed; words.md is printed from the code. */
const DOCS = ["README.md", ...under("docs", /\.md$/)].filter(
  (file) => !/(sentences-0\.2|words)\.md$/.test(file),
);
const CODE = under("src", /\.tsx?$/).filter((file) => !file.startsWith("src/practice/"));

/** Pages of Microsoft's that the docs lead to, and one of ours that has no tab: the page Plan a lesson leads to it. */
const OTHERS = ["API permissions", "By hand"];

const textOf = (file: string): string => read(file).replaceAll(/^import[^;]*;/gm, "");

const ofAll = (files: readonly string[], pattern: RegExp): readonly (readonly [string, string])[] =>
  files.flatMap((file) =>
    [...textOf(file).matchAll(pattern)].map(([, words = ""]) => [file, words] as const),
  );

describe("the name of a page", () => {
  it.each(PAGES)("“$name” is its tab, its heading and its title", (tab) => {
    expect(sourceOf(tab)).toContain(`<h1>${tab.name}</h1>`);
    expect(read(`src/panel/${tab.entityId}.html`)).toContain(`<title>${tab.name} – Lesson Guard</title>`);
  });

  it("is its tab's wherever the docs or a sentence of the program name one", () => {
    const named = [
      ...ofAll(DOCS, /\b[Pp]age \*{1,2}([^*\n]+?)\*{1,2}/g),
      ...ofAll([...DOCS, ...CODE], /\b(?:the|their) page ([A-Z][\w-]*(?: a lesson)?)/g),
      ...ofAll(CODE, /["`](?:Back to|Open) ([A-Z][\w-]*)["`]/g),
    ];
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter(([, name]) => ![...NAMES, ...OTHERS].includes(name))).toEqual([]);
  });

  it("is followed by what stands on that page, wherever a way into it is described", () => {
    const all = NAMES.map(escaped).join("|");
    const ways = [
      ...ofAll(
        DOCS,
        new RegExp(`(\\*{1,2}(?:${all})\\*{1,2}(?:, (?:under )?\\*{1,2}[^*\\n]+?\\*{1,2})+)`, "g"),
      ),
      ...ofAll(CODE, new RegExp(`in Lesson Guard: ((?:${all})(?:, [A-Z][^,:"\`]*)+)`, "g")),
      ...ofAll(CODE, /((?:Settings)(?: page)?(?:, [A-Z][a-z][^,:."`$]*)+)/g),
    ].map(([file, way]) => {
      const starred = [...way.matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(([, words = ""]) => words);
      const [page = "", ...parts] = starred.length > 0 ? starred : way.split(", ");
      return { file, page: page.replace(/ page$/, ""), parts: parts.map((part) => part.trim()) };
    });
    expect(ways.length).toBeGreaterThan(12);
    const lost = ways.flatMap(({ file, page, parts }) => {
      const tab = PAGES.find(({ name }) => name === page);
      const source = tab === undefined ? "" : sourceOf(tab);
      return parts
        .filter((part) => part !== "" && !shows(source, part))
        .map((part) => `${file}: ${page}, ${part}`);
    });
    expect(lost).toEqual([]);
  });
});

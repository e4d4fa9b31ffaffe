import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { textsOf } from "./sentences.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Where a label that a page of the docs quotes can stand: the program, and practice, which plays the portals. */
const SHOWN = [
  "src/app",
  "src/desk",
  "src/duty",
  "src/meeting",
  "src/panel",
  "src/protocol",
  "src/teams",
  "src/web",
];
const PLAYED = ["src/practice/classroom", "src/practice/school"];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`);

/** In the form in which labels are compared. */
export const asLabel = (words: string): string =>
  words.replaceAll("’", "'").replaceAll(/\s+/g, " ").trim().replace(/[.:]$/, "");

/** A text is a label as a whole; one of several that depend; one press of a way; what stands before what is filled in. */
const labelsIn = (text: string): readonly string[] => [
  text,
  ...text.split(/ › |[{}]| \| |, |: /),
  text.replace(/ ?….*$/s, ""),
];

/** Every whole text that can stand on a screen, a card or in the log, and the tabs' names: never a part of a sentence. */
export const labels = (): ReadonlySet<string> => {
  const { staticTabs } = JSON.parse(readFileSync(join(ROOT, "appPackage/manifest.json"), "utf8")) as {
    staticTabs: readonly { readonly name: string }[];
  };
  const texts = [...SHOWN, ...PLAYED]
    .flatMap(filesIn)
    .flatMap((file) => textsOf(file, readFileSync(join(ROOT, file), "utf8")));
  return new Set([...staticTabs.map(({ name }) => name), ...texts.flatMap(labelsIn)].map(asLabel));
};

/** What a page says stands on a screen, in italics: not code, not a block, not a line that opens a paragraph. */
export const quotedIn = (page: string): readonly string[] => {
  const prose = page.replaceAll(/```[\s\S]*?```|`[^`\n]*`|<!-- step[\s\S]*?<!-- end -->/g, "");
  return [...prose.matchAll(/(?<![*\w])\*([^*\n]+?)\*(?![*\w])/g)].flatMap(([, words = ""]) =>
    words.endsWith(":") ? [] : [asLabel(words)],
  );
};

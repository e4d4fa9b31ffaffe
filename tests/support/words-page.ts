import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { codesOf, textsOf } from "./sentences.ts";

const ROOT = resolve(import.meta.dirname, "../..");

type Surface = { readonly title: string; readonly readers: string; readonly files: RegExp };

/** Where people read what the program says. A file belongs to the first that names it. */
export const SURFACES: readonly Surface[] = [
  {
    title: "Side panel",
    readers: "Staff, in the lesson.",
    files: /^src\/panel\/(components\/|shell\/|[\w-]+\.tsx?$|(panel|record|settings|set-up)\.html$)/,
  },
  {
    title: "What panel and cards say of a lesson and of a concern",
    readers: "Staff, DSLs and headteachers.",
    files: /^src\/protocol\/(screen\/|(conduct-)?words\.ts$)/,
  },
  {
    title: "Cards and messages",
    readers:
      "Staff, DSLs, headteachers and administrators in their own chats; families in the meeting chat; e-mail and the activity feed.",
    files: /^(src\/teams\/|src\/duty\/handlers\/(other-ways|seal-duties|unprotected-duty)\.ts$|appPackage\/)/,
  },
  {
    title: "Answers to a press",
    readers: "The person who pressed, in the panel, on a page or on a card.",
    files: /^src\/(protocol\/(lesson|concern|families|keeping|holders|time|work)|desk)\//,
  },
  {
    title: "Registers",
    readers: "Staff who upload a list of pupils.",
    files: /^src\/protocol\/names\//,
  },
  {
    title: "Record",
    readers: "DSLs and headteachers.",
    files: /^src\/panel\/dsl\//,
  },
  {
    title: "Settings",
    readers: "Administrators.",
    files: /^src\/(panel\/settings\/|web\/(settings-routes|shown-value|school-routes)\.ts$)/,
  },
  {
    title: "Set-up, and whether it is ready",
    readers: "Administrators, and the people who run Lesson Guard.",
    files: /^src\/(app\/(set-up|preflight)|panel\/set-up)/,
  },
  {
    title: "Families, for staff",
    readers: "Staff who keep a list of families.",
    files: /^src\/panel\/families(\.html$|\/)/,
  },
  {
    title: "Planning a lesson",
    readers: "Staff who plan a lesson; the text for families also families.",
    files:
      /^src\/(panel\/plan(\.html$|\/)|protocol\/screen\/(plan-families|plan-view|zoom-plan)\.ts$|desk\/plan-desk\.ts$)/,
  },
  {
    title: "By hand: a lesson in Zoom",
    readers: "Staff of a lesson in Zoom.",
    files:
      /^src\/(panel\/by-hand(\.html$|\/)|protocol\/screen\/(by-hand-view|zoom-steps|zoom-words)\.ts$|protocol\/lesson\/decide-zoom\.ts$)/,
  },
  {
    title: "Page for families",
    readers: "Families; in English and in Welsh.",
    files: /^src\/(panel\/family\.html$|web\/family\/(words|page))/,
  },
  {
    title: "Exports",
    readers: "DSLs, headteachers, inspectors and families who asked what is held.",
    files: /^src\/(protocol|record)\/export\//,
  },
  {
    title: "Answers of the server",
    readers: "People whose request was refused; of `decision.ts`, developers (api.md).",
    files: /^src\/(web\/|protocol\/decision\.ts$)/,
  },
  {
    title: "Rules and rights",
    readers: "Readers of protocol.md and who-may-see-what.md.",
    files: /^src\/protocol\/(rules|who)\//,
  },
  {
    title: "Practice classroom",
    readers: "People who try Lesson Guard, or learn it.",
    files: /^src\/practice\/classroom\//,
  },
  {
    title: "Checking a signed copy",
    readers: "The person who runs `npm run verify`.",
    files: /^src\/(record\/seal\/|app\/verify\.ts$)/,
  },
  {
    title: "Starting up",
    readers: "The people who run Lesson Guard.",
    files:
      /^src\/(config\.ts$|setting-checks\.ts$|start\.ts$|main\.ts$|launch\/|app\/|record\/(copy|engine)\/)/,
  },
  {
    title: "Log, and faults of the program itself",
    readers: "The people who run Lesson Guard.",
    files: /^src\/(duty|meeting|record)\//,
  },
];

const SQL =
  /^(alter|begin exclusive|create|delete|do \$|drop|exists|for update|grant|insert|new\.|pragma|select|set local|update|vacuum)\b|^\(extract/;
const MEDIA_TYPE = /^(application|attachment|text)[/;]/;
/** Some words, or one that stands alone on a button. */
const PROSE = /[A-Za-z’']{2,}[,;:.)]? +[A-Za-z0-9(“…]|^[A-Z][a-z]+[.?!]?$/;

const isProse = (text: string): boolean => PROSE.test(text) && !SQL.test(text) && !MEDIA_TYPE.test(text);

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const under = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`);

/** All that is ours and speaks to people; of practice its classroom: the rest plays Microsoft's cloud. */
export const FILES: readonly string[] = [...under("src"), "appPackage/en-gb.json", "appPackage/cy-gb.json"]
  .filter((path) => /\.(html|mjs|ts|tsx|json)$/.test(path) && !/^src\/practice\/(?!classroom\/)/.test(path))
  .toSorted();

const CODES = new Set(
  FILES.flatMap((path) => codesOf(path, read(path))).filter((code) => /^[a-z]/.test(code)),
);

const WORDS = new Map(
  FILES.map((path) => [
    path,
    [...new Set(textsOf(path, read(path)).filter((text) => isProse(text) && !CODES.has(text)))],
  ]),
);

/** What a person can read of a file, in the order in which it is written. */
export const wordsOf = (path: string): readonly string[] => WORDS.get(path) ?? [];

export const surfaceOf = (path: string): Surface | undefined =>
  SURFACES.find(({ files }) => files.test(path));

const INTRO = `# Every sentence that a person can read

This is all that the program says, place by place, to be read in one go by a person who knows how a school speaks. It is printed from the code; a test fails when it is not as the code is, or when a file says something and belongs to no place.

“…” stands for what is filled in, and {a | b} for words that depend on what is known.
`;

/** A sign that Markdown would take for its own. */
const plain = (text: string): string => text.replaceAll(/[*_`<[\]\\]/g, "\\$&");

const section = ({ title, readers }: Surface, files: readonly string[]): string =>
  [
    `## ${title}`,
    "",
    readers,
    "",
    ...files.flatMap((path) => [`**${path}**`, "", ...wordsOf(path).map((text) => `- ${plain(text)}`), ""]),
  ].join("\n");

/** docs/words.md as it must read. */
export const wordsPage = (): string => {
  const speaking = FILES.filter((path) => wordsOf(path).length > 0);
  const sections = SURFACES.map((surface) =>
    section(
      surface,
      speaking.filter((path) => surfaceOf(path) === surface),
    ),
  );
  return `${INTRO}\n${sections.join("\n")}`;
};

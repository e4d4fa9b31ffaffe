import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { RIGHTS } from "../../src/protocol/who/rights.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PROTOCOL = join(ROOT, "src/protocol");

const SOURCES: readonly { readonly path: string; readonly text: string }[] = readdirSync(PROTOCOL, {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, text: readFileSync(join(PROTOCOL, path), "utf8") }));

/** Each fact that can stand in a stream of the record. @param room of one room's streams alone: "lesson/" */
export const factNames = (room = ""): readonly string[] =>
  SOURCES.filter(({ path }) => path.startsWith(room)).flatMap(({ text }) =>
    [...text.matchAll(/\bFact<\s*"(\w+)"/g)].map(([, name = ""]) => name),
  );

/** Where facts are described and read, not made. */
const READERS = /(^|\/)(rules|export|screen)\/|events\.ts$|evolve|duties\.ts$|state\.ts$/;
const MAKERS = SOURCES.filter(({ path }) => !READERS.test(path));

/** Whether some part of the protocol makes this fact: one that is only compared with it does not. */
export const isMade = (fact: string): boolean =>
  MAKERS.some(({ text }) =>
    new RegExp(`\\btype: ([^,;]*\\? )?"${fact}"|\\btype: [^,;]* : "${fact}"`).test(text),
  );

/** What the program calls what can happen, be pressed or be read: what a rule that is not built must not be among. */
export const claims = (words: RegExp): readonly string[] =>
  [...factNames(), ...Object.keys(RIGHTS)].filter((name) => words.test(name));

/** What a person reads on a page or card, by its file. */
export const textOf = (file: string): string =>
  readFileSync(join(ROOT, file), "utf8").replaceAll(/\s+/g, " ");

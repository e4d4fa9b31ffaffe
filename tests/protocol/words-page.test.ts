import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expectPrinted } from "../support/printed-page.ts";
import { textsOf } from "../support/sentences.ts";
import { FILES, SURFACES, surfaceOf, wordsOf, wordsPage } from "../support/words-page.ts";

const ROOT = resolve(import.meta.dirname, "../..");

it("docs/words.md is every sentence that a person can read", () => {
  expectPrinted("words.md", wordsPage());
});

it("every file that says something belongs to a place where people read it, and every place has one", () => {
  const speaking = FILES.filter((path) => wordsOf(path).length > 0);
  expect(speaking.filter((path) => surfaceOf(path) === undefined)).toEqual([]);
  expect(new Set(speaking.map(surfaceOf))).toEqual(new Set(SURFACES));
});

/** A second reader, who knows no grammar: what begins like a sentence and ends like one, between two signs of code. */
const LIKE_A_SENTENCE =
  /(?<=["'`>}])[.,;:]?\s*([A-Z“][^"`<>{}$;=\\]* [^"`<>{}$;=\\]*[^\s?"`<>{}$;=\\][.?!])\s*(?=["`<{$])/g;

const withoutComments = (code: string): string =>
  code.replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, "").replaceAll(/^\s*\/\/.*$/gm, "");

const sentencesLike = (code: string): readonly string[] =>
  [...withoutComments(code).matchAll(LIKE_A_SENTENCE)].map(([, text = ""]) => text.replaceAll(/\s+/g, " "));

it("no sentence hides from the page: a second way of looking finds none besides", () => {
  const hidden = FILES.flatMap((path) => {
    const printed = wordsOf(path).join("\n");
    return sentencesLike(readFileSync(join(ROOT, path), "utf8"))
      .filter((text) => !printed.includes(text))
      .map((text) => `${path}: ${text}`);
  });
  expect(hidden).toEqual([]);
});

it.each([
  ["a.ts", 'const a = { key: "Press again." };', ["Press again."]],
  ["a.ts", `f(\`Told \${at}\${late ? \` by \${name}\` : ""}.\`);`, ["Told …{ by … | }."]],
  ["a.ts", `const a = \`Goes to \${list(of, "the school office")}.\`;`, ["Goes to ….", "the school office"]],
  ["a.ts", 'const a = "One sentence. " + "And " + more;', ["One sentence. And …"]],
  ["a.ts", 'const a = (b = "Not known.") => b ?? "Not asked.";', ["Not known.", "Not asked."]],
  ["a.ts", 'type A = "not a lesson"; if (b === "not a lesson" || c["it is"]) d("It is.");', ["It is."]],
  [
    "a.tsx",
    '<p class="x y" title="What is it?">Phone <b>now</b>, {x}.</p>',
    ["Phone now, ….", "What is it?"],
  ],
  ["a.tsx", "<div>{a && <p>Not live. {b}</p>}</div>", ["Not live. …"]],
  ["a.tsx", '<p>It is {on ? "on" : "off"}.</p>', ["It is {on | off}."]],
  ["a.html", "<p>Keep\n the link.</p><!-- no -->", ["Keep the link."]],
  ["a.json", '{ "a": { "b": "Who is there." } }', ["Who is there."]],
] as const)("of %s with %s it reads what a person reads", (path, code, texts) => {
  expect(textsOf(path, code).toSorted()).toEqual(texts.toSorted());
});

it("the second way of looking finds what is written anywhere", () => {
  const code = `a(b === "Nobody is there.", \`Told \${at}. It is late.\`); <p>\n Look\n again. {c}</p>`;
  expect(sentencesLike(code)).toEqual(["Nobody is there.", "It is late.", "Look again."]);
});

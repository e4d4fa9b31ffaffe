import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Names of Teams' own buttons in the sentences that a person reads: "… then Mute all", "More → Start recording". */
const namedIn = (sentence: string): readonly string[] =>
  /\b[Ii]n Teams\b|Leave|⋯|People, then/.test(sentence)
    ? [
        ...sentence.matchAll(
          /(?:then|→|or|beside|and) ((?:End|Lock|Mute|Disable|Remove|Start|Stop|Leave|Record|Admit|Deny)(?: (?:the|all|and|meeting|camera|recording|transcription|transcribe))*)/g,
        ),
      ].map(([, name = ""]) => name.replace(/ and$/, ""))
    : [];

/** The words on the buttons of the practice classroom. */
const played = readdirSync(join(ROOT, "src/practice/classroom/components"))
  .map((file) => readFileSync(join(ROOT, "src/practice/classroom/components", file), "utf8"))
  .join("\n");

it("practice has every button of Teams that the product tells a person to press", () => {
  const sentences = readFileSync(join(ROOT, "docs/words.md"), "utf8").split("\n");
  const named = [...new Set(sentences.flatMap(namedIn))];
  expect(named).toEqual(
    expect.arrayContaining([
      "End meeting",
      "Mute all",
      "Lock the meeting",
      "Disable camera",
      "Start recording",
    ]),
  );
  expect(named.filter((name) => !played.includes(name))).toEqual([]);
});

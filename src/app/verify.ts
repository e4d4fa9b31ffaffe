import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkExport } from "../record/seal/check/check-export.ts";

// `npm run verify -- <export> --anchors <file>`: checks an export offline (docs/seal.md).

const USAGE =
  "npm run verify -- <export.jsonl> --anchors <anchors.txt>\n" +
  "The anchors are the messages about seals, copied from the headteacher's chat into a text file.";

/** @returns the exit code: 0 all checks passed, 1 something is wrong, 2 nothing could be checked */
const verify = (args: readonly string[]): number => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { anchors: { type: "string" } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) return say(USAGE, 2);
    const anchors = values.anchors === undefined ? undefined : readFileSync(values.anchors, "utf8");
    return report(readFileSync(file), anchors);
  } catch (error) {
    return say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, 2);
  }
};

const report = (bytes: Uint8Array, anchors: string | undefined): number => {
  const findings = checkExport(bytes, anchors);
  for (const { ok, say: what } of findings) console.log(`${ok ? "ok    " : "FAILED"} ${what}`);
  const wrong = findings.filter(({ ok }) => !ok);
  if (wrong.length === 0) return say("\nThe record in this file is as it was sealed.", 0);
  const first = wrong.find(({ event }) => event !== undefined);
  const event = first === undefined ? "" : ` First bad event: ${first.say}.`;
  return say(`\n${wrong.length} of ${findings.length} checks failed.${event}`, 1);
};

const say = (words: string, exitCode: number): number => {
  console.log(words);
  return exitCode;
};

process.exitCode = verify(process.argv.slice(2));

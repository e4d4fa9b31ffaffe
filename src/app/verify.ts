import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkExport } from "../record/seal/check/check-export.ts";
import { answerHelp, plainly } from "./arguments.ts";

// `npm run verify -- <export> --anchors <file>`: checks an export offline (docs/seal.md).

const USAGE =
  "npm run verify -- <export.jsonl> --anchors <anchors.txt>\n" +
  "Checks an export of the record, without a network and without Lesson Guard: whether it is as it was signed.\n" +
  "The anchors are the messages about seals, copied from the headteacher's chat into a text file.\n" +
  "The exit code is 0 when all is as it was signed, 1 when not, and 2 when nothing could be checked.";

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
    return say(`${plainly(error instanceof Error ? error.message : String(error))}\n\n${USAGE}`, 2);
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

answerHelp(USAGE);
process.exitCode = verify(process.argv.slice(2));

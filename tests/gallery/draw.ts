import { join } from "node:path";
import { answerHelp } from "../../src/app/arguments.ts";
import { build } from "../../src/app/build.ts";
import { runJest } from "../jest.ts";

// `npm run gallery`: takes all pictures of docs/gallery again. Look at each before it is committed.

const ROOT = join(import.meta.dirname, "../..");

answerHelp("npm run gallery\nTakes all pictures of docs/gallery again. Look at each before it is committed.");
process.chdir(ROOT);
await build(ROOT);
process.env["GALLERY"] = "1";
process.env["WRITE_DOCS"] = "1";
const { failed, what } = await runJest([
  "tests/browser/gallery",
  "tests/browser/families-walk",
  "tests/browser/strip",
  "tests/gallery",
]);
for (const line of what) console.log(`FAILED ${line}`);
process.exitCode = failed > 0 ? 1 : 0;

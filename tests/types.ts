import { spawnSync } from "node:child_process";
import { answerHelp } from "../src/app/arguments.ts";
import { WORLDS } from "./worlds.ts";

// `npm run types`: one world after the other.

answerHelp("npm run types\nChecks the types of each part, one after the other.");
const failed = WORLDS.filter((world) => {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "--noEmit", "--checkers", "1", "--pretty", "-p", world],
    { stdio: "inherit" },
  );
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;

import { type ExitCode, runCommand } from "./command.ts";
import { type Line, preflight } from "./preflight-checks.ts";

// `npm run preflight`: whether what the program needs outside itself is there (docs/for-administrators.md).

const USAGE =
  "npm run preflight\n" +
  "Looks, with the settings of the program, whether Microsoft 365 accepts it and what has been consented to.\n" +
  "It changes nothing. It may run beside the program.";

const printed = ({ name, state, says, means }: Line): string =>
  `${state.toUpperCase().padEnd(5)}  ${name}: ${says}.${means === undefined ? "" : `\n       ${means}`}`;

await runCommand(USAGE, async (): Promise<ExitCode> => {
  const lines = await preflight(process.env);
  for (const line of lines) console.log(printed(line));
  const red = lines.filter(({ state }) => state === "red").length;
  console.log(
    red === 0
      ? "\nNothing is red. What is grey was not checked: only a rehearsal with a real meeting shows it."
      : `\n${red} ${red === 1 ? "line is" : "lines are"} red: a lesson is not protected like this.`,
  );
  return red === 0 ? 0 : 1;
});

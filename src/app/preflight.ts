import { parseArgs } from "node:util";
import { z } from "zod";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { type ExitCode, runCommand } from "./command.ts";
import type { Line } from "./preflight/line.ts";
import { preflight, wrongSettings } from "./preflight/preflight.ts";
import { wrongFiles } from "./preflight/setting-files.ts";
import { exitCodeFor, verdictOn } from "./preflight/verdict.ts";

// `npm run preflight`: whether lessons can be protected (docs/for-administrators.md).

const USAGE =
  "npm run preflight\n" +
  "Says in green, amber, red or grey whether lessons can be protected, what each means, and how to mend it.\n" +
  "It asks the running program, at PUBLIC_URL with METRICS_TOKEN. Where that does not answer, it looks at what can be seen without it.\n" +
  "Nothing stays changed: a meeting that no one is invited to is made and deleted again.\n" +
  "The exit code is 0 when lessons can be protected, and 1 when not, or when not all has been seen.";

type School = {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly notSeen?: string | undefined;
};

const Answer = z.object({
  schools: z.array(
    z.object({ name: z.string(), lines: z.array(z.custom<Line>()), notSeen: z.string().optional() }),
  ),
});

/** Longer than a look takes. */
const PATIENCE_MS = 15_000;

/** What the running program finds, for each school; or why it was not asked. */
const ofProgram = async ({ publicUrl, metricsToken }: Config): Promise<readonly School[] | string> => {
  if (metricsToken === undefined) return "not checked, because METRICS_TOKEN is not set";
  try {
    const answer = await fetch(`${publicUrl}/preflight`, {
      headers: { authorization: `Bearer ${metricsToken}` },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return Answer.parse(await answer.json()).schools;
    return `not checked, because the program refused the command (${answer.status})`;
  } catch {
    return "not checked, because the program does not answer at PUBLIC_URL";
  }
};

const lookAt = async (): Promise<readonly School[]> => {
  try {
    const config = readConfig(process.env);
    const wrong = await wrongFiles(config);
    if (wrong.length > 0) return [{ name: "", lines: wrongSettings(wrong) }];
    const inside = await ofProgram(config);
    return typeof inside === "string" ? [{ name: "", lines: await preflight(config, { inside }) }] : inside;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ name: "", lines: wrongSettings(error.problems) }];
  }
};

const printed = ({ name, state, says, means, mend }: Line): string =>
  [`${state.toUpperCase().padEnd(5)}  ${name}: ${says}`, means, mend && `To mend it: ${mend}`]
    .flatMap((line) => (line === undefined ? [] : [line]))
    .join("\n       ");

await runCommand(USAGE, async (args): Promise<ExitCode> => {
  parseArgs({ args: [...args], options: {} });
  const schools = await lookAt();
  for (const { name, lines, notSeen } of schools) {
    if (schools.length > 1) console.log(`\n${name}\n`);
    for (const line of lines) console.log(printed(line));
    console.log(`\n${verdictOn(lines, notSeen)}`);
  }
  return exitCodeFor(schools);
});

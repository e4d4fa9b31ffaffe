import { readFile } from "node:fs/promises";
import { parseArgs, parseEnv } from "node:util";
import { z } from "zod";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { momentsIn } from "../protocol/time/moments.ts";
import { type ExitCode, runCommand, UsageError } from "./command.ts";
import { preflight, wrongSettings } from "./preflight/preflight.ts";
import { wrongFiles } from "./preflight/setting-files.ts";
import { exitCodeFor, verdictOn } from "./preflight/verdict.ts";
import type { Line } from "./set-up/view.ts";
import { settingsMark } from "./settings-mark.ts";

// `npm run preflight`: whether lessons can be protected (docs/for-administrators.md).

const USAGE =
  "npm run preflight [-- FILE]\n" +
  "Says in green, amber, red or grey whether lessons can be protected, what each means, and how to mend it.\n" +
  "FILE holds the settings to look at, a line each: NAME=value. Without it they are those of the environment.\n" +
  "Where the running program has the same settings it is asked, at PUBLIC_URL with METRICS_TOKEN, and sees the rest.\n" +
  "Where it has others, or does not answer, these are looked at without it. The first line says which.\n" +
  "Nothing stays changed: a meeting that no one is invited to is made and deleted again.\n" +
  "The exit code is 0 when lessons can be protected, and 1 when not, or when not all has been seen.";

type School = {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly notSeen?: string | undefined;
};

const Answer = z.object({
  settings: z.string().optional(),
  schools: z.array(
    z.object({ name: z.string(), lines: z.array(z.custom<Line>()), notSeen: z.string().optional() }),
  ),
});

/** Longer than a look takes. */
const PATIENCE_MS = 15_000;

/** What the running program finds, for each school; or why that says nothing of these settings. */
const ofProgram = async (config: Config): Promise<readonly School[] | string> => {
  const { publicUrl, metricsToken } = config;
  if (metricsToken === undefined) return "METRICS_TOKEN is not set";
  try {
    const answer = await fetch(`${publicUrl}/preflight`, {
      headers: { authorization: `Bearer ${metricsToken}` },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) return `the program refused the command (${answer.status})`;
    const { settings, schools } = Answer.parse(await answer.json());
    if (settings === undefined) return "the running program is older, and does not say which settings it has";
    return settings === settingsMark(config)
      ? schools
      : "the running program has other settings than these: it takes them when it is started again";
  } catch {
    return "the program does not answer at PUBLIC_URL";
  }
};

type Looked = { readonly schools: readonly School[]; readonly by: string };

const lookAt = async (env: Readonly<Record<string, string | undefined>>): Promise<Looked> => {
  const alone = (lines: readonly Line[], by: string): Looked => ({ schools: [{ name: "", lines }], by });
  const NOT_ASKED = "Looked at without the running program.";
  try {
    const config = readConfig(env);
    const wrong = await wrongFiles(config);
    if (wrong.length > 0) return alone(wrongSettings(wrong), NOT_ASKED);
    const inside = await ofProgram(config);
    return typeof inside === "string"
      ? alone(
          await preflight(config, { inside: `not checked, because ${inside}` }),
          `Looked at without the running program: ${inside}.`,
        )
      : { schools: inside, by: "Looked at by the running program, which has the same settings." };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return alone(wrongSettings(error.problems), NOT_ASKED);
  }
};

/** @param path of a file of settings; undefined: the environment */
const settingsIn = async (
  path: string | undefined,
): Promise<Readonly<Record<string, string | undefined>>> => {
  if (path === undefined) return process.env;
  try {
    return parseEnv(await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read (${(Object(error) as { code?: string }).code ?? "unknown"}).`,
    );
  }
};

const HERE = momentsIn(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What a person said is not called green: it was not seen. */
const printed = ({ name, state, says, means, mend, last, attest }: Line): string =>
  [
    `${(attest?.said === undefined ? state : "said").toUpperCase().padEnd(5)}  ${name}: ${says}`,
    last && `When last seen, on ${HERE.dayAndTime(last.at)}: ${last.says}.`,
    means,
    mend && `${state === "grey" ? "What to do" : "To mend it"}: ${mend}`,
  ]
    .flatMap((line) => (line === undefined ? [] : [line]))
    .join("\n       ");

await runCommand(USAGE, async (args): Promise<ExitCode> => {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  const [path, over] = positionals;
  if (over !== undefined) throw new UsageError(`One word is too many: ${over}.`);
  const { schools, by } = await lookAt(await settingsIn(path));
  console.log(`Settings: ${path ?? "those of the environment"}. ${by}\n`);
  for (const { name, lines, notSeen } of schools) {
    if (schools.length > 1) console.log(`\n${name}\n`);
    for (const line of lines) console.log(printed(line));
    console.log(`\n${verdictOn(lines, notSeen)}`);
  }
  return exitCodeFor(schools);
});

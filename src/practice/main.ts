import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type CommandLine, HELP, notUsed, readCommandLine } from "./command-line.ts";
import { portFor } from "./port.ts";
import { type Practice, startPractice } from "./practice.ts";
import { microsoftsLatency, usualLatency } from "./switches.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "lesson-guard-practice-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));

let practice: Practice | undefined;
let stopping = false;

const stop = async (code: number): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await practice?.stop();
  process.exit(code);
};

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (practice !== undefined && !stopping) process.stdout.write("Practice has stopped. Goodbye.\n");
    void stop(0);
  });

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What was asked for, with a port that is free; ends the program, in words, where there is nothing to start. */
const asked = async (): Promise<CommandLine & { readonly port: number }> => {
  try {
    const line = readCommandLine(process.argv.slice(2), process.env);
    if (line !== "help") return { ...line, port: await portFor(line.port) };
    process.stdout.write(HELP);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }
};

const line = await asked();
const inVain = notUsed(process.env);
if (inVain !== undefined) process.stderr.write(`${inVain}\n`);
try {
  practice = await startPractice({
    port: line.port,
    app:
      line.appUrl === undefined
        ? { script: resolve(line.app ?? join(root, "dist/program/main.mjs")) }
        : { url: new URL(line.appUrl) },
    folder,
    dataDir: line.data === undefined ? join(folder, "data") : resolve(line.data),
    pages: join(root, "dist/practice"),
    bare: line.bare,
    metricsToken: line.metricsToken,
    latency: line.pace === "microsoft" ? microsoftsLatency() : usualLatency(),
  });
  const { running } = practice;
  process.stdout.write(`Lesson Guard practice: ${running.gateway}\n`);
  if (line.bare)
    process.stdout.write(
      "The check from a terminal, in this folder: " +
        `NODE_EXTRA_CA_CERTS=${running.certificateFile} npm run preflight -- ${running.settingsFile}\n`,
    );
  if (line.json) process.stdout.write(`${JSON.stringify(running)}\n`);
} catch (error) {
  process.stderr.write(`Practice could not start: ${sentenceOf(error)}\n`);
  await stop(1);
}

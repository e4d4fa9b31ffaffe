import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { type Practice, startPractice } from "./practice.ts";
import { microsoftsLatency, usualLatency } from "./switches.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "lesson-guard-practice-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));

let practice: Practice | undefined;
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await practice?.stop();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));

function explain(error: unknown, line: CommandLine): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `Port ${line.port} is already taken: choose another with --port.`;
  }
  return `Practice could not start: ${error instanceof Error ? error.message : String(error)}`;
}

const line = readCommandLine(process.argv.slice(2));
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
    latency: line.pace === "microsoft" ? microsoftsLatency() : usualLatency(),
  });
  const { running } = practice;
  process.stdout.write(`Lesson Guard practice: ${running.gateway}\n`);
  if (line.json) process.stdout.write(`${JSON.stringify(running)}\n`);
} catch (error) {
  process.stderr.write(`${explain(error, line)}\n`);
  await stop(1);
}

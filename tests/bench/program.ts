import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pin } from "./machine.ts";

export const ROOT = join(import.meta.dirname, "../..");

/** A program of the benchmark that runs until it is stopped. */
export type Started = {
  readonly pid: number;
  /** The first line of JSON that it printed. */
  readonly said: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** Programs that must not outlive this one, however it ends. */
const running = new Set<ChildProcess>();

export const endsWithUs = (child: ChildProcess): void => {
  if (running.size === 0)
    process.once("exit", () => {
      for (const one of running) one.kill("SIGKILL");
    });
  running.add(child);
  child.once("exit", () => running.delete(child));
};

/**
 * Starts a program on one core and waits for its first line of JSON.
 * @throws Error where it ends before that, with what it said
 */
export const startProgram = async (args: readonly string[], core: number): Promise<Started> => {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  pin(child.pid ?? 0, core);
  const said = await firstLine(child);
  return {
    pid: child.pid ?? 0,
    said,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
};

const firstLine = (child: ChildProcess): Promise<Readonly<Record<string, string>>> =>
  new Promise((ready, failed) => {
    let words = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.once("exit", (code) => failed(new Error(`a program ended with ${code}: ${words}`)));
    if (child.stdout === null) throw new Error("a program without output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) ready(JSON.parse(line) as Record<string, string>);
    });
  });

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Whether programs can be kept on a core of their own here: Linux, two cores, `taskset`, and no other tests on them. */
const canPin = (): boolean =>
  process.env["JEST_WORKER_ID"] === undefined &&
  process.platform === "linux" &&
  availableParallelism() > 1 &&
  spawnSync("taskset", ["--version"]).status === 0;

export const PINNED = canPin();

/** What is measured runs on the first core, and nothing else of ours does. */
export const MEASURED = 0;
/** The client that asks, and what plays Microsoft. */
export const AROUND = 1;

/** Keeps a program and its threads on one core; does nothing where that is not possible. */
export const pin = (pid: number, core: number): void => {
  if (PINNED) spawnSync("taskset", ["-apc", String(core), String(pid)]);
};

const TICKS_A_SECOND = 100;

/** Seconds of processor that a program has used; undefined where the system does not say. */
export const processorOf = (pid: number): number | undefined => {
  if (process.platform !== "linux") return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};

/** Memory of a program in MB, as resident now and at its most; undefined where the system does not say. */
export const memoryOf = (pid: number): { readonly now: number; readonly most: number } | undefined => {
  if (process.platform !== "linux") return undefined;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: mb("VmRSS"), most: mb("VmHWM") };
};

/** The programs that a program has started. */
export const childrenOf = (pid: number): readonly number[] => {
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
    return stdout.split("\n").filter(Boolean).map(Number);
  }
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
};

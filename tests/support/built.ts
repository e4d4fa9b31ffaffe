import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** Builds what is outdated, as a start does; once for a whole run of the tests. Apart, because vite is no CommonJS. */
export const buildAll = (): void => {
  if (process.env["BUILT"] === "yes") return;
  const program = resolve(ROOT, "tests/launch/build.ts");
  const { status, stderr } = spawnSync(process.execPath, [program, ROOT], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The pages do not build: ${stderr}`);
};

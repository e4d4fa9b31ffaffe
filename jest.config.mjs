import { existsSync, statfsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { leftOut } from "./tests/by-night.mjs";

const CODE = "\\.[cm]?[jt]sx?$";

// What the tests of one run share (one PostgreSQL) is known by this; the workers inherit it.
process.env["TEST_RUN"] = `${process.pid}-${Date.now()}`;

/** Of a machine's memory, for what the tests of one run write. */
const ROOM_BYTES = 4 * 2 ** 30;
const MEMORY = "/dev/shm";

/** Where no test needs what it wrote to outlive the machine, no commit need wait for a disk. */
const isRoomy = () => {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES;
};

// The workers, and the programs they start, put what they write there.
if (isRoomy()) process.env["TMPDIR"] ||= MEMORY;

// Keys take long to make: the practices of all tests have the same ones.
process.env["PRACTICE_KEYS"] ||= fileURLToPath(new URL("tests/.output/practice-keys", import.meta.url));

/**
 * jest runs the project as CommonJS through swc, each file's modules anew, in the worker's own process (tests/native);
 * packages load as Node loads them. Only entry programs are real ESM (started by e2e tests).
 */
export default {
  testEnvironment: "<rootDir>/tests/native/environment.ts",
  runtime: "<rootDir>/tests/native/runtime.ts",
  // What waits has a bound of its own, five times as long at Microsoft's pace; this ends what hangs.
  testTimeout: process.env["PRACTICE_PACE"] === "slow" ? 900_000 : 300_000,
  // Most of the time a test waits for another program: five share two cores well. With six, a slow machine starts so many
  // programs at once that they come too late for each other.
  maxWorkers: 5,
  // Copies of the project, with mutants in them, and releases of it.
  modulePathIgnorePatterns: ["<rootDir>/tests/.output/", "<rootDir>/dist/release/"],
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/tests/.output/",
    ...leftOut(process.argv.slice(2), process.env),
  ],
  testSequencer: "./tests/slow-first.mjs",
  transform: {
    [CODE]: [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "preact" } },
        },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
};

import { spawn } from "node:child_process";
import module from "node:module";
import { constants } from "node:os";
import { delimiter, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder, compiledFolder } from "./cache-folder.mjs";
import { fetchNode } from "./fetch-node.mjs";
import { isNewEnough, pinnedNodeFor } from "./pinned-node.mjs";

// Plain JavaScript that Node 14 can read: this file and src/launch/ run before the right Node is there.

const [script, ...rest] = process.argv.slice(2);

// For the programs that are started from here; this one has to be told.
process.env.NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE || compiledFolder(process);

/**
 * @param {string} program
 * @param {string[]} args
 */
const runUnderFetchedNode = (program, args) => {
  const pin = pinnedNodeFor({ platform: process.platform, arch: process.arch, glibc: hasGlibc() });
  if (!pin) {
    fail(
      `Lesson Guard needs Node 22.18 or newer. This is Node ${process.versions.node}, and for ` +
        `${process.platform} on ${process.arch} none can be fetched: install Node 24 from https://nodejs.org.`,
    );
    return;
  }
  try {
    const { env, platform } = process;
    const say = (/** @type {string} */ line) => console.error(line);
    run(fetchNode(pin, { cache: cacheFolder({ env, platform }), env, platform, say }), [program, ...args]);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
};

/**
 * @param {string} node
 * @param {string[]} args
 */
const run = (node, args) => {
  const env = { ...process.env };
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") || "PATH"; // "Path" on Windows
  env[key] = `${dirname(node)}${delimiter}${env[key] || ""}`;
  const child = spawn(node, args, { stdio: "inherit", env });
  for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child as well: a second one from here would look like a hurry.
      if (signal !== "SIGINT" || !process.stdin.isTTY) {
        child.kill(signal);
      }
    });
  }
  child.on("error", (error) => fail(`The fetched Node does not start here: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
  });
};

const hasGlibc = () => {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return Boolean(report.header?.glibcVersionRuntime);
};

/** @param {string} words */
const fail = (words) => {
  console.error(words);
  process.exitCode = 1;
};

if (!script) {
  fail("Say which program to launch: node src/launch/launch.mjs <program> [arguments]");
} else if (isNewEnough(process.versions.node)) {
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  const path = resolve(script);
  process.argv.splice(1, process.argv.length, path, ...rest);
  await import(pathToFileURL(path).href);
} else {
  runUnderFetchedNode(script, rest);
}

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { unpackNode } from "./unpack-node.mjs";

/** @typedef {import("./pinned-node.mjs").PinnedNode} PinnedNode */

/**
 * The pinned Node from the cache, fetched into it first when it is not there. A copy appears in the cache
 * whole or not at all, so any number of starts may run at once.
 *
 * @param {PinnedNode} pin
 * @param {{ cache: string, env: NodeJS.ProcessEnv, platform: string, say: (line: string) => void }} surroundings
 *   `cache`: folder that is kept between starts; `say` gets one line before the download
 * @returns {string} path of the Node program
 * @throws {Error} with words for the person when it cannot be fetched or its checksum is wrong
 */
export const fetchNode = (pin, { cache, env, platform, say }) => {
  const home = join(cache, `${pin.name}-${pin.version}`);
  const program = join(home, "bin", platform === "win32" ? "node.exe" : "node");
  if (existsSync(program)) {
    return program;
  }
  say(`Fetching Node ${pin.version} from the npm registry (once, into ${cache}) ...`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "fetching-"));
  try {
    const bytes = unpackNode(download(pin, work, env, platform));
    const fresh = join(work, "home");
    mkdirSync(join(fresh, "bin"), { recursive: true });
    writeFileSync(join(fresh, "bin", platform === "win32" ? "node.exe" : "node"), bytes, { mode: 0o755 });
    moveInto(fresh, home, program);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
};

/**
 * @param {string} fresh
 * @param {string} home
 * @param {string} program
 */
const moveInto = (fresh, home, program) => {
  try {
    renameSync(fresh, home);
  } catch (error) {
    // Another start was faster: its copy passed the same checksum.
    if (!existsSync(program)) {
      throw error;
    }
  }
};

/**
 * Lets the machine's own npm fetch the tarball: it knows the registry, proxy and certificates of the place.
 *
 * @param {PinnedNode} pin
 * @param {string} work
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 * @returns {Buffer}
 */
const download = (pin, work, env, platform) => {
  const [command, ...first] = npmCommand(env, platform);
  const done = spawnSync(command, [...first, "pack", `${pin.name}@${pin.version}`], {
    cwd: work,
    env: {
      ...env,
      npm_config_ignore_scripts: "true",
      npm_config_fetch_retries: "1",
      npm_config_loglevel: "error",
    },
    encoding: "utf8",
    shell: command === "npm.cmd",
  });
  const file = readdirSync(work).find((name) => name.endsWith(".tgz"));
  if (done.status !== 0 || !file) {
    const code = /\b(?:code|errno) ([A-Z0-9_]+)/.exec(done.stderr || "");
    const why = code ? ` (npm said ${code[1]})` : "";
    throw new Error(
      `Node ${pin.version} could not be fetched from the npm registry${why}. ` +
        "Check the connection and start again, or install Node 24 from https://nodejs.org.",
    );
  }
  const tarball = readFileSync(join(work, file));
  const found = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  if (found !== pin.integrity) {
    throw new Error(
      `The copy of Node ${pin.version} that arrived does not have the expected checksum and was thrown away. ` +
        "Start again; if it happens twice, install Node 24 from https://nodejs.org.",
    );
  }
  return tarball;
};

/**
 * The npm that started us, else the one on the path.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 * @returns {[string, ...string[]]}
 */
const npmCommand = (env, platform) => {
  const cli = env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) {
    return [process.execPath, cli];
  }
  return [platform === "win32" ? "npm.cmd" : "npm"];
};

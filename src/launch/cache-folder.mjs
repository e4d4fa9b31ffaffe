import { homedir } from "node:os";
import { join } from "node:path";

/** @typedef {{ env: NodeJS.ProcessEnv, platform: string }} Machine */

/**
 * Where fetched programs are kept: outside the project, so that a fresh clone needs no second download.
 *
 * @param {Machine} machine
 * @returns {string}
 */
export const cacheFolder = (machine) => join(ownFolder(machine), "node");

/**
 * Where Node keeps what it has compiled, which halves the time of a start: after a crash no one is protected during
 * that time. The person's own folder, not a shared one: an account that writes there decides what runs.
 *
 * @param {Machine} machine
 * @returns {string}
 */
export const compiledFolder = (machine) => join(ownFolder(machine), "compiled");

/**
 * @param {Machine} machine
 * @returns {string}
 */
const ownFolder = ({ env, platform }) => {
  if (platform === "win32") {
    return join(env.LOCALAPPDATA || join(homedir(), "AppData", "Local"), "lesson-guard");
  }
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lesson-guard");
};

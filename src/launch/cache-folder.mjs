import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where fetched programs are kept: outside the project, so that a fresh clone needs no second download.
 *
 * @param {{ env: NodeJS.ProcessEnv, platform: string }} machine
 * @returns {string}
 */
export function cacheFolder({ env, platform }) {
  if (platform === "win32") {
    return join(env.LOCALAPPDATA || join(homedir(), "AppData", "Local"), "lesson-guard", "node");
  }
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lesson-guard", "node");
}

import { spawnSync } from "node:child_process";

/**
 * Runs a program of ours to its end, in a process of its own: what it took is given back. It says by itself why it
 * could not.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {boolean} whether it ended well
 */
export const runApart = (program, args) =>
  spawnSync(process.execPath, [program, ...args], { stdio: "inherit" }).status === 0;

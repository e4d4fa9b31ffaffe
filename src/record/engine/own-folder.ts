import { chmodSync, mkdirSync, statSync } from "node:fs";

const OTHERS = 0o077;

/**
 * Makes the folder of the record where it is missing, and closes it to every other account of the machine: one made
 * by hand, or by a package, is often open. A folder that belongs to another account stays as it is;
 * the files in it are closed by themselves.
 */
export const ownFolder = (path: string): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode } = statSync(path);
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & ~OTHERS & 0o7777);
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== "EPERM") throw error;
  }
};

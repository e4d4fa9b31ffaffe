import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseSchoolFile } from "../desk/school-file.ts";
import type { Schools } from "../desk/schools.ts";
import { FIRST_SCHOOL } from "../record/scope.ts";

/**
 * Applies `SCHOOL_FILE` where it has changed: with several schools, to those whose part of it has.
 *
 * @returns whether anything was applied
 * @throws ConfigError
 */
export const applySchoolFile = async (
  path: string,
  schools: Pick<Schools, "add" | "at">,
): Promise<boolean> => {
  const text = await readFile(path, "utf8");
  let applied = false;
  for (const { id, settings } of parseSchoolFile(text)) {
    if (id !== undefined) await schools.add(id);
    const services = await schools.at(id ?? FIRST_SCHOOL);
    const digest = digestOf(id === undefined ? text : JSON.stringify(settings));
    if ((await services?.school.applyFile(settings, digest)) === true) applied = true;
  }
  return applied;
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

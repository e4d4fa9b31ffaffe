import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Offices } from "../desk/offices.ts";
import { parseSchoolFile } from "../desk/school-file.ts";
import { FIRST_SCHOOL } from "../record/scope.ts";

/**
 * Applies `SCHOOL_FILE` where it has changed: with several schools, to those whose part of it has.
 *
 * @returns whether anything was applied
 * @throws ConfigError
 */
export const applySchoolFile = async (
  path: string,
  offices: Pick<Offices, "add" | "at">,
): Promise<boolean> => {
  const text = await readFile(path, "utf8");
  let applied = false;
  for (const { id, settings } of parseSchoolFile(text)) {
    if (id !== undefined) await offices.add(id);
    const office = await offices.at(id ?? FIRST_SCHOOL);
    const digest = digestOf(id === undefined ? text : JSON.stringify(settings));
    if ((await office?.school.applyFile(settings, digest)) === true) applied = true;
  }
  return applied;
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

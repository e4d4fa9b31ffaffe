import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ConfigError } from "../config.ts";
import { wrongGroupsOfFile } from "../desk/group-check.ts";
import { parseSchoolFile } from "../desk/school-file.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import { FIRST_SCHOOL } from "../record/scope.ts";

/**
 * Applies `SCHOOL_FILE` where it has changed: with several schools, to those whose part of it has.
 *
 * @returns whether anything was applied
 * @throws ConfigError also if it names a group that does not exist or is empty
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
    if (services === undefined) continue;
    const digest = digestOf(id === undefined ? text : JSON.stringify(settings));
    const check = (before: SchoolSettings) => checkGroups(services, before, settings);
    if (await services.school.applyFile(settings, digest, check)) applied = true;
  }
  return applied;
};

const checkGroups = async (
  { people }: Pick<SchoolServices, "people">,
  before: SchoolSettings,
  after: SchoolSettings,
): Promise<void> => {
  const wrong = Object.entries(await wrongGroupsOfFile(people, before.groups, after.groups));
  if (wrong.length > 0)
    throw new ConfigError(
      wrong.map(([field, why]) => `SCHOOL_FILE has a mistake: "${field}": ${why} Nothing was changed.`),
    );
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

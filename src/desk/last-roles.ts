import type { Directory, Roles } from "../meeting/directory.ts";
import { defined } from "../protocol/defined.ts";
import type { Role } from "../protocol/words.ts";
import type { SchoolRecord } from "../record/school-record.ts";

const LAST_KNOWN_MS = 24 * 60 * 60 * 1000;
/** Kept roles are written again once they are this old. */
const KEPT_AGAIN_MS = 60 * 60 * 1000;

type LastRoles = { readonly roles: readonly Role[]; readonly at: number; readonly disabled?: true };

/**
 * Asks the directory for a person's roles and keeps the answer in the record, so that a restart while
 * the directory is away does not take End for all from a teacher (protective commands accept the last known role
 * for 24 h).
 *
 * @throws CloudError as `Directory.rolesOf`, where nothing younger is known; RecordAwayError
 */
export const rolesKeptIn = (
  directory: Pick<Directory, "rolesOf">,
  record: Pick<SchoolRecord, "setting" | "saveSetting">,
): ((person: string) => Promise<Roles>) => {
  const written = new Map<string, LastRoles | undefined>();

  const keptOf = async (person: string): Promise<LastRoles | undefined> => {
    if (!written.has(person))
      written.set(person, (await record.setting(keyOf(person))) as LastRoles | undefined);
    return written.get(person);
  };

  const keep = async (person: string, { roles, at, disabled }: Roles): Promise<void> => {
    const kept = await keptOf(person);
    // Nothing is kept of a person who never had a role.
    if (kept === undefined && roles.length === 0) return;
    const same =
      kept !== undefined &&
      kept.disabled === disabled &&
      JSON.stringify(kept.roles) === JSON.stringify(roles);
    if (same && at - kept.at < KEPT_AGAIN_MS) return;
    written.set(person, { roles, at, ...defined({ disabled }) });
    await record.saveSetting(keyOf(person), { roles: [...roles], at, ...defined({ disabled }) });
  };

  const lastKnown = async (person: string, error: unknown): Promise<Roles> => {
    const kept = await keptOf(person);
    if (kept === undefined || Date.now() - kept.at >= LAST_KNOWN_MS) throw error;
    return { ...kept, fresh: false };
  };

  return async (person) => {
    const known = await directory.rolesOf(person).catch(async (error: unknown) => lastKnown(person, error));
    if (known.fresh) await keep(person, known);
    return known;
  };
};

const keyOf = (person: string): string => `roles:${person}`;

import type { Directory, Roles } from "../meeting/directory.ts";
import { within } from "../meeting/within.ts";
import { defined } from "../protocol/defined.ts";
import type { Role } from "../protocol/words.ts";
import type { SchoolRecord } from "../record/school-record.ts";

/** A press that protects children waits no longer than this for the directory, where a last known role is there. */
const PATIENCE_MS = 1000;
const LAST_KNOWN_MS = 24 * 60 * 60 * 1000;
/** Kept roles are written again once they are this old. */
const KEPT_AGAIN_MS = 60 * 60 * 1000;

type LastRoles = { readonly roles: readonly Role[]; readonly at: number; readonly disabled?: true };

/**
 * Asks the directory for a person's roles and keeps the answer in the record, so that a restart while
 * the directory is away does not take End for all from a teacher (protective commands accept the last known role
 * for 24 h). For the same reason such a press does not wait for a directory that is slow (`inHurry`).
 *
 * @throws CloudError as `Directory.rolesOf`, where nothing younger is known; RecordAwayError
 */
export const rolesKeptIn = (
  directory: Pick<Directory, "rolesOf">,
  record: Pick<SchoolRecord, "setting" | "saveSetting">,
): ((person: string, inHurry?: boolean) => Promise<Roles>) => {
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

  const lastKnown = async (person: string): Promise<Roles | undefined> => {
    const kept = await keptOf(person);
    if (kept === undefined || Date.now() - kept.at >= LAST_KNOWN_MS) return undefined;
    return { ...kept, fresh: false };
  };

  const ask = async (person: string): Promise<Roles> => {
    const known = await directory.rolesOf(person).catch(async (error: unknown) => {
      const last = await lastKnown(person);
      if (last === undefined) throw error;
      return last;
    });
    if (known.fresh) await keep(person, known);
    return known;
  };

  return async (person, inHurry = false) => {
    const asked = ask(person);
    if (!inHurry) return asked;
    const answer = await within(PATIENCE_MS, asked, undefined);
    if (answer !== undefined) return answer;
    const last = await lastKnown(person);
    // No role protects nothing: only the directory can say whether there is one now.
    return last === undefined || last.roles.length === 0 ? asked : last;
  };
};

const keyOf = (person: string): string => `roles:${person}`;

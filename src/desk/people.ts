import type { Directory, GroupFound } from "../meeting/directory.ts";
import type { Person } from "../meeting/memberships.ts";
import { within } from "../meeting/within.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { Holders } from "../protocol/who/route.ts";
import type { Role } from "../protocol/words.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { rolesKeptIn } from "./last-roles.ts";

/** How long an alert may wait for the directory before the last known holders are used. */
const HOLDERS_WITHIN_MS = 800;
const HOLDERS = "holders";
/** Another replica may have written what the directory told it. */
const SAVED_AGAIN_MS = 60_000;
const ROLES = ["staff", "dsl", "headteacher", "administrator"] as const satisfies readonly Role[];

/** Who a person is in this school, and who holds the roles that alerts go to. */
export type People = {
  /**
   * @param inHurry for a press that protects children: the last known roles are enough where the directory is slow
   * @returns no roles, and not fresh, where the directory cannot be asked and nothing is known
   * @throws RecordAwayError
   */
  readonly callerOf: (id: string, name: string, inHurry?: boolean) => Promise<Caller>;
  readonly holders: () => Promise<Holders>;
  /** The last known answer, without asking: for a press, which must not wait. */
  readonly knownHolders: () => Promise<Holders | undefined>;
  /** @throws CloudError */
  readonly administrators: () => Promise<readonly string[]>;
  /** All who have a role here. @throws CloudError */
  readonly everyone: () => Promise<readonly Person[]>;
  /** @throws CloudError */
  readonly staff: () => Promise<readonly Person[]>;
  /** A group that a setting may name. @throws CloudError, `gone` where there is no such group */
  readonly inGroup: (group: string) => Promise<GroupFound>;
  /** Groups that a setting may name, by words of their names. @throws CloudError */
  readonly groupsNamed: Directory["groupsNamed"];
  /** Which of these Entra ids are staff. */
  readonly staffAmong: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly nameOf: (id: string) => Promise<string>;
  /** Their e-mail address; undefined where the directory has none. @throws CloudError */
  readonly mailOf: (id: string) => Promise<string | undefined>;
  /**
   * An alert of this person may leave soon: what it needs of the directory is asked for now, so that it need not wait
   * then. No one waits for this, and it fails in silence.
   */
  readonly foresee: (id: string) => void;
};

/** The names of these people; each asked once, all at the same time. */
export const namesOf = async (
  people: Pick<People, "nameOf">,
  ids: readonly string[],
): Promise<(id: string) => string | undefined> => {
  const named = await Promise.all(
    [...new Set(ids)].map(async (id) => [id, await people.nameOf(id)] as const),
  );
  const names = new Map(named.filter(([, name]) => name !== ""));
  return (id) => names.get(id);
};

/** @param signedOut people whom a headteacher has signed out: they have no role, and no alert goes to them */
export const peopleIn = (
  directory: Directory,
  record: Pick<SchoolRecord, "setting" | "saveSetting">,
  signedOut: () => readonly { readonly person: string }[] = () => [],
): People => {
  const isOut = (id: string): boolean => signedOut().some(({ person }) => person === id);
  const withoutOut = ({ dsl, headteacher, ...rest }: Holders): Holders => ({
    ...rest,
    dsl: dsl.filter((id) => !isOut(id)),
    headteacher: headteacher.filter((id) => !isOut(id)),
  });
  const rolesOf = rolesKeptIn(directory, record);
  let saved = { text: "", at: 0 };
  const ask = async (): Promise<Holders> => {
    const [dsl, headteacher] = await Promise.all([
      directory.membersOf("dsl"),
      directory.membersOf("headteacher"),
    ]);
    const holders = { dsl: dsl.map(({ id }) => id), headteacher: headteacher.map(({ id }) => id) };
    const text = JSON.stringify(holders);
    const now = performance.now();
    // Asked for with every card: the same is written once a minute.
    if (text === saved.text && now - saved.at < SAVED_AGAIN_MS) return holders;
    await record.saveSetting(HOLDERS, holders);
    saved = { text, at: now };
    return holders;
  };

  const known = async (): Promise<Holders | undefined> => {
    const kept = (await record.setting(HOLDERS)) as Holders | undefined;
    return kept === undefined ? undefined : withoutOut(kept);
  };

  return {
    knownHolders: known,
    callerOf: async (id, name, inHurry) => {
      if (isOut(id)) return { id, name, roles: [], fresh: true, barred: true };
      try {
        const { roles, fresh, overAll, disabled } = await rolesOf(id, inHurry);
        if (disabled === true) return { id, name, roles: [], fresh, barred: true };
        return { id, name, roles, fresh, ...(overAll === true && fresh ? { overAll } : {}) };
      } catch (error) {
        // Then it is the record that is away, not the directory.
        if (error instanceof RecordAwayError) throw error;
        return { id, name, roles: [], fresh: false };
      }
    },
    holders: async () => {
      const asked = ask().catch(() => undefined);
      const answer = await within(HOLDERS_WITHIN_MS, asked, undefined);
      if (answer !== undefined) return withoutOut(answer);
      return (await known()) ?? withoutOut((await asked) ?? { dsl: [], headteacher: [], unanswered: true });
    },
    administrators: async () =>
      (await directory.membersOf("administrator")).map(({ id }) => id).filter((id) => !isOut(id)),
    everyone: async () => {
      const lists = await Promise.all(ROLES.map((role) => directory.membersOf(role)));
      return [...new Map(lists.flat().map((person) => [person.id, person])).values()];
    },
    staff: async () => (await directory.membersOf("staff")).filter(({ id }) => !isOut(id)),
    inGroup: (group) => directory.inGroup(group),
    groupsNamed: (words) => directory.groupsNamed(words),
    staffAmong: async (ids) => {
      const known = await Promise.all(
        ids.map(async (id) => {
          try {
            return !isOut(id) && (await rolesOf(id)).roles.includes("staff") ? [id] : [];
          } catch {
            return [];
          }
        }),
      );
      return known.flat();
    },
    mailOf: (id) => directory.mailOf(id),
    foresee: (id) => {
      ask().catch(() => undefined);
      directory.mailOf(id).catch(() => undefined);
    },
    nameOf: async (id) => {
      try {
        return await directory.nameOf(id);
      } catch {
        return "";
      }
    },
  };
};

import { setTimeout as pause } from "node:timers/promises";
import { createDirectory, rolesByGroup } from "../meeting/directory.ts";
import type { Memberships } from "../meeting/memberships.ts";
import type { Role } from "../protocol/words.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import { schoolStream } from "../record/log/streams.ts";
import type { Records } from "../record/records.ts";
import { type Office, openOffice } from "./office.ts";
import type { School } from "./school.ts";

/** The offices of all schools of the tenant. */
export type Offices = {
  /** In the order of their ids. */
  readonly all: () => readonly Office[];
  /** undefined where there is no such school. */
  readonly at: (school: string) => Promise<Office | undefined>;
  /**
   * Where this person has a role by the groups that a school has named itself, or one of these roles.
   *
   * @throws CloudError where the directory cannot be asked and nothing is known
   */
  readonly of: (person: string, roles?: readonly Role[]) => Promise<readonly Office[]>;
  /** Whether this person administers every school of the tenant; never by an old answer. */
  readonly isOverAll: (person: string) => Promise<boolean>;
  /** false where there is one of this id. */
  readonly add: (school: string) => Promise<boolean>;
  /** Heard for each office, those that are open already among them. */
  readonly onOpened: (listener: (office: Office) => void) => void;
};

type Parts = {
  readonly records: Records;
  /** @param groups those that count in any school */
  readonly membershipsFor: (groups: () => readonly string[]) => Memberships;
  /** Those who administer every school. */
  readonly adminGroupId?: string | undefined;
  readonly now: () => string;
  readonly fonts: string;
  readonly failed: (error: unknown) => void;
};

/** How many are opened side by side. */
const TOGETHER = 20;
/** Settings that have changed and could not be read are asked for again so soon. */
const AGAIN_MS = 1_000;

export const openOffices = async (parts: Parts): Promise<Offices> => {
  const { records, adminGroupId, now, fonts, failed } = parts;
  const open = new Map<string, Office>();
  const opening = new Map<string, Promise<Office>>();
  const listeners: ((office: Office) => void)[] = [];

  let counting: readonly string[] | undefined;
  const memberships = parts.membershipsFor(() => (counting ??= groupsOf([...open.values()], adminGroupId)));

  const directoryFor = (school: School) =>
    createDirectory({ memberships, groups: () => school.settings().groups, adminGroupId });

  const openOne = async (id: string): Promise<Office> => {
    const known = open.get(id);
    if (known !== undefined) return known;
    const one =
      opening.get(id) ??
      openOffice(id, { records, directoryFor, now, fonts }).then((office) => {
        open.set(id, office);
        office.school.onChanged(() => {
          counting = undefined;
        });
        counting = undefined;
        for (const listener of listeners) listener(office);
        return office;
      });
    opening.set(id, one);
    try {
      return await one;
    } finally {
      opening.delete(id);
    }
  };

  const at = async (school: string): Promise<Office | undefined> => {
    const known = open.get(school);
    if (known !== undefined) return known;
    // Another replica may have added it.
    return (await records.schools()).includes(school) ? openOne(school) : undefined;
  };

  /** That settings have changed is heard once: by the old ones, others would be told than should be. */
  const follow = async (school: string): Promise<void> => {
    try {
      await (await at(school))?.school.refresh();
    } catch (error) {
      failed(error);
      if (!(error instanceof RecordAwayError)) return;
      await pause(AGAIN_MS, undefined, { ref: false });
      await follow(school);
    }
  };

  records.onAppended(({ school, store }, streams) => {
    if (store !== "general" || !streams.includes(schoolStream(school))) return;
    void follow(school);
  });

  const ids = await records.schools();
  for (let from = 0; from < ids.length; from += TOGETHER)
    await Promise.all(ids.slice(from, from + TOGETHER).map(openOne));

  /** The school of a record that was begun without any counts until another has been set up. */
  const all = (): readonly Office[] => {
    const offices = [...open.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const setUp = offices.filter(({ school }) => school.settings().name !== "");
    return setUp.length === 0 ? offices.slice(0, 1) : setUp;
  };

  return {
    all,
    at,
    of: async (person, roles) => {
      const { groups } = await memberships.groupsOf(person);
      return all().filter((office) =>
        rolesByGroup(office.school.settings().groups).some(
          ([role, group]) => groups.has(group) && (roles === undefined || roles.includes(role)),
        ),
      );
    },
    isOverAll: async (person) => {
      if (adminGroupId === undefined) return false;
      const { groups, fresh } = await memberships.groupsOf(person);
      return fresh && groups.has(adminGroupId.toLowerCase());
    },
    add: async (school) => {
      if (!(await records.addSchool(school))) return false;
      await openOne(school);
      return true;
    },
    onOpened: (listener) => {
      listeners.push(listener);
      for (const office of open.values()) listener(office);
    },
  };
};

/** The groups that count in any school, and that of those who administer all. */
const groupsOf = (offices: readonly Office[], adminGroupId: string | undefined): readonly string[] => [
  ...offices.flatMap(({ school }) => rolesByGroup(school.settings().groups).map(([, group]) => group)),
  ...(adminGroupId === undefined ? [] : [adminGroupId]),
];

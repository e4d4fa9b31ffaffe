import { setTimeout as pause } from "node:timers/promises";
import { createDirectory, rolesByGroup } from "../meeting/directory.ts";
import type { Memberships } from "../meeting/memberships.ts";
import type { Role } from "../protocol/words.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import type { Print } from "../record/export/printing.ts";
import { schoolStream } from "../record/log/streams.ts";
import type { RecordStore } from "../record/record-store.ts";
import type { School } from "./school.ts";
import { openSchoolServices, type SchoolServices } from "./school-services.ts";

/** All schools of the tenant. */
export type Schools = {
  /** In the order of their ids. */
  readonly all: () => readonly SchoolServices[];
  /** undefined where there is no such school. */
  readonly at: (school: string) => Promise<SchoolServices | undefined>;
  /**
   * Schools where this person has a role (one of `roles`, if given) by the groups that the school itself has named.
   *
   * @throws CloudError where the directory cannot be asked and nothing is known
   */
  readonly of: (person: string, roles?: readonly Role[]) => Promise<readonly SchoolServices[]>;
  /** Whether this person administers every school of the tenant; an old answer of the directory never counts. */
  readonly isOverAll: (person: string) => Promise<boolean>;
  /** false where a school of this id exists. */
  readonly add: (school: string) => Promise<boolean>;
  /** Called for each school, those already open among them. */
  readonly onOpened: (listener: (services: SchoolServices) => void) => void;
};

type Dependencies = {
  readonly records: RecordStore;
  /** @param groups the groups that matter in any school */
  readonly membershipsFor: (groups: () => readonly string[]) => Memberships;
  /** Those who administer every school. */
  readonly adminGroupId?: string | undefined;
  /** Whether Microsoft accepts our sign-in; true where not given. */
  readonly canSignIn?: () => Promise<boolean>;
  readonly now: () => string;
  readonly print: Print;
  readonly failed: (error: unknown) => void;
};

/** How many schools are opened side by side. */
const TOGETHER = 20;
/** Changed settings that could not be read are read again this soon. */
const AGAIN_MS = 1_000;

export const openSchools = async (dependencies: Dependencies): Promise<Schools> => {
  const { records, adminGroupId, canSignIn, now, print, failed } = dependencies;
  const open = new Map<string, SchoolServices>();
  const opening = new Map<string, Promise<SchoolServices>>();
  const listeners: ((services: SchoolServices) => void)[] = [];

  let counting: readonly string[] | undefined;
  const memberships = dependencies.membershipsFor(
    () => (counting ??= groupsOf([...open.values()], adminGroupId)),
  );

  const directoryFor = (school: School) =>
    createDirectory({ memberships, groups: () => school.settings().groups, adminGroupId });

  const openOne = async (id: string): Promise<SchoolServices> => {
    const known = open.get(id);
    if (known !== undefined) return known;
    const one =
      opening.get(id) ??
      openSchoolServices(id, { records, directoryFor, canSignIn, now, print }).then((services) => {
        open.set(id, services);
        services.school.onChanged(() => {
          counting = undefined;
        });
        counting = undefined;
        for (const listener of listeners) listener(services);
        return services;
      });
    opening.set(id, one);
    try {
      return await one;
    } finally {
      opening.delete(id);
    }
  };

  const at = async (school: string): Promise<SchoolServices | undefined> => {
    const known = open.get(school);
    if (known !== undefined) return known;
    // Another replica may have added it.
    return (await records.schools()).includes(school) ? openOne(school) : undefined;
  };

  /** Word of changed settings comes once: with old settings the wrong people would be told. */
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

  /** A record from before there were several schools has one: it counts until another has been set up. */
  const all = (): readonly SchoolServices[] => {
    const schools = [...open.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const setUp = schools.filter(({ school }) => school.settings().name !== "");
    return setUp.length === 0 ? schools.slice(0, 1) : setUp;
  };

  return {
    all,
    at,
    of: async (person, roles) => {
      const { groups } = await memberships.groupsOf(person);
      return all().filter((services) =>
        rolesByGroup(services.school.settings().groups).some(
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
      for (const services of open.values()) listener(services);
    },
  };
};

/** The groups that matter in any school, and that of the people who administer all. */
const groupsOf = (
  schools: readonly SchoolServices[],
  adminGroupId: string | undefined,
): readonly string[] => [
  ...schools.flatMap(({ school }) => rolesByGroup(school.settings().groups).map(([, group]) => group)),
  ...(adminGroupId === undefined ? [] : [adminGroupId]),
];

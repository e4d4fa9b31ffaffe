import { defined } from "../protocol/defined.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import type { Role } from "../protocol/words.ts";
import type { Memberships, NamedGroup, Person } from "./memberships.ts";

export type Roles = {
  readonly roles: readonly Role[];
  /** False where the directory could not be asked and this is what it last said (protective commands only). */
  readonly fresh: boolean;
  /** When the directory said it, milliseconds since 1970. */
  readonly at: number;
  /** In the group of those who administer every school. */
  readonly overAll?: true;
  /** Their account is disabled: they have no role. */
  readonly disabled?: true;
};

/** A group of the directory: its name, and everyone in it. */
export type GroupFound = { readonly name: string; readonly people: readonly Person[] };

/** Who is who at one school, by membership of the groups that it has named. */
export type Directory = {
  /** @throws CloudError where the directory cannot be asked and nothing younger than 24 h is known */
  readonly rolesOf: (personId: string) => Promise<Roles>;
  /** @throws CloudError */
  readonly membersOf: (role: Role) => Promise<readonly Person[]>;
  /** Any group, whether or not a setting names it. @throws CloudError, `gone` where there is no such group */
  readonly inGroup: (group: string) => Promise<GroupFound>;
  /** Any groups with words that begin like these. @throws CloudError */
  readonly groupsNamed: (words: string) => Promise<readonly NamedGroup[]>;
  /** @returns "" where the directory has no such person @throws CloudError */
  readonly nameOf: (personId: string) => Promise<string>;
  /** @returns undefined where the directory has no such person, or no address of theirs @throws CloudError */
  readonly mailOf: (personId: string) => Promise<string | undefined>;
};

type Dependencies = {
  readonly memberships: Memberships;
  /** The school's groups in force now: its settings may change while we run. */
  readonly groups: () => SchoolSettings["groups"];
  /** The group that administers every school, and a school that has named no group yet. */
  readonly adminGroupId?: string | undefined;
};

export const createDirectory = ({ memberships, groups, adminGroupId }: Dependencies): Directory => {
  const groupsByRole = (): readonly (readonly [Role, string])[] => {
    const named = rolesByGroup(groups());
    return adminGroupId === undefined ? named : [...named, ["administrator", adminGroupId.toLowerCase()]];
  };

  return {
    rolesOf: async (personId) => {
      const { groups: member, fresh, at, disabled } = await memberships.groupsOf(personId);
      const roles = groupsByRole().flatMap(([role, group]) => (member.has(group) ? [role] : []));
      const overAll = adminGroupId !== undefined && member.has(adminGroupId.toLowerCase());
      return {
        roles: [...new Set(roles)],
        fresh,
        at,
        ...(overAll ? { overAll } : {}),
        ...defined({ disabled }),
      };
    },
    membersOf: async (role) => {
      const named = new Set(groupsByRole().flatMap(([of, group]) => (of === role ? [group] : [])));
      const lists = await Promise.all([...named].map(memberships.membersOf));
      return [...new Map(lists.flat().map((person) => [person.id, person])).values()];
    },
    inGroup: async (group) => {
      const name = await memberships.groupName(group);
      return { name, people: await memberships.membersOf(group) };
    },
    groupsNamed: memberships.groupsNamed,
    nameOf: memberships.nameOf,
    mailOf: memberships.mailOf,
  };
};

/** The groups that a school has named, in lower case, each with the role that it gives. */
export const rolesByGroup = (named: SchoolSettings["groups"]): readonly (readonly [Role, string])[] => {
  const { staff, dsl, headteacher, administrators } = named;
  const all: readonly (readonly [Role, string | undefined])[] = [
    ["staff", staff],
    ["dsl", dsl],
    ["headteacher", headteacher],
    ["administrator", administrators],
  ];
  return all.flatMap(([role, group]) => (group === undefined ? [] : [[role, group.toLowerCase()] as const]));
};

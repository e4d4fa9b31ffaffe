import { z } from "zod";
import type { SchoolSettings } from "../protocol/school.ts";
import type { Role } from "../protocol/words.ts";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";

export type Roles = {
  readonly roles: readonly Role[];
  /** False where the directory could not be asked and this is what it last said (protective commands only). */
  readonly fresh: boolean;
  /** When the directory said it, milliseconds since 1970. */
  readonly at: number;
};

/** A person of the school: Entra object id, and the name the directory shows. */
export type Person = { readonly id: string; readonly name: string };

export type Directory = {
  /** @throws CloudError where the directory cannot be asked and nothing younger than 24 h is known */
  readonly rolesOf: (personId: string) => Promise<Roles>;
  /** @throws CloudError */
  readonly membersOf: (role: Role) => Promise<readonly Person[]>;
  /** @returns "" where the directory has no such person @throws CloudError */
  readonly nameOf: (personId: string) => Promise<string>;
};

type Parts = {
  readonly graph: GraphClient;
  /** The groups in force now: the school's settings may change while we run. */
  readonly groups: () => SchoolSettings["groups"];
  /** The first administrators, before the school has named a group. */
  readonly adminGroupId?: string | undefined;
  readonly now?: () => number;
};

const FRESH_MS = 5 * 60 * 1000;
const LAST_KNOWN_MS = 24 * 60 * 60 * 1000;

const GroupIds = z.object({ value: z.array(z.string()) });
const User = z.object({ id: z.string(), displayName: z.string().nullish() });
const Member = User.extend({ "@odata.type": z.string().nullish() });

/** Who is who, by Entra group membership (nested groups count), cached for minutes. */
export function createDirectory(parts: Parts): Directory {
  const now = parts.now ?? Date.now;
  const roleCache = new Map<string, { roles: readonly Role[]; at: number; groups: string }>();
  const memberCache = new Map<string, { members: readonly Person[]; at: number }>();
  const asking = new Map<string, Promise<readonly Role[]>>();

  function groupsByRole(): readonly (readonly [Role, string])[] {
    const { staff, dsl, headteacher, administrators } = parts.groups();
    const all: readonly (readonly [Role, string | undefined])[] = [
      ["staff", staff],
      ["dsl", dsl],
      ["headteacher", headteacher],
      ["administrator", administrators],
      ["administrator", parts.adminGroupId],
    ];
    return all.flatMap(([role, group]) =>
      group === undefined ? [] : [[role, group.toLowerCase()] as const],
    );
  }

  async function askRoles(personId: string): Promise<readonly Role[]> {
    const groups = groupsByRole();
    if (groups.length === 0) return [];
    try {
      const { value } = await parts.graph.request({
        method: "POST",
        path: `/users/${segment(personId)}/checkMemberGroups`,
        operation: "check roles",
        repeatable: true,
        body: { groupIds: [...new Set(groups.map(([, group]) => group))] },
        answer: GroupIds,
      });
      const member = new Set(value.map((id) => id.toLowerCase()));
      return [...new Set(groups.flatMap(([role, group]) => (member.has(group) ? [role] : [])))];
    } catch (error) {
      // Not in this directory: a guest of another school has no role here.
      if (error instanceof CloudError && error.kind === "gone") return [];
      throw error;
    }
  }

  async function membersOfGroup(group: string): Promise<readonly Person[]> {
    const known = memberCache.get(group);
    if (known !== undefined && now() - known.at < FRESH_MS) return known.members;
    const at = now();
    const read = await readPages(parts.graph, {
      path: `/groups/${segment(group)}/transitiveMembers`,
      query: { $select: "id,displayName", $top: 999 },
      operation: "read members",
      item: Member,
    });
    const people = read.filter((member) => /^(#microsoft\.graph\.user)?$/.test(member["@odata.type"] ?? ""));
    const members = people.map(({ id, displayName }) => ({ id, name: displayName ?? "" }));
    memberCache.set(group, { members, at });
    return members;
  }

  return {
    rolesOf: async (personId) => {
      const groups = JSON.stringify(groupsByRole());
      const known = roleCache.get(personId);
      const usable = known !== undefined && known.groups === groups;
      if (usable && now() - known.at < FRESH_MS) return { roles: known.roles, fresh: true, at: known.at };
      const at = now();
      const key = `${personId} ${groups}`;
      const asked = asking.get(key) ?? askRoles(personId).finally(() => asking.delete(key));
      asking.set(key, asked);
      try {
        const roles = await asked;
        roleCache.set(personId, { roles, at, groups });
        return { roles, fresh: true, at };
      } catch (error) {
        if (usable && now() - known.at < LAST_KNOWN_MS)
          return { roles: known.roles, fresh: false, at: known.at };
        throw error;
      }
    },

    membersOf: async (role) => {
      const groups = new Set(groupsByRole().flatMap(([of, group]) => (of === role ? [group] : [])));
      const lists = await Promise.all([...groups].map(membersOfGroup));
      return [...new Map(lists.flat().map((person) => [person.id, person])).values()];
    },

    nameOf: async (personId) => {
      for (const { members } of memberCache.values()) {
        const known = members.find(({ id }) => id === personId);
        if (known !== undefined) return known.name;
      }
      try {
        const user = await parts.graph.request({
          method: "GET",
          path: `/users/${segment(personId)}`,
          query: { $select: "id,displayName" },
          operation: "read name",
          answer: User,
        });
        return user.displayName ?? "";
      } catch (error) {
        if (error instanceof CloudError && error.kind === "gone") return "";
        throw error;
      }
    },
  };
}

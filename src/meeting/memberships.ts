import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";

/** A person of the tenant: Entra object id, and the name the directory shows. */
export type Person = { readonly id: string; readonly name: string };

/** A group of the directory: Entra object id, and its name. */
export type NamedGroup = { readonly id: string; readonly name: string };

/** Which of the groups that matter here a person is in. */
export type Membership = {
  /** Ids in lower case. */
  readonly groups: ReadonlySet<string>;
  /** False where the directory could not be asked and this is what it last said. */
  readonly fresh: boolean;
  /** When the directory said it, milliseconds since 1970. */
  readonly at: number;
  /** Their account is disabled: they are in no group that counts. */
  readonly disabled?: true;
};

/** Who is in which Entra group of the tenant (nested groups count), cached for minutes. */
export type Memberships = {
  /** @throws CloudError where the directory cannot be asked and nothing younger than 24 h is known */
  readonly groupsOf: (personId: string) => Promise<Membership>;
  /** Its members, nested groups too, without those whose account is disabled. @throws CloudError, `gone` where there is no such group */
  readonly membersOf: (group: string) => Promise<readonly Person[]>;
  /** What the directory calls a group. @throws CloudError, `gone` where there is no such group */
  readonly groupName: (group: string) => Promise<string>;
  /** Groups with words that begin like these, as the directory finds them: ten at most. @throws CloudError */
  readonly groupsNamed: (words: string) => Promise<readonly NamedGroup[]>;
  /** @returns "" where the directory has no such person @throws CloudError */
  readonly nameOf: (personId: string) => Promise<string>;
  /** @returns undefined where the directory has no such person, or no address of theirs @throws CloudError */
  readonly mailOf: (personId: string) => Promise<string | undefined>;
};

type Dependencies = {
  readonly graph: GraphClient;
  /**
   * The groups that matter now, of all schools: their settings may change while we run. The same array
   * until they change, because there may be thousands.
   */
  readonly groups: () => readonly string[];
  readonly now?: () => number;
};

const FRESH_MS = 5 * 60 * 1000;
/** Stands on cards as *Call …*, and must not hold up an alert each time. */
const ADDRESS_KEPT_MS = 60 * 60 * 1000;
const LAST_KNOWN_MS = 24 * 60 * 60 * 1000;
/** How many groups `checkMemberGroups` takes. */
const MOST_CHECKED = 20;
/** Where there are more, more of the name is written. */
const MOST_FOUND = 10;

const GroupIds = z.object({ value: z.array(z.string()) });
const User = z.object({ id: z.string(), displayName: z.string().nullish() });
const Group = z.object({ displayName: z.string().nullish() });
const Groups = z.object({ value: z.array(Group.extend({ id: z.string() })) });
const Address = z.object({ mail: z.string().nullish() });
const Account = z.object({ accountEnabled: z.boolean().nullish() });
const Member = User.merge(Account).extend({ "@odata.type": z.string().nullish() });

type Known = { readonly groups: ReadonlySet<string>; readonly disabled: boolean };

export const createMemberships = (dependencies: Dependencies): Memberships => {
  const now = dependencies.now ?? Date.now;
  const known = new Map<string, Known & { readonly at: number; readonly counting: string }>();
  const members = new Map<string, { people: readonly Person[]; at: number }>();
  const asking = new Map<string, Promise<Known>>();
  /** One that is not there yet may be entered at any time: it is asked for again. */
  const addresses = new Map<string, { readonly mail: Promise<string | undefined>; readonly at: number }>();

  let counting: { readonly of: readonly string[]; readonly groups: readonly string[]; readonly key: string } =
    {
      of: [],
      groups: [],
      key: "",
    };

  const countingNow = () => {
    const of = dependencies.groups();
    if (of === counting.of) return counting;
    const groups = [...new Set(of.map((id) => id.toLowerCase()))];
    counting = { of, groups, key: groups.join() };
    return counting;
  };

  /** Asks about a few groups; with many schools, asks for all the person's groups and picks those that matter. */
  const ask = async (personId: string, groups: readonly string[]): Promise<ReadonlySet<string>> => {
    if (groups.length === 0) return new Set();
    const user = `/users/${segment(personId)}`;
    const question =
      groups.length <= MOST_CHECKED
        ? { path: `${user}/checkMemberGroups`, body: { groupIds: groups } }
        : { path: `${user}/getMemberGroups`, body: { securityEnabledOnly: false } };
    try {
      const { value } = await dependencies.graph.request({
        method: "POST",
        ...question,
        operation: "check roles",
        repeatable: true,
        answer: GroupIds,
      });
      const counts = new Set(groups);
      return new Set(value.map((id) => id.toLowerCase()).filter((id) => counts.has(id)));
    } catch (error) {
      // Not in this directory: a guest of another school has no role here.
      if (error instanceof CloudError && error.kind === "gone") return new Set();
      throw error;
    }
  };

  /** A leaver stays in the groups for a while, and their token is good for an hour. */
  const isDisabled = async (personId: string): Promise<boolean> => {
    try {
      const { accountEnabled } = await dependencies.graph.request({
        method: "GET",
        path: `/users/${segment(personId)}`,
        query: { $select: "accountEnabled" },
        operation: "read account",
        answer: Account,
      });
      return accountEnabled === false;
    } catch (error) {
      // A tenant that has not consented to it yet must not lose all its staff.
      if (error instanceof CloudError && (error.kind === "gone" || error.kind === "not-allowed"))
        return false;
      throw error;
    }
  };

  const look = async (personId: string, groups: readonly string[]): Promise<Known> => {
    if (groups.length === 0) return { groups: new Set(), disabled: false };
    const [found, disabled] = await Promise.all([ask(personId, groups), isDisabled(personId)]);
    return { groups: disabled ? new Set() : found, disabled };
  };

  const answered = ({ groups, disabled }: Known, fresh: boolean, at: number): Membership => ({
    groups,
    fresh,
    at,
    ...(disabled ? { disabled } : {}),
  });

  const askMail = async (personId: string): Promise<string | undefined> => {
    try {
      const { mail } = await dependencies.graph.request({
        method: "GET",
        path: `/users/${segment(personId)}`,
        query: { $select: "mail" },
        operation: "read address",
        answer: Address,
      });
      return mail || undefined;
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone") return undefined;
      throw error;
    }
  };

  return {
    groupsOf: async (personId) => {
      const { groups, key: about } = countingNow();
      const before = known.get(personId);
      const usable = before !== undefined && before.counting === about;
      if (usable && now() - before.at < FRESH_MS) return answered(before, true, before.at);
      const at = now();
      const key = `${personId} ${about}`;
      const asked = asking.get(key) ?? look(personId, groups).finally(() => asking.delete(key));
      asking.set(key, asked);
      try {
        const found = await asked;
        known.set(personId, { ...found, at, counting: about });
        return answered(found, true, at);
      } catch (error) {
        if (usable && now() - before.at < LAST_KNOWN_MS) return answered(before, false, before.at);
        throw error;
      }
    },

    membersOf: async (group) => {
      const before = members.get(group);
      // An empty group is just being filled.
      if (before !== undefined && before.people.length > 0 && now() - before.at < FRESH_MS)
        return before.people;
      const at = now();
      const read = await readPages(dependencies.graph, {
        path: `/groups/${segment(group)}/transitiveMembers`,
        query: { $select: "id,displayName,accountEnabled", $top: 999 },
        operation: "read members",
        item: Member,
      });
      const users = read.filter(
        (one) =>
          /^(#microsoft\.graph\.user)?$/.test(one["@odata.type"] ?? "") && one.accountEnabled !== false,
      );
      const people = users.map(({ id, displayName }) => ({ id, name: displayName ?? "" }));
      members.set(group, { people, at });
      return people;
    },

    groupName: async (group) => {
      const { displayName } = await dependencies.graph.request({
        method: "GET",
        path: `/groups/${segment(group)}`,
        query: { $select: "id,displayName" },
        operation: "read group",
        answer: Group,
      });
      return displayName ?? "";
    },

    groupsNamed: async (words) => {
      // A search of the directory is answered only with this header; \ and " end a clause of it early.
      const clause = `"displayName:${words.replaceAll(/[\\"]/g, "\\$&")}"`;
      const { value } = await dependencies.graph.request({
        method: "GET",
        path: "/groups",
        query: { $search: encodeURIComponent(clause), $select: "id,displayName", $top: MOST_FOUND },
        headers: { ConsistencyLevel: "eventual" },
        operation: "find groups",
        answer: Groups,
      });
      return value.map(({ id, displayName }) => ({ id, name: displayName ?? "" }));
    },

    nameOf: async (personId) => {
      for (const { people } of members.values()) {
        const one = people.find(({ id }) => id === personId);
        if (one !== undefined) return one.name;
      }
      try {
        const user = await dependencies.graph.request({
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

    mailOf: async (personId) => {
      const before = addresses.get(personId);
      if (before !== undefined && now() - before.at < ADDRESS_KEPT_MS) return before.mail;
      const asked = { mail: askMail(personId), at: now() };
      addresses.set(personId, asked);
      const drop = (): void => {
        if (addresses.get(personId) === asked) addresses.delete(personId);
      };
      asked.mail.then((mail) => {
        if (mail === undefined) drop();
      }, drop);
      return asked.mail;
    },
  };
};

import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";
import type { Person } from "./memberships.ts";

/** A class or group by which a list of families can be begun. `id`: of Entra. */
export type ListSource = { readonly id: string; readonly name: string };

/** Why a member is not on the list. */
export type LeftOut = { readonly name: string; readonly why: "no role" | "account disabled" | "no name" };

/** What a class or a group holds, sorted for a list of families. Nothing of it is kept. */
export type FoundList = {
  /** `adults`: parents and guardians whom School Data Sync knows; [] where it knows none, or is not asked. */
  readonly pupils: readonly { readonly name: string; readonly adults: readonly string[] }[];
  /** Told apart from the pupils: of a class its teachers, of a group the school's staff. */
  readonly teachers: readonly Person[];
  readonly leftOut: readonly LeftOut[];
  /** Pupils whose adults Microsoft did not give. */
  readonly adultsUnread: number;
  /** Contacts who are neither parent nor guardian, or may not see the pupil's data. */
  readonly contactsLeftOut: number;
};

const Member = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});
const ClassMember = Member.extend({ primaryRole: z.string().nullish() });
const GroupMember = Member.extend({ "@odata.type": z.string().nullish() });
const Contacts = z.object({
  relatedContacts: z
    .array(
      z.object({
        displayName: z.string().nullish(),
        relationship: z.string().nullish(),
        accessConsent: z.boolean().nullish(),
      }),
    )
    .nullish(),
});

/** A person is rarely in more; each costs a request for its name. */
const MOST_GROUPS = 60;
const LONGEST_NAME = 80;
const MOST_ADULTS = 8;

/** "Osei, Amara" → "Amara Osei": in a line of a list, a comma parts a child from its adults. */
const plainName = (displayName: string | null | undefined): string => {
  const [first = "", ...rest] = (displayName ?? "").split(",").map((part) => part.trim());
  return [...rest, first]
    .filter((part) => part !== "")
    .join(" ")
    .slice(0, LONGEST_NAME)
    .trim();
};

const people = (members: readonly z.infer<typeof Member>[]): readonly Person[] =>
  members.map(({ id, displayName }) => ({ id, name: plainName(displayName) }));

type Sorted = { readonly pupils: readonly Person[]; readonly leftOut: readonly LeftOut[] };

const withoutUnusable = (members: readonly z.infer<typeof Member>[]): Sorted => {
  const leftOut = members.flatMap(({ displayName, accountEnabled }): readonly LeftOut[] => {
    const name = plainName(displayName);
    if (name === "") return [{ name: "", why: "no name" }];
    return accountEnabled === false ? [{ name, why: "account disabled" }] : [];
  });
  const usable = members.filter(
    ({ displayName, accountEnabled }) => plainName(displayName) !== "" && accountEnabled !== false,
  );
  return { pupils: people(usable), leftOut };
};

/** @throws CloudError, `gone` where there is no such class */
export const teachersOf = async (graph: GraphClient, classId: string): Promise<readonly Person[]> =>
  people(
    await readPages(graph, {
      path: `/education/classes/${segment(classId)}/teachers`,
      query: { $select: "id,displayName" },
      operation: "list teachers",
      item: Member,
    }),
  );

/** undefined: Microsoft did not give them. They are asked for one pupil at a time: a list leaves them out. */
const contactsOf = async (graph: GraphClient, pupil: string) => {
  try {
    const { relatedContacts } = await graph.request({
      method: "GET",
      path: `/education/users/${segment(pupil)}`,
      query: { $select: "id,relatedContacts" },
      operation: "read contacts",
      answer: Contacts,
    });
    return relatedContacts ?? [];
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
};

type Contact = NonNullable<z.infer<typeof Contacts>["relatedContacts"]>[number];

const isTheirAdult = ({ relationship, accessConsent, displayName }: Contact): boolean =>
  (relationship === "parent" || relationship === "guardian") &&
  accessConsent !== false &&
  plainName(displayName) !== "";

/**
 * The pupils of a class, apart from its teachers (EduRoster.Read.All; learn.microsoft.com/graph/api/resources/educationuser).
 * A member without a role is a pupil only where the teachers are known and they are none of them.
 *
 * @param reader the names of parents and guardians are read only for a teacher of the class
 * @throws CloudError, `gone` where there is no such class
 */
export const findClass = async (graph: GraphClient, classId: string, reader: string): Promise<FoundList> => {
  const members = await readPages(graph, {
    path: `/education/classes/${segment(classId)}/members`,
    query: { $select: "id,displayName,primaryRole,accountEnabled" },
    operation: "list pupils",
    item: ClassMember,
  });
  const known = await teachersOf(graph, classId).catch((error: unknown) => {
    if (error instanceof CloudError) return undefined;
    throw error;
  });
  const teachers = known ?? [];
  const teaches = new Set(teachers.map(({ id }) => id));
  const unsaid = known === undefined ? "none" : "student";
  const roleOf = ({ id, primaryRole }: z.infer<typeof ClassMember>) =>
    teaches.has(id) ? "teacher" : (primaryRole ?? unsaid).toLowerCase();
  const { pupils, leftOut } = withoutUnusable(members.filter((one) => roleOf(one) === "student"));
  const others = members.filter((one) => roleOf(one) !== "student" && !teaches.has(one.id));
  const contacts = teaches.has(reader)
    ? await fewAtOnce(pupils, ({ id }) => contactsOf(graph, id))
    : pupils.map(() => []);
  return {
    pupils: pupils.map(({ name }, n) => ({
      name,
      adults: [...new Set((contacts[n] ?? []).filter(isTheirAdult).map((one) => plainName(one.displayName)))]
        // More than a family has here: the rest is added by hand.
        .slice(0, MOST_ADULTS),
    })),
    teachers: [...teachers, ...people(others.filter((one) => roleOf(one) === "teacher"))],
    leftOut: [
      ...leftOut,
      ...others
        .filter((one) => roleOf(one) !== "teacher")
        .map((one): LeftOut => ({ name: plainName(one.displayName), why: "no role" })),
    ],
    adultsUnread: contacts.filter((one) => one === undefined).length,
    contactsLeftOut: contacts.flatMap((one) => one ?? []).filter((one) => !isTheirAdult(one)).length,
  };
};

/**
 * The members of a group that are no staff, through nested groups too (GroupMember.Read.All). Microsoft does not say
 * of a plain group who in it is a pupil.
 *
 * @throws CloudError, `gone` where there is no such group
 */
export const findGroup = async (
  graph: GraphClient,
  group: string,
  staff: ReadonlySet<string>,
): Promise<FoundList> => {
  const all = await readPages(graph, {
    path: `/groups/${segment(group)}/transitiveMembers`,
    query: { $select: "id,displayName,accountEnabled", $top: 999 },
    operation: "read members",
    item: GroupMember,
  });
  const members = all.filter((one) => /^(#microsoft\.graph\.user)?$/.test(one["@odata.type"] ?? ""));
  const { pupils, leftOut } = withoutUnusable(members.filter(({ id }) => !staff.has(id)));
  return {
    pupils: pupils.map(({ name }) => ({ name, adults: [] })),
    teachers: people(members.filter(({ id }) => staff.has(id))),
    leftOut,
    adultsUnread: 0,
    contactsLeftOut: 0,
  };
};

const GroupIds = z.object({ value: z.array(z.string()) });
const Group = z.object({ id: z.string(), displayName: z.string().nullish() });

/**
 * Groups that a person is in, by name: of no other group may they see here who is in it.
 * @param without groups that give a role, in lower case
 * @throws CloudError
 */
export const groupsOfPerson = async (
  graph: GraphClient,
  person: string,
  without: ReadonlySet<string>,
): Promise<readonly ListSource[]> => {
  const { value } = await graph.request({
    method: "POST",
    path: `/users/${segment(person)}/getMemberGroups`,
    body: { securityEnabledOnly: false },
    operation: "list own groups",
    repeatable: true,
    answer: GroupIds,
  });
  const ids = value.filter((id) => !without.has(id.toLowerCase())).slice(0, MOST_GROUPS);
  const named = await fewAtOnce(ids, async (id): Promise<readonly ListSource[]> => {
    try {
      const { displayName } = await graph.request({
        method: "GET",
        path: `/groups/${segment(id)}`,
        query: { $select: "id,displayName" },
        operation: "read group",
        answer: Group,
      });
      return displayName ? [{ id, name: displayName }] : [];
    } catch (error) {
      // Deleted in between.
      if (error instanceof CloudError && error.kind === "gone") return [];
      throw error;
    }
  });
  return named
    .flat()
    .toSorted((one, other) => one.name.localeCompare(other.name, "en-GB", { numeric: true }));
};

/** Through nested groups too. @throws CloudError */
export const isInGroup = async (graph: GraphClient, person: string, group: string): Promise<boolean> => {
  const { value } = await graph.request({
    method: "POST",
    path: `/users/${segment(person)}/checkMemberGroups`,
    body: { groupIds: [group] },
    operation: "list own groups",
    repeatable: true,
    answer: GroupIds,
  });
  return value.some((id) => id.toLowerCase() === group.toLowerCase());
};

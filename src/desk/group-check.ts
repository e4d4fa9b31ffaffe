import { CloudError } from "../meeting/cloud-error.ts";
import type { NamedGroup } from "../meeting/memberships.ts";
import { within } from "../meeting/within.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { People } from "./people.ts";

type Groups = SchoolSettings["groups"];
type GroupName = keyof Groups;
type Naming = Pick<People, "inGroup">;

const NAMES = ["staff", "dsl", "headteacher", "administrators"] as const satisfies readonly GroupName[];

/** A group as the settings page shows it: its name, how many are in it, and all by name who are no pupils. */
export type GroupShown = {
  readonly group: string;
  readonly people: number;
  readonly names: readonly string[];
  /** How many of them are pupils of a class; absent: none is known to be. */
  readonly pupils?: number;
};

/** How long a start waits for the directory. */
const FILE_WAITS_MS = 5_000;

const NO_SUCH_GROUP = "There is no group with this id. Copy the object id of a group, not of a person.";
const NO_ONE_IN_IT = "There is no one in this group. Add its people in Entra first.";
const NOT_ASKED = "The directory does not answer, so this group cannot be looked up. Try again in a minute.";
const NOT_SEARCHED =
  "The directory does not answer, so groups cannot be searched. Try again in a minute, or copy the group’s object id from the Entra admin centre.";
const NOT_IN_IT = "You are not in this group. Saved like this, you could not open these settings again.";
const TAKEN_AWAY = "A group is needed here. To change it, enter the id of the group that takes its place.";

const ALL_STAFF =
  "This is the group of staff: every member of staff would read what is for these people alone. Choose another group.";

/** A person who holds one of these roles reads what other staff must not. */
const NOT_STAFF = ["dsl", "headteacher"] as const;

/** @returns whether this role's group is the group of all staff */
export const isStaffGroup = (groups: Groups, role: GroupName): boolean =>
  NOT_STAFF.some((one) => one === role) &&
  groups.staff !== undefined &&
  groups[role]?.toLowerCase() === groups.staff.toLowerCase();

/** @param pupils Entra ids: they are counted, not named @returns what the page shows of the group, or why it may not be chosen */
export const groupShown = async (
  people: Naming,
  group: string,
  pupils: ReadonlySet<string> = new Set(),
): Promise<GroupShown | { readonly wrong: string; readonly notAsked?: true }> => {
  try {
    const found = await people.inGroup(group);
    if (found.people.length === 0) return { wrong: NO_ONE_IN_IT };
    const adults = found.people.filter(({ id }) => !pupils.has(id));
    const names = adults.map(({ name }) => name).filter((name) => name !== "");
    const count = found.people.length - adults.length;
    return {
      group: found.name,
      people: found.people.length,
      names,
      ...(count === 0 ? {} : { pupils: count }),
    };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return error.kind === "gone" ? { wrong: NO_SUCH_GROUP } : { wrong: NOT_ASKED, notAsked: true };
  }
};

/** Enough to tell one group from many. */
const FEWEST_LETTERS = 2;

/** @returns groups by words of their names, or why the directory says none */
export const groupsFound = async (
  people: Pick<People, "groupsNamed">,
  words: string,
): Promise<{ readonly groups: readonly NamedGroup[] } | { readonly wrong: string }> => {
  if (words.length < FEWEST_LETTERS) return { groups: [] };
  try {
    return { groups: await people.groupsNamed(words) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { wrong: NOT_SEARCHED };
  }
};

type Wrong = Readonly<Record<string, string>>;

/** Looks up each group that is to change. `look` says why a group may not be chosen. */
const changed = async (
  before: Groups,
  after: Groups,
  look: (name: GroupName, group: string) => Promise<string | undefined>,
): Promise<Wrong> => {
  const lookAt = async (name: GroupName): Promise<readonly (readonly [string, string])[]> => {
    const group = after[name];
    if (group === before[name]) return [];
    const wrong = group === undefined ? TAKEN_AWAY : await look(name, group);
    return wrong === undefined ? [] : [[`groups.${name}`, wrong]];
  };
  const allStaff = NOT_STAFF.flatMap((role) =>
    isStaffGroup(after, role) && (after[role] !== before[role] || after.staff !== before.staff)
      ? [[`groups.${role}`, ALL_STAFF] as const]
      : [],
  );
  // Why a group cannot be chosen for any role comes first.
  return Object.fromEntries([...allStaff, ...(await Promise.all(NAMES.map(lookAt))).flat()]);
};

/**
 * Groups that would lock people out: one that does not exist, an empty one, no group where there was one, and a group
 * of administrators that lacks the person who saves it; and the group of staff as that of DSLs or of headteachers.
 * Groups that stay the same are not looked up.
 *
 * @returns field name (`groups.staff`) to why, in a sentence
 */
export const wrongGroups = (
  people: Naming,
  before: Groups,
  after: Groups,
  { id, overAll }: Pick<Caller, "id" | "overAll">,
): Promise<Wrong> =>
  changed(before, after, async (name, group) => {
    const shown = await groupShown(people, group);
    if ("wrong" in shown) return shown.wrong;
    if (name !== "administrators" || overAll === true) return undefined;
    const theirs = await people.inGroup(group);
    return theirs.people.some((one) => one.id === id) ? undefined : NOT_IN_IT;
  });

/**
 * The same for a school file, which is saved by no one person. If the directory does not answer, its groups are taken
 * unchecked: a start must not wait for it.
 */
export const wrongGroupsOfFile = (people: Naming, before: Groups, after: Groups): Promise<Wrong> =>
  changed(before, after, async (_name, group) => {
    const shown = await within(FILE_WAITS_MS, groupShown(people, group), undefined);
    return shown !== undefined && "wrong" in shown && shown.notAsked !== true ? shown.wrong : undefined;
  });

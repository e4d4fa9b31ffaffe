import { CloudError } from "../meeting/cloud-error.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { People } from "./people.ts";

type Groups = SchoolSettings["groups"];
type GroupName = keyof Groups;

const NAMES = ["staff", "dsl", "headteacher", "administrators"] as const satisfies readonly GroupName[];

/** Who is in a group, as the settings page shows it: how many, and the first few by name. */
export type GroupShown = { readonly people: number; readonly names: readonly string[] };

/** Enough for a person to recognise the group. */
const MOST_NAMED = 3;

const NO_SUCH_GROUP = "There is no group with this id. Copy the object id of a group, not of a person.";
const NO_ONE_IN_IT = "There is no one in this group. Add its people in Entra first.";
const NOT_ASKED = "The directory does not answer, so this group cannot be looked up. Try again in a minute.";
const NOT_IN_IT = "You are not in this group. Saved like this, you could not open these settings again.";

/** @returns what the page shows of the group, or why it may not be chosen */
export const groupShown = async (
  people: Pick<People, "inGroup">,
  group: string,
): Promise<GroupShown | { readonly wrong: string }> => {
  try {
    const found = await people.inGroup(group);
    if (found.length === 0) return { wrong: NO_ONE_IN_IT };
    const names = found.map(({ name }) => name).filter((name) => name !== "");
    return { people: found.length, names: names.slice(0, MOST_NAMED) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { wrong: error.kind === "gone" ? NO_SUCH_GROUP : NOT_ASKED };
  }
};

/**
 * Groups that would lock people out if they were set: one that does not exist, an empty one, and one of
 * administrators without the person who sets it. Groups that stay as they are are not looked up.
 *
 * @returns field name (`groups.staff`) to why, in a sentence
 */
export const wrongGroups = async (
  people: Pick<People, "inGroup">,
  before: Groups,
  after: Groups,
  { id, overAll }: Pick<Caller, "id" | "overAll">,
): Promise<Readonly<Record<string, string>>> => {
  const look = async (name: GroupName): Promise<readonly (readonly [string, string])[]> => {
    const group = after[name];
    if (group === undefined || group === before[name]) return [];
    const shown = await groupShown(people, group);
    if ("wrong" in shown) return [[`groups.${name}`, shown.wrong]];
    const locksOut =
      name === "administrators" &&
      overAll !== true &&
      !(await people.inGroup(group)).some((one) => one.id === id);
    return locksOut ? [["groups.administrators", NOT_IN_IT]] : [];
  };
  return Object.fromEntries((await Promise.all(NAMES.map(look))).flat());
};

import { listClasses, listPupils } from "../../meeting/classes.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import { fewAtOnce } from "../../meeting/few-at-once.ts";
import { within } from "../../meeting/within.ts";
import { type Finding, green, grey, red } from "./line.ts";
import type { Look, Pupils } from "./look.ts";
import type { Check } from "./run-checks.ts";

// Pupils have no place in a group of staff: by number, never by name.

const ROSTERS = "EduRoster.Read.All";
/** The checks that rest on a group wait no longer for the lists of classes. */
const LISTS_WITHIN_MS = 3_000;

/** The pupils of all classes, read once for a look: of a large organisation, those who could be read in time. */
export const pupilsOf = (look: Look): Promise<Pupils> => {
  look.found.pupils ??= read(look);
  return look.found.pupils;
};

const read = async ({ graph, found }: Look): Promise<Pupils> => {
  const ids = new Set<string>();
  if (found.roles?.includes(ROSTERS) !== true) return { ids, all: false };
  const reading = async (): Promise<boolean> => {
    const lists = await fewAtOnce(await listClasses(graph), async ({ id: ofClass }) => {
      for (const { id } of await listPupils(graph, ofClass)) ids.add(id);
    });
    return lists.length > 0 && ids.size > 0;
  };
  const all = await within(LISTS_WITHIN_MS, reading().catch(unread), false);
  return { ids: new Set(ids), all };
};

const unread = (error: unknown): false => {
  if (error instanceof CloudError) return false;
  throw error;
};

/**
 * What is wrong with a group that has pupils in it.
 * @param of the group's people in words: "the group of staff"
 * @returns undefined where none of the members is known as a pupil
 */
export const pupilsFinding = (
  members: readonly { readonly id: string }[],
  { ids }: Pick<Pupils, "ids">,
  { of, field }: { readonly of: string; readonly field: string },
): Finding | undefined => {
  const count = members.filter(({ id }) => ids.has(id)).length;
  if (count === 0) return undefined;
  const who =
    members.length === 1 ? `the one member of ${of}` : `${count} of the ${members.length} members of ${of}`;
  return red(
    `${who} ${count === 1 ? "is a pupil" : "are pupils"} of a class`,
    "Pupils would count as staff: they could open lessons, read what is for staff, and be given the app.",
    `Step 3: choose a group without pupils on the Settings page, People, ${field}.`,
  );
};

/** Whether pupils could be looked for at all: what was found stands at each group. */
export const lookedForPupils = ({ ids, all }: Pupils): Finding =>
  all
    ? green(`the ${ids.size} pupils of classes were looked for in each group`)
    : grey(
        "not checked: not all lists of classes could be read. See on the Settings page who is in each group",
      );

export const PUPILS_CHECK: Check<Look> = {
  id: "pupils-in-groups",
  name: "Pupils in groups",
  step: "groups",
  optional: true,
  needs: ["record", "graph", `consent:${ROSTERS}`],
  look: async (look) => lookedForPupils(await pupilsOf(look)),
};

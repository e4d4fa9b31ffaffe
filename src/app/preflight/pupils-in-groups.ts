import { allPupils, type Pupils } from "../../meeting/all-pupils.ts";
import { type Finding, green, grey, red } from "./line.ts";
import type { Look } from "./look.ts";
import type { Check } from "./run-checks.ts";

// Pupils have no place in a group of staff: by number, never by name.

const ROSTERS = "EduRoster.Read.All";

/** The pupils of all classes, read once for a look: of a large organisation, those who could be read in time. */
export const pupilsOf = (look: Look): Promise<Pupils> => {
  look.found.pupils ??= read(look);
  return look.found.pupils;
};

const read = async ({ graph, found }: Look): Promise<Pupils> =>
  found.roles?.includes(ROSTERS) === true ? allPupils(graph) : { ids: new Set(), all: false };

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

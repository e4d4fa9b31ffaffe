import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";

export type SchoolClass = { readonly id: string; readonly name: string };

/** A pupil as the class group knows them; no guardian data is read. */
export type ClassPupil = { readonly id: string; readonly name: string; readonly givenName: string };

const Class = z.object({ id: z.string(), displayName: z.string().nullish() });
const Member = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  givenName: z.string().nullish(),
  primaryRole: z.string().nullish(),
});

/** The school's classes (School Data Sync; EduRoster.Read.All). @throws CloudError */
export const listClasses = async (graph: GraphClient): Promise<readonly SchoolClass[]> => {
  const classes = await readPages(graph, {
    path: "/education/classes",
    query: { $select: "id,displayName" },
    operation: "list classes",
    item: Class,
  });
  return classes.map(({ id, displayName }) => ({ id, name: displayName ?? "" }));
};

/** Stands for a name that the directory does not give: shown, so that it can be put right. */
const UNREADABLE = "(name cannot be read)";

/**
 * The pupils of a class: its students, and members without a role who are not among its teachers (School Data Sync
 * sometimes leaves the role empty). If the teachers cannot be read, only members with the role of student.
 *
 * @throws CloudError
 */
export const listPupils = async (graph: GraphClient, classId: string): Promise<readonly ClassPupil[]> => {
  const members = await readPages(graph, {
    path: `/education/classes/${segment(classId)}/members`,
    query: { $select: "id,displayName,givenName,primaryRole" },
    operation: "list pupils",
    item: Member,
  });
  const unsaid = members.some(({ primaryRole }) => isUnsaid(primaryRole));
  const teachers = unsaid ? await teachersOf(graph, classId) : undefined;
  return members
    .filter(({ id, primaryRole }) =>
      isUnsaid(primaryRole) ? teachers?.has(id) === false : primaryRole?.toLowerCase() === "student",
    )
    .map(({ id, displayName, givenName }) => ({
      id,
      name: displayName?.trim() || UNREADABLE,
      givenName: givenName ?? "",
    }));
};

const isUnsaid = (role: string | null | undefined): boolean => role === null || role === undefined;

const teachersOf = async (graph: GraphClient, classId: string): Promise<ReadonlySet<string> | undefined> => {
  try {
    const teachers = await readPages(graph, {
      path: `/education/classes/${segment(classId)}/teachers`,
      query: { $select: "id" },
      operation: "list teachers",
      item: z.object({ id: z.string() }),
    });
    return new Set(teachers.map(({ id }) => id));
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
};

import { z } from "zod";
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
export async function listClasses(graph: GraphClient): Promise<readonly SchoolClass[]> {
  const classes = await readPages(graph, {
    path: "/education/classes",
    query: { $select: "id,displayName" },
    operation: "list classes",
    item: Class,
  });
  return classes.map(({ id, displayName }) => ({ id, name: displayName ?? "" }));
}

/** The pupils of a class: members who are not teachers. @throws CloudError */
export async function listPupils(graph: GraphClient, classId: string): Promise<readonly ClassPupil[]> {
  const members = await readPages(graph, {
    path: `/education/classes/${segment(classId)}/members`,
    query: { $select: "id,displayName,givenName,primaryRole" },
    operation: "list pupils",
    item: Member,
  });
  return members.flatMap(({ id, displayName, givenName, primaryRole }) =>
    primaryRole === "teacher" ? [] : [{ id, name: displayName ?? "", givenName: givenName ?? "" }],
  );
}

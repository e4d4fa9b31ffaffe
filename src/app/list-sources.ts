import { allPupils } from "../meeting/all-pupils.ts";
import { findClass, findGroup, groupsOfPerson, isInGroup, teachersOf } from "../meeting/class-lists.ts";
import { listClasses } from "../meeting/classes.ts";
import type { GraphClient } from "../meeting/graph-client.ts";
import type { ListSources } from "../web/family/source-routes.ts";

/** Classes and groups of the directory. @param isOneSchool with several, one's classes cannot be told from another's */
export const listSources = (graph: GraphClient, isOneSchool: () => boolean): ListSources => {
  const ofOneSchool = {
    list: () => listClasses(graph),
    find: (id: string, reader: string) => findClass(graph, id, reader),
    teachers: (id: string) => teachersOf(graph, id),
  };
  return {
    groupsOf: (person, without) => groupsOfPerson(graph, person, without),
    isInGroup: (person, group) => isInGroup(graph, person, group),
    findGroup: (group, staff) => findGroup(graph, group, staff),
    pupils: async () => (await allPupils(graph)).ids,
    classes: () => (isOneSchool() ? ofOneSchool : undefined),
  };
};

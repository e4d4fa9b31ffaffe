import { listClasses, listPupils } from "./classes.ts";
import { CloudError } from "./cloud-error.ts";
import { fewAtOnce } from "./few-at-once.ts";
import type { GraphClient } from "./graph-client.ts";
import { within } from "./within.ts";

/** Entra ids of pupils of classes, and whether every class could be read. */
export type Pupils = { readonly ids: ReadonlySet<string>; readonly all: boolean };

/** What rests on them waits no longer. */
const LISTS_WITHIN_MS = 3_000;

/** The pupils of all classes (EduRoster.Read.All): of a large organisation, those who could be read in time. */
export const allPupils = async (graph: GraphClient): Promise<Pupils> => {
  const ids = new Set<string>();
  const reading = async (): Promise<boolean> => {
    await fewAtOnce(await listClasses(graph), async ({ id: ofClass }) => {
      for (const { id } of await listPupils(graph, ofClass)) ids.add(id);
    });
    return ids.size > 0;
  };
  const all = await within(LISTS_WITHIN_MS, reading().catch(unread), false);
  return { ids: new Set(ids), all };
};

const unread = (error: unknown): false => {
  if (error instanceof CloudError) return false;
  throw error;
};

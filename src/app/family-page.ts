import type { KeyObject } from "node:crypto";
import type { GraphClient } from "../meeting/graph-client.ts";
import { joinAddress } from "../meeting/join-address.ts";
import type { Mailer } from "../meeting/mail.ts";
import { createFamilyLinks } from "../web/family/links.ts";
import { listSources } from "./list-sources.ts";

/**
 * What the page for families, and the lists of families, work with.
 * @param key the program's own: links are signed with one derived from it
 * @param isOneSchool with several, one's classes cannot be told from another's
 */
export const familyPage = (
  key: KeyObject,
  graph: GraphClient,
  { publicUrl, mailer }: { readonly publicUrl: string; readonly mailer: Mailer },
  isOneSchool: () => boolean,
) => ({
  links: createFamilyLinks(key),
  joinAddress: (chat: string) => joinAddress(graph, chat),
  sources: listSources(graph, isOneSchool),
  publicUrl,
  mailer,
});

import type { KeyObject } from "node:crypto";
import type { GraphClient } from "../meeting/graph-client.ts";
import { joinAddress } from "../meeting/join-address.ts";
import { createFamilyLinks } from "../web/family/links.ts";

/** What the page for families works with. @param key the program's own: links are signed with one derived from it */
export const familyPage = (key: KeyObject, graph: GraphClient, publicUrl: string) => ({
  links: createFamilyLinks(key),
  joinAddress: (chat: string) => joinAddress(graph, chat),
  publicUrl,
});

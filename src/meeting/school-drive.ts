import { z } from "zod";
import type { FolderAccess } from "../protocol/lesson/filing-state.ts";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";

/** The folder for recordings in the drive of a SharePoint site, as Graph knows it. */
export type Folder = { readonly drive: string; readonly folder: string };

/** Those who may open it (Entra ids), and our own application. */
export type Rightful = {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly app: string;
};

export type DriveItem = {
  readonly size: number;
  readonly folder: string | undefined;
  /** In base64; absent where SharePoint has not made it yet. */
  readonly quickXorHash: string | undefined;
};

const Id = z.object({ id: z.string().min(1) });

/**
 * @param site web address, such as https://oakfield.sharepoint.com/sites/StaffDrive
 * @throws CloudError `gone` of "read site" or "read folder": which of them is not there
 */
export const findFolder = async (
  graph: GraphClient,
  { site, folder }: { readonly site: string; readonly folder: string },
): Promise<Folder> => {
  const { hostname, pathname } = new URL(site);
  const found = await graph.request({
    method: "GET",
    path: `/sites/${hostname}:${pathname.replace(/\/+$/, "")}`,
    operation: "read site",
    answer: Id,
  });
  const drive = await graph.request({
    method: "GET",
    path: `/sites/${segment(found.id)}/drive`,
    operation: "read site",
    answer: Id,
  });
  const item = await graph.request({
    method: "GET",
    path: `/drives/${segment(drive.id)}/root:/${folder.split("/").map(segment).join("/")}`,
    operation: "read folder",
    answer: Id.extend({ folder: z.object({}) }),
  });
  return { drive: drive.id, folder: item.id };
};

const Identity = z.object({ id: z.string().nullish() }).nullish().catch(undefined);
const Granted = z
  .object({ user: Identity, group: Identity, application: Identity })
  .nullish()
  .catch(undefined);
const Permission = z.object({ grantedToV2: Granted, link: z.object({}).nullish().catch(undefined) });

/**
 * Who can open the folder. A caller who does not own it is shown what applies to itself alone: such an answer does not
 * say that no one else can. @throws CloudError
 */
export const readAccess = async (
  graph: GraphClient,
  { drive, folder }: Folder,
  { people, groups, app }: Rightful,
): Promise<FolderAccess> => {
  const all = await readPages(graph, {
    path: `/drives/${segment(drive)}/items/${segment(folder)}/permissions`,
    operation: "read access",
    item: Permission,
  });
  const others = all.filter(({ grantedToV2 }) => grantedToV2?.application?.id !== app);
  if (others.length === 0) return "not shown";
  const seen = { people: 0, groups: 0, links: 0 };
  for (const { grantedToV2, link } of others) {
    const [user, group] = [grantedToV2?.user?.id, grantedToV2?.group?.id];
    if (link !== undefined && link !== null) seen.links += 1;
    else if (user !== undefined && user !== null) seen.people += people.includes(user) ? 0 : 1;
    // A group of the site itself is no group of the directory: who is in it is not known.
    else seen.groups += group !== undefined && group !== null && groups.includes(group) ? 0 : 1;
  }
  return seen;
};

const Item = z.object({
  size: z.number().int().min(0),
  parentReference: z.object({ id: z.string().nullish() }).nullish().catch(undefined),
  file: z
    .object({ hashes: z.object({ quickXorHash: z.string().nullish() }).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** @throws CloudError, `gone` where there is no such item */
export const readItem = async (graph: GraphClient, drive: string, item: string): Promise<DriveItem> => {
  const { size, parentReference, file } = await graph.request({
    method: "GET",
    path: `/drives/${segment(drive)}/items/${segment(item)}`,
    operation: "read filed recording",
    answer: Item,
  });
  return {
    size,
    folder: parentReference?.id ?? undefined,
    quickXorHash: file?.hashes?.quickXorHash ?? undefined,
  };
};

/**
 * Begins an upload; one of this name that is there already is replaced once it is whole.
 * @returns the address to which the ranges go: a key by itself, never to be kept
 */
export const beginUpload = async (
  graph: GraphClient,
  { drive, folder }: Folder,
  name: string,
): Promise<string> => {
  const { uploadUrl } = await graph.request({
    method: "POST",
    path: `/drives/${segment(drive)}/items/${segment(folder)}:/${segment(name)}:/createUploadSession`,
    operation: "begin upload",
    body: { item: { "@microsoft.graph.conflictBehavior": "replace" } },
    answer: z.object({ uploadUrl: z.string().url() }),
    // A session that is not used ends by itself.
    repeatable: true,
  });
  if (uploadUrl.startsWith("https://")) return uploadUrl;
  throw new CloudError({
    service: "graph",
    operation: "begin upload",
    kind: "refused",
    code: "unexpected-answer",
  });
};

import { asText, at } from "../../fields.ts";
import { quickXorHash } from "../../meeting/recording-bytes.ts";
import { groupId } from "../../school/groups.ts";
import { findPerson } from "../../school/people.ts";
import { type DriveFile, type StaffDrive, staffSite } from "../../school/staff-drive.ts";
import { botId } from "../../school/tenant.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphErrorBody, graphRefusal, notFound } from "./errors.ts";

/** SharePoint takes ranges in whole multiples of this, the last one excepted. */
const UNIT = 320 * 1024;

/** The school's drive: its folder, who can open that, and what is put there. */
export const driveRoutes = (drive: StaffDrive, switches: Switches): readonly Route[] => {
  /** `Sites.Selected` opens no site until an administrator has granted it this one. */
  const granted = (): void => {
    if (!switches.siteGranted) throw graphRefusal(403, "accessDenied", "Access denied", true);
  };
  const inDrive = (request: CloudRequest): void => {
    granted();
    if (request.params["drive"] !== staffSite.drive) throw notFound("itemNotFound");
  };
  const folder = (): void => {
    if (switches.staffFolder === "gone")
      throw graphRefusal(404, "itemNotFound", "The resource could not be found.");
  };
  const fileOf = (id: string | undefined): DriveFile => {
    const file = drive.files.find((one) => one.id === id);
    if (file === undefined) throw graphRefusal(404, "itemNotFound", "The resource could not be found.");
    return file;
  };
  return [
    {
      operation: "graph.site.get",
      method: "GET",
      path: "/v1.0/sites/:host/sites/:site",
      handle: ({ params }) => {
        granted();
        const asked = `https://${params["host"]?.replace(/:$/, "")}/sites/${params["site"]}`;
        if (asked.toLowerCase() !== staffSite.address.toLowerCase()) throw notFound("Site");
        return { status: 200, body: { id: staffSite.id, webUrl: staffSite.address } };
      },
    },
    {
      operation: "graph.site.drive",
      method: "GET",
      path: "/v1.0/sites/:site/drive",
      handle: ({ params }) => {
        granted();
        if (params["site"] !== staffSite.id) throw notFound("Site");
        return { status: 200, body: { id: staffSite.drive, driveType: "documentLibrary" } };
      },
    },
    {
      operation: "graph.drive.folder",
      method: "GET",
      path: "/v1.0/drives/:drive/root:/:folder",
      handle: (request) => {
        inDrive(request);
        folder();
        if (request.params["folder"]?.toLowerCase() !== staffSite.folder.toLowerCase())
          throw graphRefusal(404, "itemNotFound", "The resource could not be found.");
        return { status: 200, body: { id: staffSite.folderId, name: staffSite.folder, folder: {} } };
      },
    },
    {
      operation: "graph.drive.permissions",
      method: "GET",
      path: "/v1.0/drives/:drive/items/:item/permissions",
      handle: (request) => {
        inDrive(request);
        folder();
        if (request.params["item"] !== staffSite.folderId) throw notFound("itemNotFound");
        return { status: 200, body: { value: permissionsOf(switches.staffFolder) } };
      },
    },
    {
      operation: "graph.drive.item",
      method: "GET",
      path: "/v1.0/drives/:drive/items/:item",
      handle: (request) => {
        inDrive(request);
        folder();
        return { status: 200, body: itemOf(fileOf(request.params["item"]), true) };
      },
    },
    {
      operation: "graph.drive.createUploadSession",
      method: "POST",
      path: "/v1.0/drives/:drive/items/:parent/:name/createUploadSession",
      handle: (request) => {
        inDrive(request);
        folder();
        if (request.params["parent"] !== `${staffSite.folderId}:`) throw notFound("itemNotFound");
        const onConflict = asText(at(request.body, "item", "@microsoft.graph.conflictBehavior")) ?? "fail";
        const session = drive.begin((request.params["name"] ?? "").replace(/:$/, ""), onConflict);
        const uploadUrl = `https://${request.headers.host}/upload/${session.id}?tempauth=practice`;
        return { status: 200, body: { uploadUrl, nextExpectedRanges: ["0-"] } };
      },
    },
    ...uploadRoutes(drive, switches),
  ];
};

/** The address of an upload is a key by itself: a token with it is refused. */
const uploadRoutes = (drive: StaffDrive, switches: Switches): readonly Route[] => {
  const sessionOf = ({ params, headers }: CloudRequest) => {
    if (headers.authorization !== undefined)
      throw graphRefusal(401, "unauthenticated", "An upload session takes no token.");
    const session = drive.session(params["session"] ?? "");
    if (session === undefined || switches.staffFolder === "gone")
      throw graphRefusal(404, "itemNotFound", "The upload session was not found.");
    return session;
  };
  const path = "/upload/:session";
  return [
    {
      operation: "graph.upload.put",
      method: "PUT",
      path,
      handle: (request) => {
        const session = sessionOf(request);
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers["content-range"] ?? "");
        const [from = 0, to = 0, total = 0] = (range ?? []).slice(1).map(Number);
        const last = to + 1 === total;
        if (range === null || to - from + 1 !== bytes.length || (!last && bytes.length % UNIT !== 0))
          throw graphRefusal(400, "invalidRequest", "The range is not right.");
        if (from !== session.next)
          return { status: 416, body: graphErrorBody("invalidRange", "Not expected.") };
        session.chunks.push(bytes);
        session.next = to + 1;
        if (!last) return { status: 202, body: { nextExpectedRanges: [`${session.next}-${total - 1}`] } };
        if (session.onConflict === "fail" && drive.named(session.name) !== undefined)
          return { status: 409, body: graphErrorBody("nameAlreadyExists", "The name is taken.") };
        drive.end(session.id);
        const content = Buffer.concat(session.chunks);
        if (switches.copyDamaged) content[0] = (content[0] ?? 0) ^ 1;
        const known = drive.named(session.name) !== undefined;
        const file = drive.save(session.name, {
          size: content.length,
          quickXorHash: quickXorHash(content),
        });
        // SharePoint has no checksum ready in this answer.
        return { status: known ? 200 : 201, body: itemOf(file, false) };
      },
    },
    {
      operation: "graph.upload.get",
      method: "GET",
      path,
      handle: (request) => ({
        status: 200,
        body: { nextExpectedRanges: [`${sessionOf(request).next}-`] },
      }),
    },
    {
      operation: "graph.upload.cancel",
      method: "DELETE",
      path,
      handle: (request) => {
        drive.end(sessionOf(request).id);
        return { status: 204 };
      },
    },
  ];
};

const itemOf = ({ id, name, size, quickXorHash: hash, parent }: DriveFile, whole: boolean): unknown => ({
  id,
  name,
  size,
  parentReference: { driveId: staffSite.drive, id: parent },
  file: { mimeType: "video/mp4", ...(whole ? { hashes: { quickXorHash: hash } } : {}) },
});

const person = (id: string): unknown => ({ user: { id: findPerson(id)?.account?.objectId } });

const permissionsOf = (how: Switches["staffFolder"]): readonly unknown[] => {
  const own = { id: "app", roles: ["write"], grantedToV2: { application: { id: botId } } };
  // A person who does not own the folder is shown what applies to them alone.
  if (how === "hidden") return [own];
  const right = [
    own,
    { id: "dsl", roles: ["read"], grantedToV2: { group: { id: groupId("dsl") } } },
    { id: "head", roles: ["owner"], grantedToV2: person("evans") },
  ];
  if (how !== "wide") return right;
  return [
    ...right,
    { id: "teacher", roles: ["read"], grantedToV2: person("okafor") },
    { id: "members", roles: ["write"], grantedToV2: { siteGroup: { id: "5", displayName: "Members" } } },
    { id: "link", roles: ["read"], link: { scope: "organization", type: "view" } },
  ];
};

import { opaque, stableId } from "../ids.ts";

/** The school's SharePoint site for staff, and the folder of its drive in which recordings are kept. */
export const staffSite = {
  address: "https://oakfield.sharepoint.com/sites/StaffDrive",
  id: `oakfield.sharepoint.com,${stableId("site")},${stableId("web")}`,
  drive: `b!${stableId("drive")}`,
  folder: "Zoom Sessions",
  folderId: `01${stableId("folder").replaceAll("-", "").toUpperCase()}`,
  otherFolderId: `01${stableId("other folder").replaceAll("-", "").toUpperCase()}`,
} as const;

export type DriveFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly quickXorHash: string;
  parent: string;
};

type Session = {
  readonly id: string;
  readonly name: string;
  readonly onConflict: string;
  readonly chunks: Buffer[];
  next: number;
};

/** What is in the folder, and what is on its way there. */
export class StaffDrive {
  readonly files: DriveFile[] = [];
  readonly #sessions = new Map<string, Session>();

  begin(name: string, onConflict: string): Session {
    const session: Session = { id: opaque(), name, onConflict, chunks: [], next: 0 };
    this.#sessions.set(session.id, session);
    return session;
  }

  session(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  named(name: string): DriveFile | undefined {
    return this.files.find((file) => file.name === name && file.parent === staffSite.folderId);
  }

  save(name: string, content: Pick<DriveFile, "size" | "quickXorHash">): DriveFile {
    const before = this.named(name);
    const id = before?.id ?? `01${opaque().toUpperCase()}`;
    const file: DriveFile = { id, name, parent: staffSite.folderId, ...content };
    if (before !== undefined) this.files.splice(this.files.indexOf(before), 1);
    this.files.push(file);
    return file;
  }

  /** A person deletes the newest file in SharePoint, or moves it to another folder. */
  byHand(how: "delete" | "move"): boolean {
    const file = this.files.findLast(({ parent }) => parent === staffSite.folderId);
    if (file === undefined) return false;
    if (how === "move") file.parent = staffSite.otherFolderId;
    else this.files.splice(this.files.indexOf(file), 1);
    return true;
  }
}

import { AT } from "./story.ts";

/** The school's rules for recordings. */
export const RULES = { folder: "Zoom Sessions", keepDays: 30, files: true };

/** A copy that was made of a recording, and compared with it. */
export const COPY = {
  drive: "d",
  folder: "f",
  named: "Zoom Sessions",
  item: "i",
  size: 9,
  checked: "checksum",
} as const;

export const FOUND = { id: "v1", from: AT, foundAt: AT } as const;

/** The same, put into the folder. */
export const filedAt = (at: string, deleteOn: string) => ({ ...FOUND, filed: { ...COPY, at, deleteOn } });

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const fileIn = (dataDir: string): string => join(resolve(dataDir), "last-copy.json");

/** Beside the record, so that the running program can say how old the newest copy is. @throws where DATA_DIR cannot be written */
export const noteCopy = (dataDir: string, at: string): Promise<void> =>
  writeFile(fileIn(dataDir), `${JSON.stringify({ at })}\n`, { mode: 0o600 });

/** The moment of the newest copy that `npm run backup` made of this record (ISO); undefined where none is known. */
export const lastCopy = async (dataDir: string): Promise<string | undefined> => {
  try {
    const { at } = Object(JSON.parse(await readFile(fileIn(dataDir), "utf8"))) as { readonly at?: unknown };
    return typeof at === "string" && !Number.isNaN(Date.parse(at)) ? at : undefined;
  } catch {
    // Not there, or half written: then none is known.
    return undefined;
  }
};

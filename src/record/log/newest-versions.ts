import type { OpenDatabase } from "../engine/open-database.ts";

/** How many streams are kept in mind; others are read. */
const MOST = 10_000;

export type NewestVersions = {
  /** Whether this is the newest: false, too, where that is not known. */
  readonly is: (stream: string, version: number) => boolean;
  /** @param gone streams that have expired */
  readonly note: (versions: { readonly [stream: string]: number }, gone?: readonly string[]) => void;
};

/**
 * The newest versions of a scope's streams that this process has written, noted before the disk has them. Where it is
 * the only one that writes, a state of that version need not be read again; where there are others, nothing is known
 * here. If the disk does not take a version, what was read before is read once more.
 */
export const newestVersions = ({ holder }: Pick<OpenDatabase, "holder">): NewestVersions => {
  const isAlone = holder === null;
  const known = new Map<string, number>();
  return {
    is: (stream, version) => known.get(stream) === version,
    note: (versions, gone = []) => {
      if (!isAlone) return;
      // Two changes on disk together may answer in any order: the newer stays.
      for (const [stream, version] of Object.entries(versions))
        known.set(stream, Math.max(version, known.get(stream) ?? 0));
      for (const stream of gone) known.delete(stream);
      if (known.size > MOST) known.clear();
    },
  };
};

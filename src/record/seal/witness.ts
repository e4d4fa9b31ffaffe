import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KnownSeal } from "../../protocol/keeping/step-back.ts";
import { ownFolder } from "../engine/own-folder.ts";
import type { Scope } from "../scope.ts";
import { sealStream } from "./streams.ts";

/** Remembers, outside the record, which seal was its newest: a record that went back cannot know. */
export type Witness = {
  /** What was known when this was opened. */
  readonly known: (scope: Scope) => KnownSeal | undefined;
  /** @throws where the folder cannot be written to */
  readonly saw: (scope: Scope, seal: KnownSeal) => void;
};

const FILE = "newest-seals.json";

const Seals = z.record(z.object({ number: z.number(), at: z.string(), hash: z.string() }));
type Seals = z.output<typeof Seals>;

/** Kept in `dataDir`, also where the record is in PostgreSQL; several instances may share the folder. */
export const openWitness = (dataDir: string): Witness => {
  const file = join(dataDir, FILE);
  const atStart = readSeals(file);
  return {
    known: (scope) => atStart[sealStream(scope)],
    saw: (scope, seal) => {
      ownFolder(dataDir);
      const seals = { ...readSeals(file), [sealStream(scope)]: seal };
      const fresh = `${file}-${process.pid}`;
      writeFileSync(fresh, `${JSON.stringify(seals, undefined, 1)}\n`, { mode: 0o600 });
      renameSync(fresh, file);
    },
  };
};

/** A file that can no longer be read counts as empty: no lesson waits for it. */
const readSeals = (file: string): Seals => {
  if (!existsSync(file)) return {};
  try {
    return Seals.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
};

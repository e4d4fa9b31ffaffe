import { createHash } from "node:crypto";
import type { Ignorer } from "@stryker-mutator/api/ignore";
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

// `MUTANTS_ONE_OF=10 npm run test:mutation`: the mutants of one declaration in ten, for a score within the hour.
// Which ones follows from `MUTANTS_SEED`.

const ONE_OF = Number(process.env["MUTANTS_ONE_OF"] ?? 1);
const SEED = process.env["MUTANTS_SEED"] ?? "";

const isIn = (place: string): boolean =>
  createHash("sha256").update(`${SEED} ${place}`).digest().readUInt32BE() % ONE_OF === 0;

/** As much of Babel's paths as is looked at here. */
type Path = {
  readonly node: { readonly type: string; readonly start: number; readonly end: number };
  readonly parent?: { readonly type: string };
};

/** What stands at the top of a file is in the sample or out of it, with all that is in it. */
const sample: Ignorer = {
  shouldIgnore: (path) => {
    const { node, parent } = path as Path;
    if (parent?.type !== "Program" || node.type === "ImportDeclaration") return undefined;
    return isIn(`${node.start}-${node.end}`) ? undefined : "not in the sample";
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "sample", sample)];

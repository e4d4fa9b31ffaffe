import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { transformSync } from "@swc/core";

/** A module's code as CommonJS wants it. */
type Body = (
  module: { exports: unknown },
  exports: unknown,
  require: (name: string) => unknown,
  folder: string,
) => void;

const bodies = new Map<string, Body>();

const bodyOf = (path: string): Body => {
  let body = bodies.get(path);
  if (body === undefined) {
    const { code } = transformSync(readFileSync(path, "utf8"), {
      filename: path,
      configFile: false,
      swcrc: false,
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", tsx: true },
        transform: { react: { runtime: "automatic", importSource: "preact" } },
      },
      module: { type: "commonjs" },
    });
    body = compileFunction(code, ["module", "exports", "require", "__dirname"], { filename: path }) as Body;
    bodies.set(path, body);
  }
  return body;
};

/**
 * Modules of the project as jest loads them: as CommonJS, all of them anew in each set. They are compiled only once
 * for the whole process, which is what makes a set cheap. Packages stay.
 */
export class Modules {
  readonly #loaded = new Map<string, { exports: unknown }>();

  load(path: string): unknown {
    const before = this.#loaded.get(path);
    if (before) return before.exports;
    const module = { exports: {} };
    this.#loaded.set(path, module);
    const packages = createRequire(path);
    const near = (name: string) =>
      name.startsWith(".") && !name.endsWith(".json") ? this.load(join(dirname(path), name)) : packages(name);
    bodyOf(path)(module, module.exports, near, dirname(path));
    return module.exports;
  }
}

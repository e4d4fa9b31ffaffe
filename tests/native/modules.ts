import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";

/** A module's code as CommonJS wants it. */
type Body = (
  module: { exports: unknown },
  exports: unknown,
  require: (name: string) => unknown,
  folder: string,
  file: string,
) => void;

const bodies = new Map<string, Body>();

const bodyOf = (path: string, codeOf: (path: string) => string): Body => {
  let body = bodies.get(path);
  if (body === undefined) {
    const parameters = ["module", "exports", "require", "__dirname", "__filename"];
    body = compileFunction(codeOf(path), parameters, { filename: path }) as Body;
    bodies.set(path, body);
  }
  return body;
};

/** Files have changed: each is compiled anew once it is asked for. */
export const forgetBodies = (): void => bodies.clear();

const isOurs = (name: string): boolean => name.startsWith(".") && !name.endsWith(".json");

/**
 * Modules of the project as CommonJS, all of them anew in each set. They are compiled only once for the whole
 * process, which is what makes a set cheap. Packages stay.
 */
export class Modules {
  readonly #loaded = new Map<string, { exports: unknown }>();
  readonly #mocks = new Map<string, () => unknown>();
  readonly #codeOf: (path: string) => string;

  /** @param codeOf a file's code, as CommonJS */
  constructor(codeOf: (path: string) => string) {
    this.#codeOf = codeOf;
  }

  /** From here on whoever asks for this module gets what `make` returns: `from` says where a name begins. */
  mock(from: string, name: string, make: () => unknown): void {
    this.#mocks.set(idOf(from, name), make);
  }

  /** What `from` would get if nothing stood in its place. */
  actual(from: string, name: string): unknown {
    return isOurs(name) ? this.load(join(dirname(from), name)) : createRequire(from)(name);
  }

  load(path: string): unknown {
    const before = this.#loaded.get(path);
    if (before) return before.exports;
    const module = { exports: {} };
    this.#loaded.set(path, module);
    const packages = createRequire(path);
    const near = (name: string) =>
      this.#mocked(path, name) ?? (isOurs(name) ? this.load(join(dirname(path), name)) : packages(name));
    const require = Object.assign(near, { resolve: packages.resolve });
    bodyOf(path, this.#codeOf)(module, module.exports, require, dirname(path), path);
    return module.exports;
  }

  #mocked(from: string, name: string): unknown {
    const id = idOf(from, name);
    const make = this.#mocks.get(id);
    if (make === undefined) return undefined;
    const made = make();
    this.#mocks.set(id, () => made);
    return made;
  }
}

const idOf = (from: string, name: string): string => (isOurs(name) ? join(dirname(from), name) : name);

import { createRequire } from "node:module";
import type NativeEnvironment from "./environment.ts";
import { jestObject } from "./jest-object.ts";
import { forgetBodies, Modules } from "./modules.ts";

/** What a runtime is made of, as far as it is used here (jest-runner's `runTest`). */
type Given = readonly [
  config: unknown,
  environment: NativeEnvironment,
  resolver: unknown,
  transformer: {
    readonly transform: (
      path: string,
      options: object,
    ) => { readonly code: string; readonly sourceMapPath: string | null };
  },
  cacheFS: unknown,
  coverage: object,
  testPath: string,
  globalConfig: { readonly watch: boolean; readonly watchAll: boolean },
];

/** For stack traces: where jest keeps the source map of what it has translated. */
const sourceMaps = new Map<string, string>();

const AS_COMMONJS = {
  isInternalModule: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
} as const;

/** What jest-circus leaves in the process: who is told of a file's tests, and what `jest.setTimeout` set. */
const LEFT = ["EVENT_HANDLERS", "TEST_TIMEOUT_SYMBOL"].map((name) => Symbol.for(name));

const packages = createRequire(import.meta.url);

/**
 * jest's `runtime`: loads a test file, and anew all of the project that it needs, in this process itself. Packages
 * are loaded once. So no file finds what another left in the project's modules, and what is expensive is done once
 * for each worker.
 */
export default class NativeRuntime {
  readonly #environment: NativeEnvironment;
  readonly #modules: Modules;
  readonly #testPath: string;

  constructor(...[, environment, , transformer, , coverage, testPath, { watch, watchAll }]: Given) {
    if (watch || watchAll) forgetBodies();
    this.#environment = environment;
    this.#testPath = testPath;
    this.#modules = new Modules((path) => {
      const { code, sourceMapPath } = transformer.transform(path, { ...AS_COMMONJS, ...coverage });
      if (sourceMapPath !== null) sourceMaps.set(path, sourceMapPath);
      return code;
    });
  }

  unstable_shouldLoadAsEsm() {
    return false;
  }

  requireModule(path: string): unknown {
    return this.#modules.load(path);
  }

  /** jest's own: what keeps the tests of a file, anew for each. */
  requireInternalModule(path: string): unknown {
    for (const name of LEFT) Reflect.deleteProperty(globalThis, name);
    delete packages.cache[path];
    return packages(path);
  }

  setGlobalsForRuntime() {
    const { moduleMocker, fakeTimersModern } = this.#environment;
    const means = { moduleMocker, fakeTimersModern, modules: this.#modules, testPath: this.#testPath };
    Object.assign(globalThis, { jest: jestObject(means) });
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {
    // Tests may ask for a module at any time.
  }

  leaveTestCode() {
    // As above.
  }

  teardown() {
    this.#environment.moduleMocker.restoreAllMocks();
  }
}

import type { JestEnvironment, JestEnvironmentConfig } from "@jest/environment";
import { ModernFakeTimers } from "@jest/fake-timers";
import { ModuleMocker } from "jest-mock";
import { remember } from "./remember.ts";

/**
 * This process itself, where jest has an imitation of one (`jest-environment-node`) in which each look at a global
 * costs several times as much. What a test file changes of the process is put back after it.
 */
export default class NativeEnvironment {
  readonly global = globalThis as unknown as JestEnvironment["global"];
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly #putBack = remember();

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  getVmContext() {
    return null;
  }

  async setup() {
    // Nothing: the process is there.
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.#putBack();
  }
}

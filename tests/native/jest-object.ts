import type { ModernFakeTimers } from "@jest/fake-timers";
import type { ModuleMocker } from "jest-mock";
import type { Modules } from "./modules.ts";

const TIMEOUT = Symbol.for("TEST_TIMEOUT_SYMBOL");

type Means = {
  readonly moduleMocker: ModuleMocker;
  readonly fakeTimersModern: ModernFakeTimers;
  readonly modules: Modules;
  /** Where names in `mock` and `requireActual` begin. */
  readonly testPath: string;
};

/** `jest`, as far as this project uses it. */
export const jestObject = ({ moduleMocker, fakeTimersModern, modules, testPath }: Means) => ({
  fn: moduleMocker.fn.bind(moduleMocker),
  spyOn: moduleMocker.spyOn.bind(moduleMocker),
  restoreAllMocks: () => moduleMocker.restoreAllMocks(),
  useFakeTimers: (config: Parameters<ModernFakeTimers["useFakeTimers"]>[0]) =>
    fakeTimersModern.useFakeTimers(config),
  useRealTimers: () => fakeTimersModern.useRealTimers(),
  setSystemTime: (now: number) => fakeTimersModern.setSystemTime(now),
  advanceTimersByTime: (ms: number) => fakeTimersModern.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms: number) => fakeTimersModern.advanceTimersByTimeAsync(ms),
  setTimeout: (ms: number) => {
    Reflect.set(globalThis, TIMEOUT, ms);
  },
  mock: (name: string, make: () => unknown) => modules.mock(testPath, name, make),
  requireActual: (name: string) => modules.actual(testPath, name),
});

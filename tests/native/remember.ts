/** Notes what a test file can change of the process. Returns what puts it back. */
export const remember = (): (() => void) => {
  const back = [globals(), environment(), listeners(), ownOf(process, ["exit", "exitCode", "cwd", "chdir"])];
  const folder = process.cwd();
  return () => {
    for (const putBack of back) putBack();
    process.chdir(folder);
  };
};

/** Symbols are left alone: by them packages, which stay loaded, find what is theirs. */
const globals = (): (() => void) => {
  const before = Object.getOwnPropertyNames(globalThis);
  const putBack = ownOf(globalThis, before);
  return () => {
    const known = new Set(before);
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!known.has(name)) Reflect.deleteProperty(globalThis, name);
    putBack();
  };
};

const ownOf = (owner: object, names: readonly string[]): (() => void) => {
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(owner, name)] as const);
  return () => {
    for (const [name, descriptor] of before) {
      const now = Object.getOwnPropertyDescriptor(owner, name);
      if (descriptor === undefined) Reflect.deleteProperty(owner, name);
      else if (now?.value !== descriptor.value || now?.get !== descriptor.get)
        Reflect.defineProperty(owner, name, descriptor);
    }
  };
};

const environment = (): (() => void) => {
  const before = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    for (const [name, value] of Object.entries(before))
      if (process.env[name] !== value) process.env[name] = value;
  };
};

/** But for those of the process's end: a browser that is left is still ended with it. */
const listeners = (): (() => void) => {
  const namesOf = () => process.eventNames().filter((name) => name !== "exit");
  const before = new Map(namesOf().map((name) => [name, process.rawListeners(name)]));
  return () => {
    for (const name of namesOf())
      for (const listener of process.rawListeners(name))
        if (!before.get(name)?.includes(listener)) process.off(name, listener as () => void);
  };
};

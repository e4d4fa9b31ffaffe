/** One package of `package-lock.json`. */
export type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

export type Lock = { readonly packages: Readonly<Record<string, Locked>> };

/**
 * All packages that some of them need, found as Node finds them.
 *
 * @param names of packages that the project names itself
 * @returns their paths in the lock, such as `node_modules/pdfkit/node_modules/fontkit`
 */
export const closureOf = (lock: Lock, names: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = resolved(lock, name, from);
    // Optional ones, and peers that are not installed.
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = lock.packages[path] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      visit(next, path);
  };
  for (const name of names) visit(name, "");
  return [...found].toSorted();
};

const resolved = (lock: Lock, name: string, from: string): string | undefined => {
  const path = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (path in lock.packages) return path;
  if (from === "") return undefined;
  const up = from.lastIndexOf("/node_modules/");
  return resolved(lock, name, up === -1 ? "" : from.slice(0, up));
};

export const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

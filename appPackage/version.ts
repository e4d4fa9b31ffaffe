/**
 * The version of a package: Teams takes an update only if it is higher than what it has.
 *
 * @param program the program's own version
 * @param last the version of the package before; undefined for the first
 * @param hasChanged whether anything in the package differs from that one
 */
export const nextVersion = (program: string, last: string | undefined, hasChanged: boolean): string => {
  if (last === undefined) return program;
  if (!hasChanged) return last;
  if (isHigher(program, last)) return program;
  const [major = 0, minor = 0, patch = 0] = numbersOf(last);
  return `${major}.${minor}.${patch + 1}`;
};

const numbersOf = (version: string): readonly number[] => version.split(".").map(Number);

const isHigher = (one: string, other: string): boolean => {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  return at !== -1 && (ours[at] ?? 0) > (theirs[at] ?? 0);
};

/** Three numbers, as the manifest wants it. */
export const isVersion = (text: string): boolean => /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(text);

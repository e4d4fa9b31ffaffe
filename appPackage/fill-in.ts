const PLACEHOLDER = /\$\{\{([A-Z_]+)\}\}/g;

/** Names every value that is missing. */
export class MissingValues extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`The app package needs a value for: ${names.join(", ")}.`);
    this.name = "MissingValues";
    this.names = names;
  }
}

/**
 * Puts values in the places that the toolkit's manifests mark as `${{NAME}}`.
 *
 * @param text JSON with placeholders inside its strings
 * @param values by name; an empty value counts as missing
 * @returns the JSON, still text
 * @throws MissingValues
 */
export const fillIn = (text: string, values: Readonly<Record<string, string | undefined>>): string => {
  const missing = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = values[name];
    if (!value) {
      missing.add(name);
      return "";
    }
    return JSON.stringify(value).slice(1, -1);
  });
  if (missing.size > 0) throw new MissingValues([...missing].sort());
  return filled;
};

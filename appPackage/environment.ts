import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** The values of one environment, as the toolkit keeps them. */
export type Environment = {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Keeps values in the file, beside what stands there; nothing where there is no such file. */
  readonly keep: (values: Readonly<Record<string, string>>) => void;
  /** Where the values came from, for the command to say. */
  readonly read: string;
};

/**
 * Reads `env/.env.<name>`; the process's own environment goes first.
 * @param folder the folder `env`
 */
export const readEnvironment = (folder: string, name: string): Environment => {
  const file = join(folder, `.env.${name}`);
  const own = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  return {
    values: { ...(existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}), ...own },
    read: existsSync(file)
      ? `env/.env.${name}`
      : `no file (there is no env/.env.${name}), the environment alone`,
    keep: (values) => {
      if (!existsSync(file)) return;
      const before = readFileSync(file, "utf8");
      const after = Object.entries(values).reduce(written, before);
      if (after !== before) writeFileSync(file, after);
    },
  };
};

const written = (text: string, [name, value]: readonly [string, string]): string => {
  const line = new RegExp(`^${name}=.*$`, "m");
  return line.test(text) ? text.replace(line, `${name}=${value}`) : `${text.trimEnd()}\n${name}=${value}\n`;
};

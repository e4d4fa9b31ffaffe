import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** What Node says about options, without its advice to programmers. */
export const plainly = (message: string): string => message.replace(/\. .*$/s, ".");

/** Whether a command was asked what it does. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes("--help") || args.includes("-h");

/** Prints what a command does and ends the program, where that was asked for. */
export const answerHelp = (usage: string): void => {
  if (!asksForHelp(process.argv.slice(2))) return;
  console.log(usage);
  process.exit(0);
};

/**
 * The words after a command of a working copy. Ends the program, with exit code 2, where they are not understood.
 * @param most words without an option before them
 */
export const readArguments = <Options extends ParseArgsOptionsConfig>(
  usage: string,
  most: number,
  options: Options,
) => {
  answerHelp(usage);
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [over] = positionals.slice(most);
    if (over !== undefined) throw new Error(`One word is too many: ${over}.`);
    return { values, positionals };
  } catch (error) {
    console.error(`${plainly(error instanceof Error ? error.message : String(error))}\n\n${usage}`);
    process.exit(2);
  }
};

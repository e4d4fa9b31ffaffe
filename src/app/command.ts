import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import { asksForHelp, plainly } from "./arguments.ts";
import { failureWords } from "./cannot-start.ts";

/** 0 done, 1 not done or something is wrong, 2 not understood: nothing was begun. */
export type ExitCode = 0 | 1 | 2;

/** What was typed is not a valid command. */
export class UsageError extends Error {}

/**
 * Runs a command of the terminal, which answers in words: what is done and what to do next, with no stack trace if
 * the reason is known.
 */
export const runCommand = async (
  usage: string,
  work: (args: readonly string[]) => Promise<ExitCode>,
): Promise<void> => {
  const args = process.argv.slice(2);
  if (asksForHelp(args)) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await work(args);
  } catch (error) {
    const usual = asUsage(error);
    process.exitCode = usual instanceof UsageError ? 2 : 1;
    console.error(wordsOf(usual, usage));
  }
};

const asUsage = (error: unknown): unknown => {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return String(code).startsWith("ERR_PARSE_ARGS") ? new UsageError(plainly(String(message))) : error;
};

const wordsOf = (error: unknown, usage: string): string => {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UsageError
    ? `${error.message}\n\n${usage}`
    : failureWords(error, "This cannot be done");
};

/** "10:15 UTC on 24 November 2026": the machine may be anywhere. */
export const momentInWords = (iso: string): string => {
  const day = new Date(iso).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return `${iso.slice(11, 16)} UTC on ${day}`;
};

export const versionHere = (): string => {
  // From source or as built: this finds the project of the command that was called. Not of this file, which as built
  // lies in a folder for packages.
  const project = findPackageJSON(pathToFileURL(process.argv[1] ?? ""));
  if (project === undefined) throw new Error("The program is not in its project's folder.");
  const { version } = JSON.parse(readFileSync(project, "utf8")) as { version: string };
  return version;
};

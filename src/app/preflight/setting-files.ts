import { access, constants, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Config, ConfigError } from "../../config.ts";
import { parseSchoolFile } from "../../desk/school-file.ts";
import { startStep } from "../cannot-start.ts";
import { SecurityLogError } from "../security-stream.ts";

/**
 * Files that settings name and without which the program does not start: read here as the start reads them, and not
 * written.
 * @returns one sentence for each that is wrong, as the start says it
 */
export const wrongFiles = async ({
  schoolFile,
  securityLogFile,
}: Pick<Config, "schoolFile" | "securityLogFile">): Promise<readonly string[]> => [
  ...(schoolFile === undefined ? [] : await problemsOf(readSchool(schoolFile))),
  ...(securityLogFile === undefined ? [] : await problemsOf(canAppend(securityLogFile))),
];

const problemsOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof ConfigError ? error.problems : [(error as Error).message]),
  );

const readSchool = (path: string): Promise<unknown> =>
  startStep("The school's settings cannot be read", "SCHOOL_FILE", async () =>
    parseSchoolFile(await readFile(path, "utf8")),
  );

/** Makes no file: it would belong to the account that runs the command. */
const canAppend = async (path: string): Promise<void> => {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
    await file.close();
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== "ENOENT") throw new SecurityLogError(error);
    await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
      throw new SecurityLogError(cause);
    });
  }
};

import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const OTHERS = 0o077;

/**
 * Makes the folder of the record where it is missing, and closes it to every other account of the machine: one made
 * by hand, or by a package, is often open. A folder that belongs to another account stays as it is;
 * the files in it are closed by themselves.
 */
export const ownFolder = (path: string): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode } = statSync(path);
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & ~OTHERS & 0o7777);
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== "EPERM") throw error;
  }
};

/** Root would leave files that the program's own account cannot open. Its message is for the person at the keyboard. */
export class OtherAccountError extends Error {
  readonly code = "RECORD_ACCOUNT";

  constructor(dataDir: string, account: string) {
    super(
      `The record in ${dataDir} belongs to the account ${account}, and this is root: ${account} could not open what root ` +
        "writes there. Nothing was changed. Do it as that account, with the same words behind it: " +
        `runuser -u ${account} -- env DATA_DIR=${dataDir} …`,
    );
    this.name = "OtherAccountError";
  }
}

/**
 * @param me the account that this runs under, its number
 * @throws OtherAccountError where this is root, and the record (or, where there is none, its folder) is not root's
 */
export const refuseOtherAccount = (dataDir: string, me = process.geteuid?.()): void => {
  const record = join(dataDir, "record.sqlite");
  const place = existsSync(record) ? record : dataDir;
  if (me !== 0 || !existsSync(place)) return;
  const { uid } = statSync(place);
  if (uid !== 0) throw new OtherAccountError(dataDir, accountOf(uid));
};

const ACCOUNTS = "/etc/passwd";

const accountOf = (uid: number): string => {
  const lines = existsSync(ACCOUNTS) ? readFileSync(ACCOUNTS, "utf8").split("\n") : [];
  const found = lines.map((line) => line.split(":")).find(([, , id]) => id === String(uid));
  return found?.[0] ?? `#${uid}`;
};

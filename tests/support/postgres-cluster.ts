import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../src/practice/app/free-port.ts";

/** A PostgreSQL server's files, and a way to run it; started again after it has ended, it has the same data. */
export type Cluster = { readonly url: string; readonly start: () => ChildProcess };

/** Members of this role have to give their password. It is made by the test that needs it. */
export const WITH_PASSWORD = "with_password";

/**
 * @param bin the folder with its programs; `data` must not exist yet
 * @param fsync programs are killed in tests, never the machine: what was written need not reach the disk
 */
export const makeCluster = async (bin: string, data: string, fsync = false): Promise<Cluster> => {
  const as = unprivileged();
  mkdirSync(data, { mode: 0o700 });
  if (as !== undefined) chownSync(data, as.uid, as.gid);
  const options: SpawnOptions = { ...as, cwd: data, stdio: ["ignore", "ignore", "inherit"] };
  // Neither the order of texts nor any other locale of this machine matters to what is tested.
  const init = ["-D", data, "-U", "lesson_guard", "--auth=trust", "-E", "UTF8", "--locale=C", "-N"];
  execFileSync(join(bin, "initdb"), init, { ...options, stdio: ["ignore", "ignore", "inherit"] });
  const hba = join(data, "pg_hba.conf");
  // Everyone is let in, but for members of one role: they prove themselves with a password, as in a school.
  writeFileSync(hba, `host all +${WITH_PASSWORD} 127.0.0.1/32 scram-sha-256\n${readFileSync(hba, "utf8")}`);
  const port = await freePort();
  return {
    url: `postgres://lesson_guard@127.0.0.1:${port}/postgres`,
    start: () =>
      spawn(
        join(bin, "postgres"),
        ["-D", data, "-k", ""].concat(
          `-p ${port} -h 127.0.0.1 -c fsync=${fsync ? "on" : "off"} -c max_connections=200 -c log_min_messages=panic`.split(
            " ",
          ),
        ),
        options,
      ),
  };
};

/** PostgreSQL refuses to run as root. */
const unprivileged = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((which) =>
        Number(execFileSync("id", [which, name], { encoding: "utf8", stdio: "pipe" })),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // No such account: the next.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.",
  );
};

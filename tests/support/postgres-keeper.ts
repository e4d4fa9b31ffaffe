import { execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/**
 * Keeps one PostgreSQL for a whole run of the tests: `node postgres-keeper.ts <home> <bin> <run>`. Makes
 * a database in the folder `home`, writes its address to `<home>/url` once it answers (or what went
 * wrong to `<home>/failed`), and takes everything down when the process `run` has ended, however it did.
 */
const keep = async (home: string, bin: string, run: number): Promise<void> => {
  const as = unprivileged();
  const data = join(home, "data");
  mkdirSync(data, { mode: 0o700 });
  if (as !== undefined) chownSync(data, as.uid, as.gid);
  const options: SpawnOptions = { ...as, cwd: data, stdio: ["ignore", "ignore", "inherit"] };
  // Neither the order of texts nor any other locale of this machine matters to what is tested.
  const init = ["-D", data, "-U", "lesson_guard", "--auth=trust", "-E", "UTF8", "--locale=C", "-N"];
  execFileSync(join(bin, "initdb"), init, { ...options, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, "-k", ""].concat(
      // Programs are killed here, never the machine: what was written need not reach the disk.
      `-p ${port} -h 127.0.0.1 -c fsync=off -c max_connections=200 -c log_min_messages=fatal`.split(" "),
    ),
    options,
  );
  const url = `postgres://lesson_guard@127.0.0.1:${port}/postgres`;
  writeFileSync(join(home, "url.new"), url);
  renameSync(join(home, "url.new"), join(home, "url"));
  const timer = setInterval(() => {
    if (isAlive(run)) return;
    clearInterval(timer);
    // At once: nobody needs what it holds.
    server.kill("SIGINT");
  }, 500);
  server.once("exit", () => {
    clearInterval(timer);
    rmSync(home, { recursive: true, force: true });
  });
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

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
};

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
};

const [, , home = "", bin = "", run = ""] = process.argv;
keep(home, bin, Number(run)).catch((error: unknown) => {
  writeFileSync(join(home, "failed"), String(error));
});

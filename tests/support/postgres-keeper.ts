import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeCluster } from "./postgres-cluster.ts";

/**
 * Keeps one PostgreSQL for a whole run of the tests: `node postgres-keeper.ts <home> <bin> <run>`. Makes
 * a database in the folder `home`, writes its address to `<home>/url` once it answers (or what went
 * wrong to `<home>/failed`), and takes everything down when the process `run` has ended, however it did.
 */
const keep = async (home: string, bin: string, run: number): Promise<void> => {
  const { url, start } = await makeCluster(bin, join(home, "data"));
  const server = start();
  writeFileSync(join(home, "url.new"), url);
  renameSync(join(home, "url.new"), join(home, "url"));
  const timer = setInterval(() => {
    if (isAlive(run)) return;
    clearInterval(timer);
    // At once: no one needs what it holds.
    server.kill("SIGINT");
  }, 500);
  server.once("exit", () => {
    clearInterval(timer);
    rmSync(home, { recursive: true, force: true });
  });
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

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startTarballRegistry, type TarballRegistry } from "./tarball-registry.ts";

const run = promisify(execFile);
const NAME = "node-for-this-test";
const VERSION = "24.0.1";
const FETCH_ONCE = join(import.meta.dirname, "fetch-once.mjs");

describe("the launcher fetches a Node", () => {
  let registry: TarballRegistry;
  let integrity: string;
  let folder: string;
  let cache: string;

  beforeEach(async () => {
    ({ registry, integrity } = await startTarballRegistry(NAME, VERSION, "#!/bin/sh\necho I am Node\n"));
    folder = mkdtempSync(join(tmpdir(), "launch-"));
    cache = join(folder, "cache");
  });

  afterEach(async () => {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (registryUrl = registry.url): Promise<{ stdout: string; stderr: string }> => {
    const pin = JSON.stringify({ name: NAME, version: VERSION, integrity });
    return run(process.execPath, [FETCH_ONCE, pin, cache], {
      env: {
        ...process.env,
        npm_config_registry: registryUrl,
        npm_config_cache: join(folder, "npm"),
        npm_config_fetch_retry_mintimeout: "10",
        npm_config_fetch_retry_maxtimeout: "10",
      },
    });
  };

  it("leaves a whole copy that runs, and nothing else, when two starts meet an empty cache", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    const program = join(cache, `${NAME}-${VERSION}`, "bin", "node");
    expect([one.stdout.trim(), two.stdout.trim()]).toEqual([program, program]);
    expect((await run(program)).stdout).toBe("I am Node\n");
    expect(readdirSync(cache)).toEqual([`${NAME}-${VERSION}`]);
  });

  it("says what it does once, and downloads nothing the second time", async () => {
    expect((await start()).stderr).toContain(`Fetching Node ${VERSION} from the npm registry`);
    const downloads = registry.downloads();
    expect((await start()).stderr).toBe("");
    expect(registry.downloads()).toBe(downloads);
  });

  it("refuses a tarball with another checksum and keeps nothing of it", async () => {
    registry.damage();
    await expect(start()).rejects.toMatchObject({
      stderr: expect.stringContaining("does not have the expected checksum and was thrown away"),
    });
    expect(readdirSync(cache)).toEqual([]);
    expect(statSync(cache).isDirectory()).toBe(true);
  });

  it("says what to do when the registry cannot be reached", async () => {
    await expect(start("http://127.0.0.1:9")).rejects.toMatchObject({
      stderr: expect.stringMatching(/could not be fetched.*ECONNREFUSED.*install Node 24/s),
    });
  });
});

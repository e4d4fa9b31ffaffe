import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config.ts";

it("the security log says of a start that is refused why, and nothing of where", async () => {
  const folder = mkdtempSync(join(tmpdir(), "start-refused-"));
  const file = join(folder, "security.log");
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "record.sqlite"), "this is no database".repeat(1_000));
  const config = readConfig({
    BOT_ID: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60",
    BOT_TENANT_ID: "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01",
    TEAMS_APP_ID: "5d2b7a90-4c1e-4f38-9b6d-7e8f9a0b1c2d",
    BOT_PASSWORD: "a-secret",
    PUBLIC_URL: "https://lessons.oakfield.example/",
    PORT: "0",
    DATA_DIR: dataDir,
    SECURITY_LOG_FILE: file,
  });
  const started = startApp({ config, root: resolve(import.meta.dirname, "../.."), version: "1.2.3" });
  await expect(started).rejects.toMatchObject({ code: "RECORD_DAMAGED" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    log: "security",
    level: 50,
    time: expect.any(Number),
    event: "start-refused",
    version: "1.2.3",
    reason: "RecordDamagedError RECORD_DAMAGED",
  });
  rmSync(folder, { recursive: true, force: true });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Look } from "../../src/app/preflight/look.ts";
import { SERVER_CHECKS } from "../../src/app/preflight/server-checks.ts";
import { lastCopy, noteCopy } from "../../src/record/copy/last-copy.ts";

const NOW = "2026-11-24T10:42:00.000Z";
const [DATABASE, NO_DATABASE] = [{ databaseUrl: "postgres://there" }, {}];

describe("the age of the newest copy of the record", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "copies-"));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  const look = (config: { readonly databaseUrl?: string }) =>
    SERVER_CHECKS.find(({ id }) => id === "copies")?.look({
      config: { ...config, dataDir },
      now: () => NOW,
      lastCopy,
    } as unknown as Look);

  it.each([
    ["2026-11-20T10:00:00.000Z", "green", /^the newest is of 20 November 2026$/],
    ["2026-11-19T10:00:00.000Z", "amber", /^the newest is 5 days old, of 19 November 2026$/],
  ])("of %s is %s: over a long weekend four days pass", async (at, state, says) => {
    await noteCopy(dataDir, at);
    expect(await look(NO_DATABASE)).toMatchObject({ state, says: expect.stringMatching(says) });
  });

  it("is not known where none was noted, or the note cannot be read, and then says what to do", async () => {
    writeFileSync(join(dataDir, "last-copy.json"), '{"at":');
    expect(await look(NO_DATABASE)).toMatchObject({
      state: "amber",
      says: "no copy is known",
      mend: expect.stringContaining("npm run backup"),
    });
  });

  it("is PostgreSQL's own affair where the record is there", async () => {
    expect(await look(DATABASE)).toMatchObject({ state: "grey" });
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wrongFiles } from "../../src/app/preflight/setting-files.ts";
import { schoolFile } from "../../src/practice/school/school-file.ts";

describe("the files that settings name, before the program is started", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lesson-guard-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wrong = (school: string | undefined, securityLog?: string) =>
    wrongFiles({ schoolFile: school, securityLogFile: securityLog });
  const written = (text: string): string => {
    const path = join(folder, "school.json");
    writeFileSync(path, text);
    return path;
  };

  it("are right where they can be read and written, and nothing is written", async () => {
    const log = join(folder, "security.log");
    expect(await wrong(written(JSON.stringify(schoolFile())), log)).toEqual([]);
    expect(existsSync(log)).toBe(false);
    writeFileSync(log, "a line\n");
    expect(await wrong(undefined, log)).toEqual([]);
    expect(readFileSync(log, "utf8")).toBe("a line\n");
    expect(await wrong(undefined)).toEqual([]);
  });

  it("are named where they are not there, are folders or have a mistake, in the words of the start", async () => {
    expect(await wrong(join(folder, "none.json"), join(folder, "no/such/folder.log"))).toEqual([
      "The school's settings cannot be read. Look at SCHOOL_FILE: it is not there (ENOENT).",
      "The security log cannot be written. Look at SECURITY_LOG_FILE: it is not there (ENOENT).",
    ]);
    expect(await wrong(folder, folder)).toEqual([
      "The school's settings cannot be read. Look at SCHOOL_FILE: it is a folder, not a file (EISDIR).",
      "The security log cannot be written. Look at SECURITY_LOG_FILE: it is a folder, not a file (EISDIR).",
    ]);
    expect(await wrong(written("{"))).toEqual(["SCHOOL_FILE is not valid JSON."]);
    expect(await wrong(written('{"name": "Oakfield"}'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SCHOOL_FILE has a mistake: /)]),
    );
  });
});

import { openRecords, type Records } from "../../src/record/records.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";
import type { ExportLine } from "../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { adding, fact } from "../record/samples.ts";
import { check, momentAt, newKey, wrongIn } from "./sealed-record.ts";

describe("seals of several schools, all signed with one key", () => {
  let records: Records;
  const key = newKey();

  beforeEach(async () => {
    records = await openRecords({ dataDir: ":memory:" });
  });

  afterEach(async () => records.close());

  const sealed = async (school: string): Promise<readonly ExportLine[]> => {
    const record = records.in(school);
    await record.append(adding(`lesson:${school}`, 0, fact("MeetingStarted")));
    await openSealer({ record, key, now: () => momentAt("18:00") }).seal(() => []);
    const lines: ExportLine[] = [];
    for await (const line of exportStreams(record, { streams: "all", at: momentAt("18:05") }))
      lines.push(JSON.parse(line) as ExportLine);
    return lines;
  };

  it("hold each school's own streams, and are checked by themselves", async () => {
    const oak = await sealed("oak");
    const elm = await sealed("elm");
    expect(wrongIn(check(oak))).toEqual([]);
    expect(wrongIn(check(elm))).toEqual([]);
    expect(JSON.stringify(elm)).not.toContain("oak");
    expect(await records.in("elm").read("seal:general:elm")).toHaveLength(1);
  });

  it("cannot be passed off as another school's", async () => {
    const renamed = (await sealed("oak")).map((line) =>
      line.line === "export" ? { ...line, school: "elm" } : line,
    );
    expect(wrongIn(check(renamed)).map(({ say }) => say)).toContainEqual(
      expect.stringContaining("belongs to another school"),
    );
  });

  it("of the first school name none, as before there were others", async () => {
    const lines = await sealed(FIRST_SCHOOL);
    expect(JSON.stringify(lines)).not.toContain('"school":');
    expect(wrongIn(check(lines))).toEqual([]);
  });
});

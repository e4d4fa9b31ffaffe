import { openRecordStore, type RecordStore } from "../../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../../src/record/scope.ts";
import { anchorText } from "../../../src/record/seal/anchor.ts";
import type { ExportLine } from "../../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { type SignedSeal, sealHash } from "../../../src/record/seal/seal.ts";
import { openSealer } from "../../../src/record/seal/sealer.ts";
import { schoolInSeals } from "../../../src/record/seal/streams.ts";
import { adding, fact } from "../samples.ts";
import { check, momentAt, newKey, wrongIn } from "./sealed-record.ts";

describe("seals of several schools, all signed with one key", () => {
  let records: RecordStore;
  const key = newKey();

  beforeEach(async () => {
    records = await openRecordStore({ dataDir: ":memory:" });
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
    // Signatures are chance, and three letters may come up in them: a stream's name has a colon, an id its quotes.
    expect(JSON.stringify(elm)).not.toMatch(/[":]oak"/);
    expect(JSON.stringify(oak)).toMatch(/[":]oak"/);
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

  describe("whose messages lie in one chat", () => {
    const SCHOOLS = [FIRST_SCHOOL, "oak", "elm"] as const;
    let exports: ReadonlyMap<string, readonly ExportLine[]>;

    /** Of the seals in a school's export, the first one first. @param named as a version does that names schools */
    const messagesOf = (school: string, named = true): readonly string[] =>
      (exports.get(school) ?? []).flatMap((line) =>
        line.line === "seal"
          ? [
              anchorText("general", "18:00", sealHash(line as SignedSeal), {
                school: named ? schoolInSeals({ school, store: "general" }) : undefined,
              }),
            ]
          : [],
      );
    const checked = (school: string, messages: readonly string[]) =>
      check(exports.get(school) ?? [], messages.join("\n"));

    beforeEach(async () => {
      const all = new Map<string, readonly ExportLine[]>();
      for (const school of SCHOOLS) {
        await sealed(school);
        const record = records.in(school);
        await openSealer({ record, key, now: () => momentAt("19:00") }).seal(() => []);
        const lines: ExportLine[] = [];
        for await (const line of exportStreams(record, { streams: "all", at: momentAt("19:05") }))
          lines.push(JSON.parse(line) as ExportLine);
        all.set(school, lines);
      }
      exports = all;
    });

    it.each(SCHOOLS)("pass, for the record of each: %s", (school) => {
      const findings = checked(
        school,
        SCHOOLS.flatMap((one) => messagesOf(one)),
      );
      expect(wrongIn(findings)).toEqual([]);
      expect(findings.at(-1)?.say).toMatch(
        /^2 messages kept, each of a seal in this file; the newest is of seal 2/,
      );
    });

    it("say how many were passed over that name no school, where they are not of this one", () => {
      const says = (school: string) =>
        checked(school, [...messagesOf(FIRST_SCHOOL), ...messagesOf(school)]).at(-1)?.say;
      expect(says("elm")).toMatch(
        /; passed over: 2 messages without a school and of no seal in this file, as the first school's are$/,
      );
      expect(says(FIRST_SCHOOL)).not.toContain("passed over");
    });

    it("of a school itself still find what was taken out", () => {
      const taken = "0".repeat(64);
      const message = anchorText("general", "18:00", taken, { school: "elm" });
      const wrong = wrongIn(checked("elm", [...SCHOOLS.flatMap((one) => messagesOf(one)), message]));
      expect(wrong.map(({ say }) => say)).toEqual([
        expect.stringContaining(`seal ${taken} is not in this file`),
      ]);
    });

    it("of before schools were named in them count for any, as they did", () => {
      expect(wrongIn(checked("elm", messagesOf("elm", false)))).toEqual([]);
      expect(
        wrongIn(checked("elm", [...messagesOf("elm", false), ...messagesOf("oak", false)])),
      ).toHaveLength(2);
      const [first = ""] = messagesOf("elm", false);
      const [, second = ""] = messagesOf("elm");
      expect(checked("elm", [first, second]).at(-1)?.say).toMatch(/^2 messages kept/);
    });

    it("do not vouch for a school where none of them is of it", () => {
      expect(wrongIn(checked("elm", messagesOf("oak")))).toHaveLength(1);
      expect(wrongIn(checked("elm", messagesOf(FIRST_SCHOOL)))).not.toEqual([]);
    });

    it("are asked for where only the seal itself was copied", () => {
      const bare = `${"0".repeat(64)}\n`;
      expect(wrongIn(checked("elm", [...messagesOf("elm"), bare]))).toHaveLength(1);
    });
  });

  it("of the first school name none, as before there were others", async () => {
    const lines = await sealed(FIRST_SCHOOL);
    expect(JSON.stringify(lines)).not.toContain('"school":');
    expect(wrongIn(check(lines))).toEqual([]);
  });
});

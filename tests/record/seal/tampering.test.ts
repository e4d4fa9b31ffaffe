import { hashOf } from "../../../src/record/log/chain.ts";
import type { ExportLine } from "../../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { sealHash, signSeal } from "../../../src/record/seal/seal.ts";
import {
  ADULT_CONCERN,
  check,
  closeDays,
  LESSON,
  momentAt,
  newKey,
  OTHER_LESSON,
  playDay,
  type SchoolDay,
  withEvent,
  wrongIn,
} from "./sealed-record.ts";
import { cutAfter, headsMoved, isEventOf, linkOf, rewritten } from "./tamper.ts";

afterEach(closeDays);

const WHOLE = { streams: "all" } as const;
const ONE = { streams: [LESSON] } as const;

describe("an export that no one has touched", () => {
  it.each([
    ["the whole general record", WHOLE],
    ["one lesson", ONE],
    ["the record of staff matters", { store: "adult", streams: "all" }],
    ["one concern about an adult", { store: "adult", streams: [ADULT_CONCERN] }],
  ] as const)("passes the check: %s", async (_, choice) => {
    const day = await playDay();
    const findings = check(await day.lines(choice), day.anchors());
    expect(wrongIn(findings)).toEqual([]);
    expect(findings.map(({ say }) => say).join("\n")).toMatch(/kept, each of a seal in this file/);
  });

  it("passes after personal payload was erased, and says how much is missing", async () => {
    const day = await playDay();
    await day.erase(LESSON, "18:04", [2]);
    const findings = check(await day.lines(), day.anchors());
    expect(wrongIn(findings)).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain("Zebedee");
    expect(findings.map(({ say }) => say)).toContain(
      `${LESSON}: 6 events, each as recorded (1 payload erased)`,
    );
  });

  it("passes after what an erasure left was erased, too", async () => {
    const day = await playDay();
    await day.erase(LESSON, "18:04", [2]);
    await day.erase(LESSON, "18:05", [4, 6]);
    expect(wrongIn(check(await day.lines(), day.anchors()))).toEqual([]);
    expect(wrongIn(check(await day.lines(ONE), day.anchors()))).toEqual([]);
  });

  it("passes where personal payload is erased while it is written", async () => {
    const day = await playDay();
    const { record } = day;
    const heads = async () => {
      const before = await record.heads();
      await day.erase(LESSON, "18:04", [2]);
      return before;
    };
    const lines: ExportLine[] = [];
    for await (const line of exportStreams({ ...record, heads }, { ...WHOLE, at: momentAt("18:05") }))
      lines.push(JSON.parse(line) as ExportLine);
    expect(JSON.stringify(lines)).not.toContain("Zebedee");
    expect(wrongIn(check(lines, day.anchors()))).toEqual([]);
  });

  it("says what the seals do not cover yet", async () => {
    const day = await playDay();
    const says = check(await day.lines(), day.anchors()).map(({ say }) => say);
    expect(says).toContain("school: as sealed, up to event 1 in seal 1; 1 event not sealed yet");
  });

  it("says what cannot be noticed without the messages kept", async () => {
    const day = await playDay();
    expect(check(await day.lines()).at(-1)).toMatchObject({
      ok: true,
      say: expect.stringContaining("no messages given"),
    });
  });

  it("is refused where it is not of the store that was asked for", async () => {
    const day = await playDay();
    await expect(day.lines({ streams: [LESSON, ADULT_CONCERN] })).rejects.toThrow("one scope only");
  });
});

describe.each([
  ["the whole record", WHOLE],
  ["one lesson", ONE],
] as const)("in an export of %s", (_, choice) => {
  let day: SchoolDay;
  let lines: readonly ExportLine[];

  beforeEach(async () => {
    day = await playDay();
    lines = await day.lines(choice);
  });

  /** What the checks say is wrong with the lines, and which event they name first. */
  const found = (changed: readonly object[]) => {
    const wrong = wrongIn(check(changed, day.anchors()));
    return { says: wrong.map(({ say }) => say), event: wrong.find(({ event }) => event)?.event };
  };

  it.each([
    ["type", { type: "PersonLeft" }],
    ["moment", { at: momentAt("09:21") }],
    ["content", { data: { note: "b" } }],
    ["schema", { schema: 2 }],
    ["commitment", { commitment: "0".repeat(64) }],
    ["digest", { hash: "0".repeat(64) }],
  ])("a changed %s is found and named", (_field, change) => {
    const { says, event } = found(withEvent(lines, LESSON, 3, (line) => [{ ...line, ...change }]));
    expect(event).toEqual({ stream: LESSON, version: 3 });
    expect(says[0]).toContain("has been changed");
  });

  it.each([
    ["name", { personal: { name: "Zebadiah", room: "Küche ☕" } }],
    ["salt", { salt: "0".repeat(64) }],
    ["payload without its salt", { salt: undefined }],
  ])("a changed personal payload is found and named: %s", (_field, change) => {
    const { says, event } = found(withEvent(lines, LESSON, 2, (line) => [{ ...line, ...change }]));
    expect(event).toEqual({ stream: LESSON, version: 2 });
    expect(says[0]).toContain("personal payload other than the one recorded");
  });

  it("a personal payload that was taken out together with its salt is found and named", () => {
    const { says, event } = found(
      withEvent(lines, LESSON, 2, ({ salt: _salt, personal: _personal, ...line }) => [line]),
    );
    expect(event).toEqual({ stream: LESSON, version: 2 });
    expect(says).toEqual([
      `${LESSON}, event 2: has lost its personal payload, and no later fact of its stream says that it was erased`,
    ]);
  });

  it.each([
    ["names another event", LESSON, [4]],
    ["stands in another stream", OTHER_LESSON, [2]],
  ] as const)("an erasure that %s does not excuse it", async (_what, stream, versions) => {
    await day.erase(stream, "18:04", versions);
    const taken = withEvent(await day.lines(choice), LESSON, 2, ({ salt, personal: _personal, ...line }) => {
      expect(salt).toBeDefined();
      return [line];
    });
    expect(found(taken).event).toEqual({ stream: LESSON, version: 2 });
  });

  it("an erasure does not excuse what came after it", async () => {
    await day.erase(LESSON, "18:04", [2, 7]);
    await day.append(LESSON, "18:05", { personal: { name: "Mia" } });
    const taken = withEvent(await day.lines(choice), LESSON, 7, ({ salt, personal: _personal, ...line }) => {
      expect(salt).toBeDefined();
      return [line];
    });
    expect(found(taken).event).toEqual({ stream: LESSON, version: 7 });
  });

  it("a personal payload given to an event that had none is found", () => {
    const extra = { salt: "0".repeat(64), personal: { name: "Mia" } };
    const { event } = found(withEvent(lines, LESSON, 3, (line) => [{ ...line, ...extra }]));
    expect(event).toEqual({ stream: LESSON, version: 3 });
  });

  it("a dropped event is found and named", () => {
    const { says, event } = found(withEvent(lines, LESSON, 3, () => []));
    expect(event).toEqual({ stream: LESSON, version: 3 });
    expect(says[0]).toContain("is missing");
  });

  it("swapped events are found", () => {
    const [, second, third] = lines.filter(isEventOf(LESSON));
    const swapped = lines.map((line) => (line === second ? third : line === third ? second : line) ?? line);
    expect(found(swapped).event).toEqual({ stream: LESSON, version: 2 });
  });

  it("an event given twice is found", () => {
    expect(found(withEvent(lines, LESSON, 2, (line) => [line, line])).event).toEqual({
      stream: LESSON,
      version: 3,
    });
  });

  it("a tail that was cut off, head and all, is found by the seals", () => {
    const { says, event } = found(cutAfter(lines, LESSON, 3));
    expect(event).toEqual({ stream: LESSON, version: 4 });
    expect(says[0]).toContain("seal 2 is over 5 events of this stream");
  });

  it("a stream that was dropped as a whole is found by the seals", () => {
    const { says, event } = found(cutAfter(lines, LESSON, 0));
    expect(event).toEqual({ stream: LESSON, version: 1 });
    expect(says[0]).toContain("missing with its whole stream");
  });

  it("a chain that was rewritten and hashed anew is found by the seals", () => {
    const { says, event } = found(rewritten(lines, LESSON, 2, { name: "Somebody else" }));
    expect(event).toEqual({ stream: LESSON, version: 1 });
    expect(says[0]).toContain("or one up to 3 is not the one that was sealed in seal 1");
  });

  it("an event put in later with an early time is found", () => {
    const stream = lines.some(isEventOf("school")) ? "school" : LESSON;
    const last = lines.findLast(isEventOf(stream));
    if (last === undefined) throw new Error("there is a last event");
    const version = last.version + 1;
    const link = { ...linkOf(last), version, at: momentAt("09:05"), previous: last.hash, commitment: null };
    const hash = hashOf(link);
    const added = withEvent(lines, stream, last.version, (line) => [line, { line: "event", ...link, hash }]);
    const { says } = found(headsMoved(added, stream, version, hash));
    expect(says).toEqual([expect.stringContaining("but seal 3 of 2026-11-24T18:00:00.000Z is not over it")]);
  });

  it("a seal taken out is found", () => {
    const { says } = found(lines.filter((line) => !(line.line === "seal" && line.number === 2)));
    expect(says.join()).toContain("seal 2: is missing");
  });

  it("a changed seal is found", () => {
    const changed = lines.map((line) =>
      line.line === "seal" && line.number === 2 ? { ...line, at: momentAt("12:01") } : line,
    );
    expect(found(changed).says.join()).toContain("seal 2: has been changed");
  });

  it("a seal signed with another key is found", () => {
    const key = newKey();
    const changed = lines.map((line) => {
      if (line.line !== "seal" || line.number !== 3) return line;
      const publicKey = Buffer.from(String(key.export({ format: "jwk" }).x), "base64url").toString("hex");
      const seal = signSeal({ ...line, publicKey }, key);
      return { line: "seal", ...seal, hash: sealHash(seal) };
    });
    expect(found(changed).says[0]).toContain("seal 3: is signed with another key");
  });

  it("the newest seals, cut off, are found by the messages kept", () => {
    const cut = lines.filter(
      (line) =>
        !(line.line === "seal" && line.number === 3) &&
        !((line.line === "tree" || line.line === "proof") && line.seal === 3),
    );
    const { says } = found(cut);
    expect(says.at(-1)).toContain("It was changed or taken out");
  });

  it("proofs and trees that were left out are noticed", () => {
    const { says } = found(lines.filter((line) => line.line !== "tree" && line.line !== "proof"));
    expect(says.length).toBeGreaterThan(0);
  });

  it("the word that it is whole cannot be changed without being noticed", () => {
    const turned = lines.map((line) => (line.line === "export" ? { ...line, whole: !line.whole } : line));
    expect(found(turned).says.length).toBeGreaterThan(0);
  });
});

import type { ExportLine } from "../../../src/record/seal/export-lines.ts";
import {
  CHILD_CONCERN,
  check,
  closeDays,
  LESSON,
  OTHER_LESSON,
  openDay,
  playDay,
  type SchoolDay,
  wrongIn,
} from "./sealed-record.ts";
import { cutAfter, isEventOf } from "./tamper.ts";

// LESSON has 3 events in seal 1, all 5 in seal 2, and does not change until seal 3.

let day: SchoolDay;
beforeEach(async () => {
  day = await playDay();
});
afterEach(closeDays);

const isProofOf =
  (stream: string, seal?: number) =>
  (line: ExportLine): boolean =>
    line.line === "proof" && line.stream === stream && (seal === undefined || line.seal === seal);

const proofIn = async (seal: number): Promise<ExportLine> => {
  const found = (await day.lines({ streams: [LESSON] })).find(isProofOf(LESSON, seal));
  if (found === undefined) throw new Error(`no proof in seal ${seal}`);
  return found;
};

const hashOfEvent = async (version: number): Promise<string> =>
  (await day.lines()).filter(isEventOf(LESSON))[version - 1]?.hash ?? "";

/** Without the proofs in the seals named. */
const without = (lines: readonly ExportLine[], ...seals: readonly number[]): readonly ExportLine[] =>
  lines.filter((line) => !seals.some((seal) => isProofOf(LESSON, seal)(line)));

const found = (lines: readonly object[]) => {
  const wrong = wrongIn(check(lines, day.anchors()));
  return { says: wrong.map(({ say }) => say), event: wrong.find(({ event }) => event)?.event };
};

const CUT_OFF = `${LESSON}, event 4: may have been cut off with all that came after it: the newest proof of this stream is in seal 1, none in seal 3`;

describe("a stream cut off together with its newer proofs", () => {
  it("is found in an export with a proof in each seal, and the first event that is not proven is named", async () => {
    const lines = await day.lines({ streams: [LESSON] });
    expect(found(cutAfter(without(lines, 2, 3), LESSON, 3))).toEqual({
      says: [CUT_OFF],
      event: { stream: LESSON, version: 4 },
    });
  });

  it("is found where an older proof stands in the place of the newest", async () => {
    const earlier = await proofIn(1);
    const lines = (await day.lines({ streams: [LESSON], proofs: "newest" })).map((line) =>
      isProofOf(LESSON)(line) ? earlier : line,
    );
    expect(found(cutAfter(lines, LESSON, 3))).toEqual({
      says: [CUT_OFF],
      event: { stream: LESSON, version: 4 },
    });
  });

  it("is found beside other streams that are whole, without the messages too", async () => {
    const lines = await day.lines({ streams: ["school", LESSON, OTHER_LESSON, CHILD_CONCERN] });
    const wrong = wrongIn(check(cutAfter(without(lines, 2, 3), LESSON, 3)));
    expect(wrong.map(({ say }) => say)).toEqual([CUT_OFF]);
  });

  it("is found where its proof in the newest seal was changed: the other streams stay as they were", async () => {
    const lines = await day.lines({ streams: [LESSON, OTHER_LESSON] });
    const changed = lines.map((line) => (isProofOf(LESSON, 3)(line) ? { ...line, length: 3 } : line));
    expect(found(changed).says).toEqual([
      `${LESSON}, event 3: the proof does not lead to seal 3`,
      expect.stringContaining(`${LESSON}, event 6: may have been cut off`),
    ]);
  });

  it("is found where it is said to have expired so", async () => {
    await day.append("keeping", "18:04", {
      type: "LessonsExpired",
      data: { streams: [{ stream: LESSON, length: 3, hash: await hashOfEvent(3) }] },
    });
    const lines = without(await day.lines({ streams: ["keeping", LESSON] }), 2, 3);
    const cut = cutAfter(lines, LESSON, 3).filter((line) => !isEventOf(LESSON)(line as ExportLine));
    expect(found(cut)).toEqual({ says: [CUT_OFF], event: { stream: LESSON, version: 4 } });
  });
});

describe("an export of some streams that no one has touched", () => {
  it.each([["each"], ["newest"]] as const)("proves every stream in the newest seal (%s)", async (proofs) => {
    const streams = ["school", LESSON, OTHER_LESSON, CHILD_CONCERN];
    const lines = await day.lines({ streams, proofs });
    expect(wrongIn(check(lines, day.anchors()))).toEqual([]);
    for (const stream of streams) expect(lines.filter(isProofOf(stream, 3))).toHaveLength(1);
  });

  it("says of a stream begun after the newest seal that it is not sealed yet", async () => {
    await day.append("lesson:new", "18:04", { type: "MeetingStarted" });
    const findings = check(await day.lines({ streams: [LESSON, "lesson:new"] }), day.anchors());
    expect(wrongIn(findings)).toEqual([]);
    expect(findings.map(({ say }) => say)).toContain("lesson:new: not sealed yet");
  });

  it("passes with a lesson that has expired since", async () => {
    await day.append("keeping", "18:04", {
      type: "LessonsExpired",
      data: { streams: [{ stream: LESSON, length: 5, hash: await hashOfEvent(5) }] },
    });
    await day.seal("general", "19:00");
    const lines = (await day.lines({ streams: ["keeping", LESSON], proofs: "newest" })).filter(
      (line) => !isEventOf(LESSON)(line),
    );
    const findings = check(lines, day.anchors());
    expect(wrongIn(findings)).toEqual([]);
    expect(findings.map(({ say }) => say)).toContain(
      `${LESSON}: expired on 2026-11-24 with 5 events, and stood so in seal 4`,
    );
  });

  it("passes before there is any proof to ask for", async () => {
    const early = await openDay();
    await early.seal("general", "08:00");
    await early.append(LESSON, "09:00", { type: "MeetingStarted" });
    expect(wrongIn(check(await early.lines({ streams: [LESSON] }), early.anchors()))).toEqual([]);
  });
});

describe("messages that end before the newest seal", () => {
  const upTo = (time: string): string =>
    day
      .anchors()
      .split(/(?=Lesson Guard\n)/)
      .filter((one) => {
        const sent = /24 November 2026 (\d\d:\d\d)/.exec(one)?.[1] ?? "";
        return sent <= time;
      })
      .join("");
  const saysOfLesson = (lines: readonly ExportLine[], anchors: string): string | undefined => {
    const findings = check(lines, anchors);
    expect(wrongIn(findings)).toEqual([]);
    return findings.findLast(({ say }) => say.startsWith(`${LESSON}: as sealed`))?.say;
  };

  it("vouch for a stream that is proven in the newest of them", async () => {
    const says = saysOfLesson(await day.lines({ streams: [LESSON] }), upTo("12:00"));
    expect(says).toBe(`${LESSON}: as sealed, up to event 5 in seal 3`);
  });

  it("do not vouch for the end of one that is proven before and after them only, and the check says so", async () => {
    await day.seal("general", "19:00");
    const lines = await day.lines({ streams: [LESSON] });
    expect(saysOfLesson(lines, upTo("18:00"))).toBe(
      `${LESSON}: as sealed, up to event 5 in seal 4; the messages kept reach to seal 3 and vouch for its ` +
        "first 5 events, but not that it had no more",
    );
  });

  it("vouch for nothing of one that is proven after them only, and the check says so", async () => {
    const lines = await day.lines({ streams: [LESSON], proofs: "newest" });
    expect(saysOfLesson(lines, upTo("12:00"))).toBe(
      `${LESSON}: as sealed, up to event 5 in seal 3; the messages kept reach to seal 2 and vouch for nothing of it`,
    );
  });

  it("say nothing of that in an export of the whole record, which shows what every seal is over", async () => {
    expect(saysOfLesson(await day.lines(), upTo("12:00"))).toBe(
      `${LESSON}: as sealed, up to event 5 in seal 2`,
    );
  });
});

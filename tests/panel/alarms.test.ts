import { alarmsOf } from "../../src/panel/alarms.ts";
import { arrivalView } from "./support/views.ts";
import { END_NOT_DONE, NOTICES, wronged } from "./support/worst.ts";

const view = wronged(arrivalView());
const AT = "2026-11-24T10:40:00.000Z";
const well = { asOf: undefined, reach: "answered", stale: undefined } as const;
const keys = (look: Parameters<typeof alarmsOf>[0]): readonly string[] =>
  alarmsOf(look).map(({ key }) => key.split(" 2026")[0] ?? "");

describe("what cannot wait, the most pressing first", () => {
  it("is nothing while all is well", () => {
    expect(alarmsOf({ ...well, view: arrivalView() })).toEqual([]);
  });

  it("is children without staff, then that Teams is silent, then the rest, last that updates are cut off", () => {
    expect(keys({ ...well, asOf: AT, view })).toEqual([
      "alone",
      "not sent",
      "recording",
      "recording",
      "drift",
      "cut off",
    ]);
  });

  it("has one line of each that stands out: what to do first; the rest is read after it", () => {
    const [alone, notSent] = alarmsOf({ ...well, view });
    expect(alone?.sentence).toBe("Join in Teams, then press Resume.");
    expect(alone?.rest).toMatch(/^No member of staff has been in the lesson since 10:41\. Without staff/);
    for (const { sentence } of [alone, notSent, ...alarmsOf({ ...well, asOf: AT, view })].flatMap(
      (one) => one ?? [],
    ))
      expect([sentence, sentence.length < 120 || sentence.startsWith("As of")]).toEqual([sentence, true]);
  });

  it("puts staff who are back after that Teams is silent", () => {
    const back = { ...view, notices: NOTICES.map((one) => ({ ...one, resume: true as const })) };
    expect(keys({ ...well, view: back }).slice(0, 2)).toEqual(["not sent", "alone"]);
  });

  it.each([
    ["the record is away", { ...well, asOf: AT, stale: "The record is away." }],
    ["nothing answers", { ...well, asOf: AT, reach: "not answered" }],
    ["Teams signs no one in", { ...well, asOf: AT, reach: "not signed in" }],
  ] as const)("is before all else that %s, with Teams' own presses and the phone", (_what, look) => {
    const [first, ...others] = alarmsOf({ ...look, view });
    expect(first?.byHand?.join(" ")).toMatch(/Leave, then End meeting.*Lock the meeting.*01234 567890/);
    expect([first, ...others].every((one) => /^As of \d/.test(one?.sentence ?? ""))).toBe(true);
    expect(others).toHaveLength(NOTICES.length);
    // An end under way says itself what to press.
    const [ending] = alarmsOf({ ...look, view: { ...view, end: END_NOT_DONE } });
    expect(ending?.byHand?.join(" ")).not.toContain("Leave");
    expect(ending?.byHand?.join(" ")).toContain("01234 567890");
  });
});

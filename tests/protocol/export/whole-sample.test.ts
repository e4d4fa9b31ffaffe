import type { Document } from "../../../src/protocol/export/document.ts";
import { countLesson, sampleDocument } from "../../../src/protocol/export/sample-document.ts";
import { concernView } from "../../panel/support/views.ts";
import { arrival, guest, planned, roster, type Story, TEACHER, user, withCameras } from "../lesson/story.ts";

const DAYS = { from: "2026-11-01", to: "2026-11-30" };
const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };
const UNNAMED = { ...AROUND, school: "" };
const table = ({ sections }: Document, heading: string) =>
  sections.find((one) => one.heading === heading)?.table ?? { columns: [], rows: [] };

const linesOf = ({ sections }: Document, heading: string) =>
  sections.find((one) => one.heading === heading)?.lines;
const CONCERNS = "Concerns about children that the person who made this may read";

/** Ben was checked, Amara was not in a family room until she moved, Chidi stayed in the lobby. */
const taught = (): Story => {
  const story = withCameras(arrival());
  const noted = { pupil: "p-amara", reason: "not a family room" } as const;
  story.press({ press: "note-exception", ...noted });
  story.wait(60_000).press({ press: "all-others-fine" });
  story.wait(60_000).press({ press: "put-right", ...noted });
  story.wait(60_000).after({ report: "meeting-ended" });
  return story;
};

describe("a sample for an inspection", () => {
  const { lesson, events } = taught();
  const sample = (many: number, shown: number): Document =>
    sampleDocument(
      {
        from: "2026-11-01",
        to: "2026-11-30",
        counts: Array.from({ length: many }, () => countLesson(lesson)),
        lessons: Array.from({ length: shown }, () => ({ lesson, events })),
        concerns: [],
      },
      AROUND,
    );

  it.each([
    [0, 0, "There was no lesson in this period."],
    [1, 1, "This is the only lesson in this period."],
    [3, 3, "All 3 lessons in this period are shown."],
    [9, 3, "3 of the 9 lessons are shown, spread evenly over the period and not picked by hand."],
  ])("of %d lessons, %d shown, says how they were chosen", (many, shown, words) => {
    const { intro } = sample(many, shown);
    expect(intro.slice(0, 2)).toEqual(["Oakfield", "Lessons from 1 November 2026 to 30 November 2026."]);
    expect(intro[2]).toMatch(words);
    expect(intro[2]).toContain("Pupils, families and staff are not named.");
  });

  it("counts lessons by kind, and each exception", () => {
    const group = { ...countLesson(lesson), kind: "group", endedForAll: true };
    const document = sampleDocument(
      { ...DAYS, counts: [countLesson(lesson), group, group], lessons: [], concerns: [] },
      UNNAMED,
    );
    expect(document.intro).toHaveLength(2);
    expect(linesOf(document, "Figures")).toEqual([
      "1 class lesson. Of 3 pupils expected, 2 came; of 1 it was noted that a grown-up was seen with them. None was ended for safety.",
      "2 group lessons. Of 6 pupils expected, 4 came; of 2 it was noted that a grown-up was seen with them. 2 were ended for safety.",
    ]);
    expect(linesOf(document, "Exceptions noted")).toEqual([
      "not a family room: 3 times.",
      "Never noted: no adult seen, name not shown, dress, language, adult spoke to others, screenshot by the family.",
    ]);
  });

  it("counts of a lesson who came, and whether it was ended for safety", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
      roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor")),
    );
    const counted = { kind: "class", expected: 3, came: 1, checked: 0, exceptions: [], endedForAll: false };
    expect(countLesson(story.lesson)).toEqual(counted);
    story.press({ press: "end-for-all" });
    expect(countLesson(story.lesson)).toEqual(counted);
    story.wait(4000).after({ report: "end-window-passed" });
    expect(countLesson(story.lesson)).toEqual({ ...counted, endedForAll: true });
    const [shown] = sampleDocument(
      { ...DAYS, counts: [], lessons: [story], concerns: [] },
      AROUND,
    ).sections.slice(-2);
    expect(shown?.table?.rows.map(([, came]) => came)).toEqual(["yes", "no", "no"]);
  });

  it("numbers its lessons and pupils, and names no one", () => {
    const document = sample(2, 2);
    const headings = document.sections.map(({ heading }) => heading).slice(-4);
    expect(headings).toEqual([
      "Lesson 1: class, 24 November 2026, 10:00",
      "Lesson 1: what happened when",
      "Lesson 2: class, 24 November 2026, 10:00",
      "Lesson 2: what happened when",
    ]);
    expect(table(document, headings[0] ?? "")).toEqual({
      columns: ["Pupil", "Came", "Checked", "Exceptions"],
      rows: [
        ["pupil 1", "yes", "no", "not a family room"],
        ["pupil 2", "yes", "together", ""],
        ["pupil 3", "no, only in the lobby", "no", ""],
      ],
    });
  });

  it("tells what happened with numbers in the place of names, the same for the same person", () => {
    const { rows } = table(sample(1, 1), "Lesson 1: what happened when");
    const told = rows.map(([, what]) => what).join(" ");
    for (const number of ["pupil 1", "pupil 2", "Staff 1", "Device 2"]) expect(told).toContain(number);
    expect(told).not.toMatch(/pupil 0|Staff 0|Device 0|Amara|Hart/);
  });

  it("counts concerns: how many, how soon they were taken, and what is still open", () => {
    const raisedAt = "2026-11-24T10:00:00.000Z";
    const taken = (minutes: number) => ({
      raisedAt,
      seen: [{ by: "Mrs Dale", at: new Date(Date.parse(raisedAt) + minutes * 60_000).toISOString() }],
      closed: { at: raisedAt, by: "Mrs Dale", decision: "", reason: "" },
    });
    const document = sampleDocument(
      {
        ...DAYS,
        counts: [],
        lessons: [],
        concerns: [
          taken(9),
          { ...taken(1), cpoms: { state: "not yet" as const } },
          taken(2),
          { raisedAt, seen: [], closed: undefined, cpoms: undefined },
        ].map((one) => concernView(one as object)),
      },
      AROUND,
    );
    expect(linesOf(document, CONCERNS)).toEqual([
      "4 were raised; a DSL or headteacher took 3.",
      "Half of those were taken within 2 minutes.",
      "3 were closed with a decision and a reason; of these, 1 was not yet on CPOMS.",
    ]);
    const of = (concerns: readonly object[]) =>
      sampleDocument(
        { ...DAYS, counts: [], lessons: [], concerns: concerns.map((one) => concernView(one)) },
        AROUND,
      );
    expect(linesOf(of([]), CONCERNS)).toEqual(["None was raised."]);
    expect(linesOf(of([taken(0.4)]), CONCERNS)).toEqual([
      "1 was raised; a DSL or headteacher took 1.",
      "Half of those were taken within 24 seconds.",
      "1 was closed with a decision and a reason.",
    ]);
  });
});

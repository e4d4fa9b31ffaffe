import { childDocument } from "../../../src/protocol/export/child-document.ts";
import { arrival, planned, REGISTER, type Story, withCameras } from "../lesson/story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

/** The lessons of one child; where the register was replaced later, `lastNamed` is before that. */
const lessonsOf = (name: string, { lesson }: Story, lastNamed = lesson) =>
  childDocument(
    { name, lessons: [{ lesson, lastNamed, pupils: lastNamed.register }], concerns: [], alsoMasked: [] },
    AROUND,
  ).sections.find(({ heading }) => heading === "Lessons");

const taught = (): Story => {
  const story = withCameras(arrival());
  story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
  story.press({ press: "note-exception", pupil: "p-amara", reason: "not a family room" });
  story.press({ press: "all-others-fine" });
  return story.after({ report: "meeting-ended" });
};

const WHEN = ["24 November 2026, 10:00", "class", "Miss Hart, Staff"];

describe("what is held on one child says of each lesson", () => {
  it("when it was, its kind, as whom the child came, how they were checked, and what was noted", () => {
    expect(lessonsOf("Ben Price", taught())?.table?.rows).toEqual([
      [...WHEN, "Ben's mum (Guest)", "10:00:00, together", ""],
    ]);
    expect(lessonsOf("Amara Okafor", taught())?.table).toEqual({
      columns: ["When", "Kind", "Staff", "Came as", "Checked", "Exceptions"],
      rows: [[...WHEN, "Amara Okafor (Guest)", "no", "not a family room 10:00:00"]],
    });
  });

  it("that the child did not come, to a lesson that has not begun", () => {
    expect(lessonsOf("Chidi Nwosu", planned())?.table?.rows).toEqual([[...WHEN, "did not come", "no", ""]]);
  });

  it("that the child was not on the register at the end, where it was replaced", () => {
    const story = arrival();
    const before = story.lesson;
    story.press({ press: "set-register", source: "csv", register: REGISTER.slice(0, 1) });
    expect(story.lesson).not.toBe(before);
    expect(lessonsOf("Ben Price", story, before)?.table?.rows).toEqual([
      [...WHEN, "Ben's mum (Guest); not on the register at the end", "no", ""],
    ]);
  });

  it("nothing, where no register names them", () => {
    expect(lessonsOf("Xiu Zhang", taught())).toEqual({
      heading: "Lessons",
      lines: ["No register names this child."],
    });
  });
});

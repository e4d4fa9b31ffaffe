import { type ChildContents, childDocument } from "../../../src/protocol/export/child-document.ts";
import { THIRD_PARTY } from "../../../src/protocol/export/mask.ts";
import type { ConcernView } from "../../../src/protocol/screen/view.ts";
import { concernView } from "../../panel/support/views.ts";
import { arrival, planned, REGISTER, type Story, withCameras } from "../lesson/story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

/** The lessons of one child; if the register was replaced later, `lastNamed` is the state before that. */
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

const WHEN = ["24 November 2026, 10:00", "class", "Miss Hart"];

describe("what is held on one child says of each lesson", () => {
  it("when it was, its kind, as whom the child came, how they were checked, and what was noted", () => {
    expect(lessonsOf("Ben Price", taught())?.table?.rows).toEqual([
      [...WHEN, "Ben's mum (Guest)", "10:00, together", ""],
    ]);
    expect(lessonsOf("Amara Okafor", taught())?.table).toEqual({
      columns: ["When", "Lesson", "Staff who came", "Came as", "Checked", "Exceptions"],
      rows: [[...WHEN, "Amara Okafor (Guest)", "no", "not a family room 10:00"]],
    });
  });

  it("that the child did not come, to a lesson that has not begun", () => {
    expect(lessonsOf("Chidi Nwosu", planned())?.table?.rows).toEqual([
      [...WHEN.slice(0, 2), "", "not seen inside by name", "no", ""],
    ]);
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

describe("what is held on one child begins and ends with", () => {
  const documentOf = (more: Partial<ChildContents>, school = "Oakfield") =>
    childDocument(
      { name: "Amara Okafor", lessons: [], concerns: [], alsoMasked: [], ...more },
      { ...AROUND, school },
    );

  it("whose it is and from which school, and that free text is to be read before it is handed over", () => {
    const { intro } = documentOf({});
    expect(intro.slice(0, 2)).toEqual(["Oakfield", "Child: Amara Okafor"]);
    expect(intro.at(-1)).toContain("read all of it before you hand it over");
    expect(documentOf({}, "").intro).toEqual(intro.slice(1));
  });

  it("each concern that may be read: what it is, who raised it, and how it was decided, without another pupil", () => {
    const details = [{ at: AROUND.now, by: "Miss Hart", who: "Amara Okafor", words: "Amara and Ben Price" }];
    const open = concernView({ details });
    const closed = concernView({
      details,
      closed: { at: AROUND.now, by: "Mrs Dale", decision: "Spoke to Ben Price", reason: "Ben Price told us" },
    });
    const lessons = [{ lesson: taught().lesson, lastNamed: taught().lesson, pupils: REGISTER }];
    const linesOf = (concern: ConcernView) =>
      documentOf({ lessons, concerns: [concern] }).sections.flatMap(({ lines = [] }) => lines);
    expect(linesOf(open)).toEqual(
      expect.arrayContaining([open.plain, `Raised by ${open.raisedBy}.`, "Not closed yet."]),
    );
    const said = linesOf(closed);
    expect(said).toContain(`Decision: Spoke to ${THIRD_PARTY}\nReason: ${THIRD_PARTY} told us`);
    expect(said.join()).not.toContain("Price");
    expect(said.join()).toContain("Amara");
  });

  it("that there are no concerns which may be read, where there are none", () => {
    expect(documentOf({}).sections.at(-1)).toEqual({
      heading: "Concerns",
      lines: ["No concerns that the person who made this may read."],
    });
  });

  it("no name of the pupils of a concern's lesson, and each name of the child, whatever they are called", () => {
    const details = [{ at: AROUND.now, by: "Miss Hart", words: "Mara, and Zed Young" }];
    const text = JSON.stringify(
      documentOf({
        lessons: [
          {
            lesson: taught().lesson,
            lastNamed: taught().lesson,
            pupils: [
              { id: "p-amara", name: "Amara Okafor", also: ["Mara Okafor"] },
              { id: "p-mara", name: "Mara Young", also: [] },
            ],
          },
        ],
        concerns: [concernView({ details })],
        alsoMasked: [{ id: "p-zed", name: "Zed Young", also: [] }],
      }),
    );
    expect(text).toContain("Mara, and");
    expect(text).not.toContain("Zed");
  });
});

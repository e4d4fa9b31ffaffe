import { childDocument } from "../../../src/protocol/export/child-document.ts";
import { concernDocument } from "../../../src/protocol/export/concern-document.ts";
import type { Document } from "../../../src/protocol/export/document.ts";
import { lessonDocument, pupilsIn } from "../../../src/protocol/export/lesson-document.ts";
import { concernView } from "../../panel/support/views.ts";
import { arrival, FOUND, guest, MET, roster, Story, TEACHER, user, withCameras } from "../lesson/story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };
const UNNAMED = { ...AROUND, school: "" };
const table = ({ sections }: Document, heading: string) =>
  sections.find((one) => one.heading === heading)?.table ?? { columns: [], rows: [] };

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

describe("the record of a lesson", () => {
  const { lesson, events } = taught();
  const document = lessonDocument(lesson, events, AROUND);

  it("stands under the school's name, where it has one", () => {
    expect({ title: document.title, intro: document.intro }).toEqual({
      title: "Lesson record",
      intro: ["Oakfield"],
    });
    expect(lessonDocument(lesson, events, UNNAMED).intro).toEqual([]);
  });

  it("says what was asked, seen and done, and no more", () => {
    const { columns, rows } = table(document, "The lesson");
    expect(columns).toEqual(["What", "As recorded"]);
    expect(rows.filter(([what]) => what !== "Meeting options" && !what?.startsWith("E"))).toEqual(
      expect.arrayContaining([
        ["Kind", "class"],
        ["Platform", "Microsoft Teams"],
        ["Started", "24 November 2026, 10:00"],
        ["Over", "24 November 2026, 10:03"],
        ["Recording allowed", "not confirmed by Teams"],
        [
          "Recording seen",
          "none seen while Lesson Guard was in the call; a recording outside Teams cannot be seen",
        ],
        ["Transcript allowed", "not confirmed by Teams"],
      ]),
    );
    expect(rows).toContainEqual(["Ended for all", "no"]);
    // Invited staff who were not seen inside are no part of those who came.
    expect(rows).toContainEqual(["Staff who came", "Miss Hart (organiser)"]);
    expect(rows).toContainEqual(["Invited staff, not seen inside", "Staff (co-organiser)"]);
    // What is not known is left out.
    expect(rows.map(([what]) => what)).not.toContain("Title");
  });

  it("says of each pupil whether they came, how they were checked, and what was noted and put right", () => {
    expect(table(document, "Pupils expected")).toEqual({
      columns: ["Pupil", "Came", "Inside, as Teams showed it", "Checked", "Exceptions"],
      rows: [
        [
          "Amara Okafor",
          "yes",
          "10:00 to 10:03; 3 minutes",
          "not checked",
          "not a family room 10:00, put right 10:02",
        ],
        ["Ben Price", "yes", "10:00 to 10:03; 3 minutes", "10:01, together", ""],
        ["Chidi Nwosu", "no, only in the lobby", "", "not checked", ""],
      ],
    });
  });

  it("says who did not come, and who stood under which name", () => {
    const story = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor"),
        guest("r-ben", "Ben Price"),
        guest("r-x", "iPad"),
      ),
    );
    story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
    const other = lessonDocument(story.lesson, story.events, AROUND);
    expect(table(other, "People Teams showed")).toMatchObject({
      columns: ["Name shown", "Taken for", "Came at", "Inside, as Teams showed it"],
      rows: expect.arrayContaining([
        ["Miss Hart", "staff", "10:00", "10:00 to now"],
        ["iPad", "not expected", "10:00", "10:00 to now"],
      ]),
    });
    const [begin] = table(other, "The lesson").rows.filter(([what]) => what === "Over");
    expect(begin).toEqual(["Over", "not yet"]);
  });

  it("says whom each device was taken for, and leaves out apps", () => {
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    const story = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor"),
        guest("r-ben", "Ben Price"),
        guest("r-x", "iPad"),
        app,
      ),
    );
    story.press({
      press: "recognise",
      person: "r-x",
      recognition: { as: "pupils", pupils: ["p-ben", "p-chidi"] },
    });
    const rows = table(lessonDocument(story.lesson, story.events, AROUND), "People Teams showed").rows;
    expect(rows.map(([shown, as]) => [shown, as])).toEqual(
      expect.arrayContaining([
        ["Miss Hart", "staff"],
        ["Amara Okafor", "Amara Okafor"],
        ["iPad", "Ben Price, Chidi Nwosu"],
      ]),
    );
    expect(rows.map(([shown]) => shown)).not.toContain("Notes");
  });

  it("is all that tells of its pupils once it has expired: their names, and no other table's", () => {
    expect(pupilsIn(document)).toEqual(
      ["Amara Okafor", "Ben Price", "Chidi Nwosu"].map((name) => ({ id: "", name, also: [] })),
    );
    const oneToOne = new Story().after(MET, FOUND);
    oneToOne.press({ press: "choose-kind", kind: "one-to-one" });
    oneToOne.press({
      press: "set-register",
      source: "csv",
      register: [{ id: "p-amara", name: "Amara Okafor", also: [] }],
    });
    const expired = lessonDocument(oneToOne.lesson, oneToOne.events, AROUND);
    expect(pupilsIn(expired).map(({ name }) => name)).toEqual(["Amara Okafor"]);
    const bare = new Story().after(MET, FOUND);
    expect(pupilsIn(lessonDocument(bare.lesson, bare.events, AROUND))).toEqual([]);
  });

  it("tells its story with a time for each sentence", () => {
    const { columns, rows } = table(document, "What happened when");
    expect(columns).toEqual(["Time", "What"]);
    expect(rows[0]?.[0]).toBe("10:00:00");
    expect(rows.at(-1)?.[0]).toBe("10:03:00");
  });

  it("says of what records when it was seen, and whether its end was (S2)", () => {
    const inside = user("r-teacher", TEACHER);
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    const families = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
    const story = arrival()
      .wait(60_000)
      .after(roster({ ...inside, recording: true }, ...families))
      .wait(60_000)
      .after(roster(inside, ...families))
      .wait(60_000)
      .after(roster(inside, ...families, app));
    const [seen] = table(lessonDocument(story.lesson, story.events, AROUND), "The lesson").rows.filter(
      ([what]) => what === "Recording seen",
    );
    expect(seen?.[1]).toBe(
      "a Teams recording from 10:01:00 to 10:02:00; an app that may record from 10:03:00; its end was not seen",
    );
  });

  it.each([
    [true, "allowed in the meeting options as Teams read them back from 10:00:00 on"],
    [false, "not allowed in the meeting options as Teams read them back from 10:00:00 on"],
  ])("says whether Teams read back that recording is allowed: %s", (recording, words) => {
    const asked = lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const story = arrival().after({
      report: "options-seen",
      asked,
      seen: { ...asked, recording, transcription: recording },
      coOrganisersSet: false,
    });
    const { rows } = table(lessonDocument(story.lesson, story.events, AROUND), "The lesson");
    expect(rows).toContainEqual(["Recording allowed", words]);
    expect(rows).toContainEqual(["Transcript allowed", words]);
  });
});

describe("a concern, for those who may read it", () => {
  const at = AROUND.now;
  const told = { by: "Mrs Dale", at };
  const closed = { ...told, decision: "Spoke to home", reason: "Child is safe" };
  const made = (more: object): Document => concernDocument(concernView(more), AROUND);
  const lines = (document: Document, heading: string) =>
    document.sections.find((one) => one.heading === heading)?.lines;

  it("holds the decision and its reason, or that there is none yet", () => {
    expect(lines(made({ closed: undefined }), "Decision")).toEqual(["Not closed yet."]);
    expect(lines(made({ closed }), "Decision")).toEqual([
      "Decision: Spoke to home",
      "Reason: Child is safe",
      "Mrs Dale, 24 November 2026, 12:00",
    ]);
  });

  it.each<[string, object | undefined, readonly string[] | undefined]>([
    ["nothing where it does not belong there", undefined, undefined],
    ["nothing where it is asked at closing", { state: "asked at closing" }, undefined],
    [
      "that it is still open",
      { state: "not yet" },
      ["Not yet: neither a reference nor a reason has been given."],
    ],
    [
      "the reference",
      { state: "done", reference: "4711", ...told },
      ["CPOMS reference: 4711", "Mrs Dale, 24 November 2026, 12:00"],
    ],
    [
      "why not",
      { state: "not needed", reason: "No child is named", ...told },
      ["Not needed in CPOMS: No child is named", "Mrs Dale, 24 November 2026, 12:00"],
    ],
  ])("says of CPOMS %s (X3)", (_what, cpoms, words) => {
    expect(lines(made({ cpoms }), "CPOMS")).toEqual(words);
  });

  it("holds what was written, each with its writer; where nothing was, that", () => {
    const details = [{ ...told, who: "Amara Okafor", words: "He said he was hungry", done: "Phoned home" }];
    expect(lines(made({ details }), "Written by Mrs Dale, 24 November 2026, 12:00")).toEqual([
      "Who: Amara Okafor",
      "What was seen and heard: He said he was hungry",
      "What was done: Phoned home",
    ]);
    expect(lines(made({ details: [] }), "Details")).toEqual(["Nothing was written."]);
  });
});

describe("what is held on one child", () => {
  it("stands under the school's name, where it has one, and says what it cannot promise", () => {
    const contents = { name: "Amara Okafor", lessons: [], concerns: [], alsoMasked: [] };
    const { intro } = childDocument(contents, AROUND);
    expect(intro.slice(0, 2)).toEqual(["Oakfield", "Child: Amara Okafor"]);
    expect(childDocument(contents, UNNAMED).intro[0]).toBe("Child: Amara Okafor");
  });

  it("masks the pupils of a concern's lesson too, and never the child's own name", () => {
    const details = [{ at: AROUND.now, by: "Miss Hart", words: "Amara told Chidi." }];
    const contents = {
      name: "Amara Okafor",
      lessons: [],
      concerns: [concernView({ details })],
      alsoMasked: ["Chidi Nwosu", "Amara Okafor"].map((name) => ({ id: name, name, also: [] })),
    };
    const text = JSON.stringify(childDocument(contents, AROUND));
    expect(text).toContain("Amara told ");
    expect(text).not.toContain("Chidi");
  });
});

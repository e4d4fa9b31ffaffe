import { childDocument } from "../../../src/protocol/export/child-document.ts";
import { concernNames } from "../../../src/protocol/export/concern-names.ts";
import type { Document } from "../../../src/protocol/export/document.ts";
import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { THIRD_PARTY } from "../../../src/protocol/export/mask.ts";
import { countLesson, sampleDocument, spread } from "../../../src/protocol/export/sample-document.ts";
import { concernView } from "../../panel/support/views.ts";
import {
  arrival,
  ended,
  guest,
  planned,
  REGISTER,
  roster,
  type Story,
  TEACHER,
  user,
  withCameras,
} from "../lesson/story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

const textOf = (document: Document): string => JSON.stringify(document);

const taught = () => {
  const story = withCameras(arrival());
  story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
  story.press({ press: "note-exception", pupil: "p-amara", reason: "not a family room" });
  story.press({ press: "all-others-fine" });
  story.after({ report: "meeting-ended" });
  return story;
};

describe("a lesson, for the DSL", () => {
  const story = taught();
  const document = lessonDocument(story.lesson, story.events, AROUND);

  it("answers who was expected, who came and how each was checked", () => {
    const pupils = document.sections.find(({ heading }) => heading === "Pupils expected")?.table;
    expect(pupils?.rows.map(([name, came, _inside, checked]) => [name, came, checked])).toEqual([
      ["Amara Okafor", "yes", "not checked"],
      ["Ben Price", "yes", "10:00, together"],
      ["Chidi Nwosu", "no, only in the lobby", "not checked"],
    ]);
    expect(pupils?.rows[0]?.[4]).toBe("not a family room 10:00");
  });

  it("tells what happened in order, and says of recording only what Teams confirmed", () => {
    const told = document.sections.at(-1)?.table?.rows.map(([, what]) => what) ?? [];
    const order = ["The meeting started.", "Ben's mum (Guest) came in.", "The meeting was over."];
    expect(told.filter((one) => order.includes(one ?? ""))).toEqual(order);
    expect(textOf(document)).toContain("not confirmed by Teams");
  });

  it("says how it is known that the lesson began, where Teams did not tell of it", () => {
    const told = ({ lesson, events }: Story): string => textOf(lessonDocument(lesson, events, AROUND));
    const join = told(planned().after(roster(guest("r-amara", "Amara Okafor"))));
    expect(join).toContain("A person was in the meeting before Teams said that it had started.");
    const pressed = planned();
    pressed.press({ press: "pause" });
    expect(told(pressed)).toContain(
      "Staff pressed before Teams had said that the meeting had started: the lesson began with that.",
    );
    for (const text of [join, told(pressed)]) expect(text).not.toContain("The meeting started.");
  });

  it("says that options are confirmed only where what Teams read back is what was asked for", () => {
    const { lesson } = arrival();
    const asked = lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const told = (seen: object): string => {
      const read = arrival().after({ report: "options-seen", asked, seen, coOrganisersSet: true });
      return textOf(lessonDocument(read.lesson, read.events, AROUND));
    };
    expect(told({ ...asked, lobbyScope: "everyone" })).not.toContain("Teams confirmed the meeting options");
    expect(told({ ...asked, lobbyScope: "everyone" })).toContain("Teams showed other meeting options");
    expect(told(asked)).toContain("Teams confirmed the meeting options.");
    expect(told(asked)).not.toContain("Teams showed other meeting options");
    const read = arrival().after({
      report: "options-seen",
      asked,
      seen: asked,
      coOrganisersSet: false,
      coOrganisers: { notStaff: 1, staffWithout: 0 },
    });
    expect(textOf(lessonDocument(read.lesson, read.events, AROUND))).toContain(
      "Teams confirmed the meeting options. 1 co-organiser was not known as staff here.",
    );
  });

  it("names no concern: a lesson that was ended shows its alert without a reference", () => {
    const { lesson, events } = ended();
    const text = textOf(lessonDocument(lesson, events, AROUND));
    expect(text).toContain("the DSL was to be told: the lesson was being ended for safety");
    expect(text).not.toContain(lesson.end?.alert ?? "-");
  });
});

describe("one child, for the family", () => {
  const { lesson } = taught();
  const lessons = [{ lesson, lastNamed: lesson, pupils: lesson.register }];

  it("holds this child's own entries and no other person's name", () => {
    const text = textOf(
      childDocument({ name: "amara okafor", lessons, concerns: [], alsoMasked: [] }, AROUND),
    );
    expect(text).toContain("not a family room");
    expect(text).toContain("Amara Okafor (Guest)");
    for (const other of ["Ben", "Price", "Chidi", "Nwosu"]) expect(text).not.toContain(other);
  });

  it("marks other pupils in what was written of a concern", () => {
    const at = AROUND.now;
    const concern = concernView({
      details: [
        { at, by: "Miss Hart", who: "Amara Okafor", words: "Amara said BEN PRICE and Chidi laughed." },
      ],
    });
    const text = textOf(
      childDocument({ name: "Amara Okafor", lessons, concerns: [concern], alsoMasked: [] }, AROUND),
    );
    expect(text).toContain(`Amara said ${THIRD_PARTY} and ${THIRD_PARTY} laughed.`);
  });
});

describe("a concern is one child's", () => {
  const names = (detail: object, name: string | readonly string[], others: readonly string[] = []) =>
    concernNames(
      concernView({ details: [{ at: AROUND.now, by: "x", ...detail }] }),
      typeof name === "string" ? [name] : name,
      others.map((other, n) => ({ id: `${n}`, name: other, also: [] })),
    );

  it.each<[string, string, boolean]>([
    ["amara okafor, Ben Price", "Amara Okafor", true],
    ["Ben Price, Amara Okafor", "Amara Okafor", true],
    ["Zoë Price", "Zoe Price", true],
    ["Zoe Price", "Zoë Price", true],
    ["Ben Price; Sam \u00a0 Price", "Sam  Price", true],
    ["Niamh O’Brien", "niamh o'brien", true],
    ["Lukasz Nowak", "Łukasz Nowak", true],
    ["Amara Okafor's mum", "Amara Okafor", true],
    ["Mum of Amara Okafor (again)", "Amara Okafor", true],
    ["Ben Price and Amara Okafor in Year 4", "Amara Okafor", true],
    ["Okafor, Amara", "Okafor, Amara", true],
    ["Eve", "Eve", true],
    ["eve & Tom", "Eve", true],
    ["Eve's mum", "Eve", true],
    ["Amara", "Amara Okafor", false],
    ["Joann Lee", "Ann Lee", false],
    ["Ann, Lee Price", "Ann Lee", false],
    ["Mary Ann Lee", "Ann Lee", false],
    ["Ann Lee Jones", "Ann Lee", false],
    ["Ann Lee-Jones", "Ann Lee", false],
    ["Mary-Ann Lee", "Ann Lee", false],
    ["Eve Jones", "Eve", false],
    ["Eve J", "Eve", false],
    ["Steve", "Eve", false],
    ["", " ", false],
    ["Mum", "(Guest)", false],
  ])("by whom it is said to be about: %j, %j: %s", (who, name, is) => {
    expect(names({ who }, name)).toBe(is);
  });

  it.each<[string, string, boolean]>([
    ["Then amara okafor cried", "Amara Okafor", true],
    ["It was Amara\nOkafor’s brother", "Amara Okafor", true],
    ["Yesterday Zoë Price cried", "Zoe Price", true],
    ["Eve said no", "Eve", true],
    ["EVE said no", "eve", true],
    ["Joann Lee cried", "Ann Lee", false],
    ["Ann cried, Lee laughed", "Ann Lee", false],
    ["Ann's Lee Valley coat", "Ann Lee", false],
    ["Ann Lee-Jones cried", "Ann Lee", false],
    ["did not say even one word", "Eve", false],
    ["it was the eve of her birthday", "Eve", false],
  ])("by what was written: %j, %j: %s", (words, name, is) => {
    expect(names({ words }, name)).toBe(is);
    expect(names({ done: words }, name)).toBe(is);
  });

  it("never by the name of another pupil in which the child's stands", () => {
    expect(names({ words: "Then Mary Ann Lee cried" }, "Ann Lee", ["Mary Ann Lee"])).toBe(false);
    expect(names({ who: "mary ann lee" }, "Ann Lee", ["Mary Ann Lee"])).toBe(false);
    expect(names({ words: "Eve Jones cried" }, "Eve", ["Eve Jones"])).toBe(false);
    expect(names({ words: "Mary Ann Lee and Ann Lee cried" }, "Ann Lee", ["Mary Ann Lee"])).toBe(true);
    expect(names({ words: "Ann Lee cried" }, "Ann Lee", ["Ann", "Lee"])).toBe(true);
  });

  it("by a first name alone only where no other surname follows", () => {
    expect(names({ words: "Eve Jones cried" }, ["Eve Adams", "Eve"])).toBe(false);
    expect(names({ words: "Eve Adams cried" }, ["Eve Adams", "Eve"])).toBe(true);
    expect(names({ words: "Eve cried" }, ["Eve Adams", "Eve"])).toBe(true);
    // Where a school's registers hold first names only, no one knows whose surname it is.
    expect(names({ words: "Eve Jones cried" }, "Eve")).toBe(true);
  });

  it("never by a name that stands across two fields", () => {
    expect(names({ who: "Ann", words: "Lee" }, "Ann Lee")).toBe(false);
  });
});

describe("a sample for an inspection", () => {
  const story = taught();
  const { lesson, events } = story;

  it("holds no one's name", () => {
    const document = sampleDocument(
      {
        from: "2026-11-01",
        to: "2026-11-30",
        counts: [countLesson(lesson)],
        lessons: [{ lesson, events }],
        concerns: [concernView({ raisedBy: "Tom Hughes", details: [] })],
      },
      AROUND,
    );
    const text = textOf(document);
    const names = [
      ...REGISTER.flatMap(({ name }) => name.split(" ")),
      ...TEACHER.name.split(" "),
      "Phonics",
      "Hughes",
      "Ben's",
    ];
    for (const name of names) expect(text).not.toContain(name);
    expect(text).toContain("pupil 1");
    expect(document.sections[0]?.lines).toEqual([
      "1 class lesson. Of 3 pupils expected, 2 came; of 1 it was noted that a grown-up was seen with them. None was ended for safety.",
    ]);
  });

  it("is spread evenly, the same each time", () => {
    const days = Array.from({ length: 10 }, (_, n) => n);
    expect(spread(days, 3)).toEqual([1, 5, 8]);
    expect(spread(days, 20)).toEqual(days);
  });
});

it("a person whom staff never settled is shown so in the lesson's export", () => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-x", "iPad")));
  const others = lessonDocument(story.lesson, story.events, AROUND).sections.find(({ heading }) =>
    heading.startsWith("People Teams"),
  );
  expect(others?.table?.rows).toContainEqual(["iPad", "never sorted out", "10:00", "10:00 to now"]);
});

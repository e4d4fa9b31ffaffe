import { childDocument, concernNames } from "../../src/protocol/export/child-document.ts";
import type { Document } from "../../src/protocol/export/document.ts";
import { lessonDocument } from "../../src/protocol/export/lesson-document.ts";
import { maskOthers, THIRD_PARTY } from "../../src/protocol/export/mask.ts";
import { countLesson, sampleDocument, spread } from "../../src/protocol/export/sample-document.ts";
import { concernView } from "../panel/support/views.ts";
import { arrival, ended, guest, REGISTER, roster, TEACHER, user } from "./story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

const textOf = (document: Document): string => JSON.stringify(document);

const taught = () => {
  const story = arrival();
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
    expect(pupils?.rows.map(([name, came, checked]) => [name, came, checked])).toEqual([
      ["Amara Okafor", "yes", "not checked"],
      ["Ben Price", "yes", "10:00:00, in a sweep"],
      ["Chidi Nwosu", "yes", "not checked"],
    ]);
    expect(pupils?.rows[0]?.[3]).toBe("not a family room 10:00:00");
  });

  it("tells what happened in order, and says of recording only what Teams confirmed", () => {
    const told = document.sections.at(-1)?.table?.rows.map(([, what]) => what) ?? [];
    const order = ["The meeting started.", "Ben's mum (Guest) came in.", "The meeting was over."];
    expect(told.filter((one) => order.includes(one ?? ""))).toEqual(order);
    expect(textOf(document)).toContain("not confirmed by Teams");
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

  it("holds this child's own entries and nobody else's name", () => {
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

  it("takes a concern for the child's only where it names the child in full", () => {
    const at = AROUND.now;
    const about = (who: string) => concernView({ details: [{ at, by: "x", who }] });
    expect(concernNames(about("amara okafor, Ben Price"), ["Amara Okafor"])).toBe(true);
    expect(concernNames(about("Amara"), ["Amara Okafor"])).toBe(false);
    expect(concernNames(about(""), [" "])).toBe(false);
  });
});

describe("masking", () => {
  const others = [
    { id: "1", name: "Will Ng", also: ["Billy"] },
    { id: "2", name: "Łukasz Nowak-Price", also: [] },
    { id: "3", name: "Łukasz Nowak", also: [] },
  ];

  it.each([
    ["Will ng said he will come.", `${THIRD_PARTY} said he will come.`],
    ["Billy and ŁUKASZ NOWAK-PRICE", `${THIRD_PARTY} and ${THIRD_PARTY}`],
    ["Nowakowski stays, Łukasz goes", `Nowakowski stays, ${THIRD_PARTY} goes`],
    ["Amara Will stays: it is her own", "Amara Will stays: it is her own"],
  ])("%s", (text, masked) => {
    const own = text.startsWith("Amara") ? ["Amara Will"] : ["Amara"];
    expect(maskOthers(text, others, own)).toBe(masked);
  });
});

describe("a sample for an inspection", () => {
  const story = taught();
  const { lesson, events } = story;

  it("holds nobody's name", () => {
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
    expect(document.sections[0]?.table?.rows[0]).toEqual(["class", "1", "3", "3", "1", "0"]);
  });

  it("is spread evenly, the same each time", () => {
    const days = Array.from({ length: 10 }, (_, n) => n);
    expect(spread(days, 3)).toEqual([1, 5, 8]);
    expect(spread(days, 20)).toEqual(days);
  });
});

it("a person nobody settled stands in the lesson's export as never settled", () => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-x", "iPad")));
  const others = lessonDocument(story.lesson, story.events, AROUND).sections.find(({ heading }) =>
    heading.startsWith("Everybody"),
  );
  expect(others?.table?.rows).toContainEqual(["iPad", "never settled", "10:00:00"]);
});

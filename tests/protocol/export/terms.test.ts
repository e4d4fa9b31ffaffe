import { countKept, termsDocument } from "../../../src/protocol/export/terms-document.ts";
import { holdersOf } from "../../../src/protocol/who/rights.ts";
import { arrival, guest, roster, TEACHER, user } from "../lesson/story.ts";
import { rule } from "../rules/given.ts";

const ZONE = "Europe/London";
const AROUND = { now: "2027-01-20T10:00:00.000Z", timeZone: ZONE, school: "Oakfield" };

const taught = () => {
  const story = arrival().after(roster(user("r-t", TEACHER), guest("r-amara", "Amara Okafor")));
  story.press({ press: "note-exception", pupil: "p-amara", reason: "dress" });
  return story.lesson;
};
const made = (...lessons: readonly ReturnType<typeof taught>[]) =>
  termsDocument(
    { from: "2026-09-01", to: "2027-01-31", counts: lessons.map((one) => countKept(one, ZONE)) },
    AROUND,
  );
const figure = (document: ReturnType<typeof made>, section: number, what: string) =>
  document.sections[section]?.table?.rows.find(([, one]) => one === what)?.[2];

describe(rule("S8"), () => {
  it("governors read in counts how the rules were kept, the newest term first", () => {
    const spring = { ...taught(), startedAt: "2027-01-12T10:00:00.000Z" };
    const document = made(taught(), taught(), spring);
    expect(document.sections.map(({ heading }) => heading)).toEqual(["Spring 2027", "Autumn 2026"]);
    expect(figure(document, 1, "Lessons")).toBe("2");
    expect(figure(document, 1, "of these: class")).toBe("2");
    expect(figure(document, 1, "Noted: dress")).toBe("2");
    expect(figure(document, 1, "Pupils who came")).toBe("4");
    expect(figure(document, 0, "Lessons")).toBe("1");
  });

  it("tells a recording of which the parent was told from one that was not to be", () => {
    const lesson = taught();
    const at = lesson.startedAt ?? "";
    const recordings = [{ at, what: "recording" as const, inside: [] }];
    const untold = recordings.map((one) => ({ ...one, untold: {} }));
    const asTold = {
      at,
      inside: [],
      told: { at: "", by: "t", reason: "at work" as const, words: "" },
    };
    const document = made({ ...lesson, recordings: untold }, { ...lesson, recordings, asTold });
    expect(figure(document, 0, "Lessons in which something recorded that was not to")).toBe("1");
    expect(figure(document, 0, "One-to-ones recorded after the parent was told")).toBe("1");
    expect(figure(document, 0, "of these: not in CPOMS yet")).toBe("1");
  });

  it("names no one: no pupil, device, member of staff or title", () => {
    expect(JSON.stringify(made(taught()))).not.toMatch(/Amara|Okafor|Hart|Phonics|teacher/);
  });

  it("is the headteacher's alone to take out", () => {
    expect(holdersOf("export-terms")).toEqual(["headteacher"]);
  });
});

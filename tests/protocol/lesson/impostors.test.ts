import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { callProof } from "../../../src/protocol/screen/proofs.ts";
import { around } from "./drawn.ts";
import { arrival, FOUND, guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const STAFF = "shows a staff name but is not signed in";

const warningFor = (shown: string, names = {}): string | undefined => {
  const story = planned().after(
    { ...FOUND, staffNames: { teacher: "Ms A Okafor" }, leadNames: ["Mrs P Dale", "Dr R Evans"], ...names },
    { report: "meeting-started", source: "event" },
    { report: "call-entered", call: "call1" },
    roster(user("r-teacher", { id: TEACHER.id, name: "Ms A Okafor" }), guest("r-1", shown)),
  );
  return unknownPeople(story.lesson).find(({ person }) => person === "r-1")?.warning;
};

describe("a guest under another's name (C4)", () => {
  it.each([
    "Ms A Okafor",
    "Ms A \u041Ekafor",
    "Mrs Okafor",
    "Ms Oka\u200Bfor",
    "Mrs Dale (Guest)",
    "Dr Evans",
  ])("%s is warned of, be it the name of staff, a DSL or the headteacher", (shown) =>
    expect(warningFor(shown)).toBe(STAFF),
  );

  it.each(["Sarah Okafor", "Okafor family", "Rob Evans"])("%s is an ordinary parent", (shown) =>
    expect(warningFor(shown)).toBeUndefined(),
  );

  it("Lesson Guard's own name is warned of, with how the real one is marked", () => {
    expect(warningFor("Lesson Guard (Guest)")).toBe(
      "shows Lesson Guard's name but is not Lesson Guard: Teams labels the real one as a bot or an app, never (Guest)",
    );
  });

  it.each(["application", "guest"] as const)(
    "where one of two under Lesson Guard's name was let in, and it is the other (%s), that is said with what to press",
    (identity) => {
      const waits = () =>
        planned().after(
          { report: "meeting-started", source: "event" },
          { report: "call-joining", call: "call1" },
          { report: "call-waiting", call: "call1" },
        );
      const said = ({ lesson, now }: Story) => callProof(lesson, now, "UTC");
      const another = { ...guest("28:other", "Lesson Guard"), identity };
      const events = { source: "events", whole: false, staff: [] } as const;
      const story = waits();
      expect(said(story)).toMatchObject({
        state: "not proven",
        sentence: expect.stringContaining("admit Lesson Guard by itself"),
      });
      story.report({ report: "roster-seen", people: [another], ...events });
      expect(said(story)).toMatchObject({
        state: "not proven",
        sentence: expect.stringMatching(
          /^Lesson Guard still waits in the lobby: the one that was let in is another\. Remove that one: .* Then admit the one that waits\./,
        ),
      });
      expect(checklistFace(story.lesson, around(story.now)).lines.join(" ")).toContain("is another");
      // Removed, and the real one admitted in its place.
      story.report({ report: "roster-seen", people: [{ ...another, place: "out" }], ...events });
      expect(said(story).sentence).not.toContain("is another");
      story.report({ report: "call-entered", call: "call1" });
      expect(said(story).state).toBe("proven");
    },
  );

  it("and so is another app under it", () => {
    const story = arrival().after(roster({ ...guest("r-app", "Lesson Guard"), identity: "application" }));
    expect(unknownPeople(story.lesson).find(({ person }) => person === "r-app")?.warning).toBe(
      "shows Lesson Guard's name but is another app",
    );
  });
});

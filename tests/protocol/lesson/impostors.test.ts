import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { arrival, FOUND, guest, planned, roster, TEACHER, user } from "./story.ts";

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

  it("and so is another app under it", () => {
    const story = arrival().after(roster({ ...guest("r-app", "Lesson Guard"), identity: "application" }));
    expect(unknownPeople(story.lesson).find(({ person }) => person === "r-app")?.warning).toBe(
      "shows Lesson Guard's name but is another app",
    );
  });
});

import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { minutesOf, staysOfPerson } from "../../../src/protocol/lesson/attendance.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import type { Place, RosterSource } from "../../../src/protocol/words.ts";
import { fc, runs } from "../../support/properties.ts";
import { guest, planned, type Story, TEACHER, user } from "./story.ts";

const begun = (): Story => planned().after({ report: "meeting-started", source: "event" });

const amara = (source: RosterSource, place: Place, n = 1): RosterPerson =>
  guest(`${source}-${n}`, "Amara Okafor (Guest)", place);

/** Teams' messages name one person each; the call's list is whole. */
const shown = (story: Story, source: RosterSource, ...people: readonly RosterPerson[]): Story =>
  story.wait(1000).after({
    report: "roster-seen",
    source,
    people: source === "call" ? [user("call-teacher", TEACHER), ...people] : people,
    staff: [TEACHER.id],
    whole: source === "call",
  });

const told = (story: Story): readonly string[] =>
  tellLesson(story.events, fullNames(story.lesson))
    .map(({ sentence }) => sentence)
    .filter((sentence) => sentence.startsWith("Amara"));

describe("who came and went, in the export", () => {
  it("is told once, though the call's list and Teams' messages both show it", () => {
    const story = begun().after({ report: "call-entered", call: "call1" });
    shown(story, "call", amara("call", "lobby"));
    shown(story, "events", amara("events", "in"));
    shown(story, "call", amara("call", "in"));
    shown(story, "events", amara("events", "out"));
    shown(story, "call");
    expect(told(story)).toEqual([
      "Amara Okafor (Guest) waited in the lobby.",
      "Amara Okafor (Guest) came in.",
      "Amara Okafor (Guest) left.",
    ]);
  });

  it("never says of a device that is inside that it waits: that list is of before", () => {
    const story = begun().after({ report: "call-entered", call: "call1" });
    shown(story, "events", amara("events", "in"));
    shown(story, "call", amara("call", "lobby"));
    shown(story, "call", amara("call", "in"));
    expect(told(story)).toEqual(["Amara Okafor (Guest) came in."]);
  });

  it("tells each time that they come back, and a second device that waits beside the first", () => {
    const story = begun().after({ report: "call-entered", call: "call1" });
    shown(story, "call", amara("call", "in"));
    shown(story, "events", amara("events", "in"));
    shown(story, "call");
    shown(story, "events", amara("events", "out"));
    shown(story, "events", amara("events", "in", 2));
    shown(story, "call", amara("call", "in", 2));
    story.wait(120_000);
    shown(story, "call", amara("call", "in", 2), amara("call", "lobby", 3));
    expect(told(story).map((one) => one.replace("Amara Okafor (Guest) ", ""))).toEqual([
      "came in.",
      "left.",
      "came in.",
      "waited in the lobby.",
    ]);
  });

  it("counts the time inside from the first word of it, and until the last, whichever source had it", () => {
    const story = begun();
    shown(story, "events", amara("events", "in"));
    story.wait(300_000).after({ report: "call-entered", call: "call1" });
    shown(story, "call", amara("call", "in"));
    story.wait(299_000).after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    story.wait(599_000);
    shown(story, "events", amara("events", "out"));
    story.wait(60_000).after({ report: "meeting-ended" });
    for (const id of ["call-1", "events-1"])
      expect(minutesOf(staysOfPerson(story.lesson, story.events, id))).toBe(20);
    const document = JSON.stringify(
      lessonDocument(story.lesson, story.events, {
        now: story.now,
        timeZone: "Europe/London",
        school: "",
      }),
    );
    expect(document).toContain('"10:00","10:00 to 10:20; 20 minutes"');
  });

  it("whatever either source shows, in whatever order: no line of a device repeats the one before, and times are in order", () => {
    const look = fc.record({
      source: fc.constantFrom<RosterSource>("call", "events"),
      place: fc.constantFrom<Place>("lobby", "in", "out"),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 14 }), (looks) => {
        const story = begun().after({ report: "call-entered", call: "call1" });
        for (const { source, place } of looks) {
          if (source === "events" && place === "lobby") continue;
          shown(story, source, amara(source, place));
        }
        const lines = told(story);
        const repeated = lines.filter((line, n) => n > 0 && line === lines[n - 1]);
        expect(repeated).toEqual([]);
        const times = tellLesson(story.events, fullNames(story.lesson)).map(({ at }) => at);
        expect(times).toEqual(times.toSorted());
      }),
      runs(200),
    );
  });
});

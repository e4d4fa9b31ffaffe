import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { fc, runs } from "../../support/properties.ts";
import { play, steps } from "../lesson/steps.ts";
import { arrival, guest, planned, roster, TEACHER, user } from "../lesson/story.ts";

const AROUND = { now: "2026-11-24T12:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

type Told = Pick<ReturnType<typeof play>, "lesson" | "events">;

const rowsOf = ({ lesson, events }: Told): ReadonlyMap<string, string> => {
  const section = lessonDocument(lesson, events, AROUND).sections.find(
    ({ heading }) => heading === "The lesson",
  );
  return new Map(section?.table?.rows.map(([what = "", value = ""]) => [what, value]));
};

/** Matches text that says there was no recording, rather than that none was seen. */
const DENIES = /\b(not|never) (being )?(recorded|transcribed)\b|\bno (recording|transcript|transcription)\b/i;

it("whatever happens, the export never says that a lesson was not recorded or transcribed", () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(steps, (all) => {
      const story = play(all);
      const rows = rowsOf(story);
      const text = JSON.stringify(lessonDocument(story.lesson, story.events, AROUND));
      expect(text).not.toMatch(DENIES);
      const types = new Set(story.events.map(({ type }) => type));
      const seen = rows.get("Recording seen") ?? "";
      met.add(seen.slice(0, 9));
      if (types.has("RecordingSeen")) expect(seen).toMatch(/ from \d\d:\d\d/);
      // Only a bot that was in the call can say that none was seen.
      else expect(seen.startsWith("none seen")).toBe(types.has("CallEntered"));
      expect(rows.get("Transcript seen")).toMatch(/^not known/);
      for (const what of ["Recording allowed", "Transcript allowed"])
        if (!types.has("OptionsSeen")) expect(rows.get(what)).toBe("not confirmed by Teams");
    }),
    runs(400),
  );
  expect(met.size).toBeGreaterThanOrEqual(3);
});

it("a lesson whose lobby Lesson Guard never left saw nothing, and says so", () => {
  const story = planned().after(
    { report: "meeting-started", source: "event" },
    { report: "call-waiting", call: "c1" },
  );
  expect(rowsOf(story).get("Recording seen")).toBe("not known: Lesson Guard was not in the call");
  expect(rowsOf(arrival()).get("Recording seen")).toContain("none seen while Lesson Guard was in the call");
});

it("what Teams did not show was not seen, and the export says when that was", () => {
  const story = arrival().wait(60_000).after({ report: "call-not-read", call: "call1" });
  expect(rowsOf(story).get("Recording seen")).toBe(
    "none seen while Lesson Guard was in the call, which Teams did not show it from 10:01:00 on; a recording outside Teams cannot be seen",
  );
  const amara = guest("r-amara", "Amara Okafor (Guest)");
  const ben = guest("r-ben", "Ben's mum (Guest)");
  story.wait(60_000).after(roster(user("r-teacher", TEACHER), amara, ben));
  expect(rowsOf(story).get("Recording seen")).toContain("did not show it from 10:01:00 to 10:02:00;");
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
  expect(rowsOf(story).get("Recording allowed")).toMatch(/^not allowed .* read them back from 10:02:00 on$/);
  story.wait(60_000).after({ report: "options-not-read" });
  expect(rowsOf(story).get("Recording allowed")).toMatch(/read them back from 10:02:00 to 10:03:00$/);
  expect(rowsOf(story).get("Meeting options")).not.toContain("press");
});

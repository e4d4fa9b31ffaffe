import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { parentsSaid, tellings } from "../../../src/protocol/lesson/parent-said.ts";
import { parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { recordingTask } from "../../../src/protocol/screen/recording-task.ts";
import { summaryOf } from "../../../src/protocol/screen/summary.ts";
import { CANNOT_STAY } from "../../../src/protocol/words.ts";
import { fc, runs } from "../../support/properties.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "./story.ts";

// What a parent answered, and was told, stands wherever it is read after the lesson, whatever was answered after it (S4,
// S5): also where the meeting is begun again, or another parent is asked.

const MINUTE = 60_000;
const ZONE = "Europe/London";
const around = (story: Story) => ({ now: story.now, timeZone: ZONE, school: "" });
const FAMILY = roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)"));

const recorded = (on: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording: on });

const oneToOne = (): Story => {
  const story = arrival().after(FAMILY);
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return story;
};

const again = (story: Story): Story =>
  story
    .after({ report: "meeting-ended" })
    .wait(5 * MINUTE)
    .after({ report: "meeting-started", source: "event" }, FAMILY);

const rowOf = (story: Story, wanted: string): string => {
  const { sections } = lessonDocument(story.lesson, story.events, around(story));
  const one = sections.find(({ heading }) => heading === "The one-to-one");
  return one?.table?.rows.find(([what]) => what === wanted)?.[1] ?? "";
};

const inSummary = (story: Story): string =>
  summaryOf(story.lesson, undefined, { ...around(story), phone: "" }).find(({ label }) => label === "Parent")
    ?.value ?? "";

it("of a lesson begun again each telling and each recording stands in summary, export and text for CPOMS", () => {
  const story = oneToOne();
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  again(story.wait(MINUTE).after(recorded(true)).wait(MINUTE).after(recorded(false)));
  story.press({ press: "parent-cannot-stay" });
  story.wait(MINUTE).press({ press: "parent-told", reason: "unwell" });
  story.wait(MINUTE).after(recorded(true)).wait(MINUTE).after(recorded(false), { report: "meeting-ended" });
  const said = inSummary(story);
  expect(said).toMatch(
    /\(at work\) and was told of the recording at 10:00\. .*\(unwell\) and was told of the recording at 10:08\. The call showed a Teams recording from 10:01 to 10:02, and a Teams recording from 10:09 to 10:10\.$/,
  );
  expect(parentWords(story.lesson, ZONE)).toBe(said);
  expect(rowOf(story, "Parent")).toBe(said);
  expect(rowOf(story, "Why it was recorded")).toMatch(/at work, then unwell$/);
  expect(rowOf(story, "What the parent was told")).toMatch(/10:00: “.*”; by .*10:08: the same words$/);
  const text = recordingTask(story.lesson, ZONE)?.text ?? "";
  expect(text.match(/noted having told them/g)).toHaveLength(2);
});

it("of a recording whose end was not seen it says that", () => {
  const story = oneToOne();
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  story.after(recorded(true), { report: "meeting-ended" });
  expect(inSummary(story)).toMatch(/The call showed a Teams recording from 10:00; its end was not seen\.$/);
});

it("of a lesson begun again, and no one asked, it says that it was not noted", () => {
  const story = oneToOne();
  story.press({ press: "parent-stays" });
  again(story).after({ report: "meeting-ended" });
  expect(inSummary(story)).toBe(
    "The parent stays, noted at 10:00. After that it was not noted whether the parent stays.",
  );
});

const PRESSES: readonly StaffCommand[] = [
  { press: "parent-stays" },
  { press: "parent-cannot-stay" },
  { press: "parent-left" },
  ...CANNOT_STAY.map((reason) => ({ press: "parent-told", reason }) as const),
  { press: "parent-not-told", why: "objects" },
  { press: "parent-not-told", why: "not reached" },
  { press: "choose-kind", kind: "class" },
  { press: "choose-kind", kind: "one-to-one" },
  { press: "pause" },
  { press: "resume" },
];

it("no answer and no telling is lost, whatever is pressed, and however often it is begun again", () => {
  const step = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...PRESSES) },
    { weight: 1, arbitrary: fc.constant("begun again" as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const story = oneToOne();
      for (const one of steps) {
        story.wait(MINUTE);
        if (one === "begun again") again(story);
        else story.press(one);
      }
      const at = (type: string): readonly string[] =>
        story.events.flatMap((event) => (event.type === type ? [event.at] : []));
      const said = parentsSaid(story.lesson);
      expect(tellings(story.lesson).map((one) => one.at)).toEqual(at("RecordingAnnounced"));
      expect([...new Set(said.map((one) => one.at))]).toEqual(at("ParentAnswered"));
      expect(said.flatMap(({ notTold }) => notTold?.at ?? [])).toEqual(at("RecordingNotAnnounced"));
    }),
    runs(100),
  );
});

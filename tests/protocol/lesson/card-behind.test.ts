import { cardDuties } from "../../../src/protocol/lesson/card-duties.ts";
import { differences } from "../../../src/protocol/lesson/options.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { around } from "./drawn.ts";
import { arrival, planned, type Story } from "./story.ts";

describe.each([
  ["the start", planned, (story: Story) => story.report({ report: "meeting-started", source: "event" })],
  ["pause", arrival, (story: Story) => story.press({ press: "pause" })],
  [
    "resume",
    () => {
      const story = arrival();
      story.press({ press: "pause" });
      return story;
    },
    (story: Story) => story.press({ press: "resume" }),
  ],
  ["let cameras on", arrival, (story: Story) => story.press({ press: "let-cameras-on" })],
  ["let mics on", arrival, (story: Story) => story.press({ press: "let-mics-on" })],
  [
    "all cameras off",
    () => {
      const story = arrival();
      story.press({ press: "let-cameras-on" });
      return story;
    },
    (story: Story) => story.press({ press: "cameras-off" }),
  ],
  ["end for all", arrival, (story: Story) => story.press({ press: "end-for-all" })],
] as const)("%s", (what, from, press) => {
  const play = () => {
    const story = from().wait(60_000);
    const before = story.lesson;
    press(story);
    return { story, duties: cardDuties(before, story.lesson, story.now) };
  };
  const line = (story: Story, after: number) =>
    checklistFace(story.lesson, around(addMs(story.now, after))).lines.join(" ");

  it("has a look at two seconds where options were asked for, with what to press in Teams", () => {
    const { story, duties } = play();
    const { asked } = story.lesson.doors;
    // The doors of a starting lesson were asked for before its start, and have not changed.
    expect(asked?.at === story.now).toBe(what !== "the start");
    if (what === "the start") return;
    const looks = duties.filter(({ work }) => work.kind === "look-again").map(({ afterMs }) => afterMs);
    expect(looks).toContain(2000);
    expect(line(story, 1999)).toContain("Waiting for Teams");
    expect(line(story, 2000)).toContain("Teams has not confirmed this yet.");
    // While an end can be undone and Teams is not late, Undo is the one thing to press.
    if (what === "end for all") expect(line(story, 1999)).toContain("Press Undo");
    expect(line(story, 2000)).toContain(
      what === "end for all"
        ? "In Teams press the arrow beside Leave, then End meeting."
        : "In Teams press People",
    );
  });

  it.each([
    ["as asked", {}, "Confirmed"],
    ["otherwise", { lobbyScope: "everyone" }, "Teams shows another setting"],
  ] as const)("draws again when Teams shows the options %s", (_how, more, words) => {
    const { story } = play();
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const before = story.wait(400).lesson;
    story.report({
      report: "options-seen",
      asked,
      seen: { ...asked, ...more },
      coOrganisersSet: false,
    });
    expect(differences(before.doors.asked?.options ?? asked, asked)).toEqual([]);
    const redraws = cardDuties(before, story.lesson, story.now).filter(
      ({ work }) => work.kind === "send-checklist",
    );
    expect(redraws).toHaveLength(2);
    expect(line(story, 0)).toContain(words);
  });

  it("draws again when Teams refuses", () => {
    const { story } = play();
    const before = story.wait(400).lesson;
    story.report({ report: "options-not-set", reason: "403" });
    const redraws = cardDuties(before, story.lesson, story.now);
    expect(redraws.filter(({ work }) => work.kind === "send-checklist")).toHaveLength(2);
    expect(line(story, 0)).toContain("Teams refused the meeting options.");
    expect(line(story, 0)).toContain("In Teams press");
  });
});

import type { Report } from "../../../src/protocol/lesson/commands.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { lessonCard } from "../../../src/teams/cards/lesson-card.ts";
import { arrival, FOUND, guest, MET, planned, roster, Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";
const standing = (story: Story) => standingOf(story.lesson, story.now, ZONE);
const words = (story: Story) => standing(story).words;

/** Graph's answer, read back after the asking. */
const seen = (story: Story, more: object = {}): Report => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  return { report: "options-seen", asked, seen: { ...asked, ...more }, coOrganisersSet: false };
};
const REFUSED: Report = { report: "options-not-set", reason: "403" };

describe("where a lesson stands: asked, done, not done", () => {
  it.each([
    ["pause", "Pausing…", "Paused 10:01", "Not paused", "Pause not confirmed"],
    ["end-for-all", "Shutting…", "Doors shut 10:01", "Doors not shut", "Doors not confirmed"],
  ] as const)(
    "%s says that it was asked, and that it is done only with its proof",
    (press, asked, done, not, unsure) => {
      const pressed = () => {
        const story = arrival();
        story.report(seen(story));
        story.wait(60_000).press({ press });
        return story;
      };
      expect(standing(pressed())).toEqual({ state: "asked", words: asked });
      const confirmed = pressed();
      confirmed.after(seen(confirmed));
      if (press === "pause") expect(words(confirmed)).toBe(asked);
      confirmed.after(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor")));
      expect(standing(confirmed)).toEqual({ state: "done", words: done });
      expect(standing(pressed().after(REFUSED))).toEqual({ state: "not done", words: not });
      expect(standing(pressed().wait(2000))).toEqual({ state: "not done", words: unsure });
      const otherwise = pressed();
      expect(words(otherwise.after(seen(otherwise, { lobbyScope: "everyone" })))).toBe(unsure);
    },
  );

  it("in the lesson: opening until Teams has it; what staff change by hand makes it no less live", () => {
    const story = arrival();
    expect(standing(story)).toEqual({ state: "asked", words: "Arrival" });
    story.report(seen(story));
    expect(standing(story)).toEqual({ state: "done", words: "Arrival" });
    story.wait(1).press({ press: "let-cameras-on" });
    expect(words(story)).toBe("Opening…");
    story.report(seen(story));
    expect(standing(story)).toEqual({ state: "done", words: "Live" });
    expect(words(story.after(seen(story, { chat: "enabled" })))).toBe("Live");
    // Then they are no longer shown: what staff have changed may have been changed again.
    story.wait(60_000).report({ report: "options-not-read" });
    expect(standing(story)).toEqual({ state: "not done", words: "Not confirmed since 10:01" });
    for (const held of [{ lobbyScope: "everyone" }, { mic: true }])
      expect(words(story.after(seen(story, held)))).toBe("Not protected");
  });

  it.each([
    ["a co-organiser who is not staff is inside", { coOrganisers: { notStaff: 1, staffWithout: 0 } }, {}],
    ["Teams refuses the options", {}, REFUSED],
  ])("in the lesson: what staff changed by hand does not count where %s", (_what, more, next) => {
    const story = arrival();
    story.report(seen(story));
    story.wait(1).press({ press: "let-cameras-on" });
    story.report({ ...seen(story, { chat: "enabled" }), ...more });
    if ("report" in next) story.wait(1).report(next);
    expect(words(story)).toBe("Not protected");
  });

  it("over only by Teams' word, not a lesson by the staff's, and a started meeting without a kind", () => {
    expect(words(planned())).toBe("Planned");
    expect(words(arrival().after({ report: "meeting-ended" }))).toBe("Over 10:00");
    const unsaid = new Story().after(MET, FOUND, { report: "meeting-started", source: "event" });
    expect(standing(unsaid)).toEqual({ state: "not done", words: "Not protected yet" });
    unsaid.press({ press: "choose-kind", kind: "not a lesson" });
    expect(words(unsaid)).toBe("Not a lesson");
    const early = new Story().after(MET, FOUND);
    expect(words(early)).toBe("Planned");
    early.after({ report: "meeting-started", source: "event" }, { report: "meeting-ended" });
    expect(words(early)).toBe("Over 10:00");
  });

  it("a meeting that cannot be protected is never said to be shut", () => {
    const story = new Story().after(
      MET,
      { ...FOUND, protectable: false },
      { report: "meeting-started", source: "event" },
    );
    story.press({ press: "choose-kind", kind: "class" });
    expect(words(story)).toBe("Not protected");
    story.press({ press: "end-for-all" });
    expect(words(story)).toBe("Doors not confirmed");
  });

  it("panel and card say the same", () => {
    const story = arrival();
    story.press({ press: "pause" });
    const view = lessonView(story.lesson, "organiser", [], undefined, {
      now: story.now,
      timeZone: ZONE,
      phone: "",
    });
    expect(view.standing.words).toBe("Pausing…");
    const face = checklistFace(story.lesson, { now: story.now, timeZone: ZONE, phone: "" });
    expect(lessonCard(face, { lesson: "l1", card: "checklist", panelUrl: "https://x" }).summary).toBe(
      "The 10:00 class lesson: pausing…",
    );
  });
});

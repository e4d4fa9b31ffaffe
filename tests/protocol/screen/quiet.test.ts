import type { Report } from "../../../src/protocol/lesson/commands.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { endingOf } from "../../../src/protocol/screen/ending.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { lessonCard } from "../../../src/teams/cards/lesson-card.ts";
import { arrival, guest, planned, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";
const view = (story: Story) =>
  lessonView(story.lesson, "organiser", [], undefined, { now: story.now, timeZone: ZONE, phone: "" });
const card = (story: Story): string =>
  JSON.stringify(
    lessonCard(checklistFace(story.lesson, { now: story.now, timeZone: ZONE, phone: "" }), {
      lesson: story.lesson.id,
      card: "checklist",
      panelUrl: "",
    }),
  );
const seen = (story: Story): Report => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  return { report: "options-seen", asked, seen: asked, coOrganisersSet: false };
};
const list = (camera: boolean, mic: boolean): Report =>
  roster(
    { ...user("r-teacher", TEACHER), cameraOn: true, micOn: true },
    { ...guest("r-amara", "Amara Okafor"), cameraOn: camera },
    { ...guest("r-ben", "Ben's mum"), cameraOn: camera, micOn: mic },
  );

const pausing = (): Story => {
  const story = arrival();
  story.wait(1000).press({ press: "pause" });
  story.wait(100);
  return story.after(seen(story)).wait(100);
};

describe("a pause is the setting, and silence", () => {
  it("neither alone is enough: done once the call's list shows that only staff send", () => {
    const story = pausing();
    expect(view(story).standing.words).toBe("Pausing…");
    story.report(list(false, false));
    expect(view(story).standing).toEqual({ state: "done", words: "Paused 10:00" });
    expect(view(story).quiet).toMatchObject({ state: "proven" });
  });

  it("cameras still on: by name in the panel, by number on the card, until they are off", () => {
    const story = pausing().after(list(true, true));
    expect(view(story).standing.words).toBe("Pause not confirmed");
    expect(view(story).quiet?.sentence).toBe(
      "2 cameras still on: Amara Okafor, Ben's mum. 1 mic still on: Ben's mum. In Teams press ⋯ on their picture, then Disable camera or Mute.",
    );
    expect(card(story)).toContain("2 cameras still on. 1 mic still on.");
    expect(card(story)).not.toMatch(/Amara|Ben/);
    story.wait(500).report(list(false, false));
    expect(view(story).standing.words).toBe("Paused 10:00");
    expect(story.count("SendingSeen")).toBe(2);
  });

  it("of a whole class the first three are named, and how many more there are", () => {
    const others = Array.from({ length: 28 }, (_, place) => guest(`r-${place}`, `Cara ${place}`));
    const all = [guest("r-amara", "Amara Okafor"), guest("r-ben", "Ben's mum"), ...others];
    const on = all.map((one) => ({ ...one, cameraOn: true }));
    const story = pausing().after(roster(user("r-teacher", TEACHER), ...on));
    expect(view(story).quiet?.sentence).toMatch(
      /^30 cameras still on: [^,]+, [^,]+, [^,]+ and 27 more\. In Teams press/,
    );
  });

  it("pressed before the call has shown who is inside, it mutes each mic that still sends once that is seen", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    story.wait(1000).press({ press: "pause" });
    expect(story.count("MuteOrdered")).toBe(0);
    story.after(seen(story), { report: "call-entered", call: "call1" });
    const muted = (): readonly unknown[] =>
      story.events.flatMap((event) => (event.type === "MuteOrdered" ? [event.data.people] : []));
    story.report(list(true, true));
    expect(muted()).toEqual([["r-ben"]]);
    expect(story.duties.flatMap(({ work }) => (work.kind === "mute" ? [work.participant] : []))).toEqual([
      "r-ben",
    ]);
    // The same list says nothing new; one who is loud again is muted again.
    story.after(list(true, true), list(false, false), list(false, true));
    expect(muted()).toEqual([["r-ben"], ["r-ben"]]);
    // In the lesson itself a family may speak.
    const live = arrival();
    live.press({ press: "let-cameras-on" });
    live.after(seen(live), list(true, true));
    expect(live.count("MuteOrdered")).toBe(0);
  });

  it("without the call no one can see it, and it is not said to be silent", () => {
    const story = pausing().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    expect(view(story).standing).toEqual({ state: "not done", words: "Pause not confirmed" });
    expect(view(story).quiet?.sentence).toContain(
      "Lesson Guard cannot see whether all families' cameras and mics are off.",
    );
  });

  it("no look for it where it is allowed, and none is kept twice", () => {
    const story = arrival();
    story.wait(1).press({ press: "let-cameras-on" });
    story.press({ press: "let-mics-on" });
    story.wait(1).after(seen(story), list(true, true), list(true, true));
    expect(story.count("SendingSeen")).toBe(0);
    expect(view(story).quiet).toBeUndefined();
  });

  it("by no list but the call's own whole one, with our leg in it", () => {
    const loud = list(true, true) as Extract<Report, { report: "roster-seen" }>;
    const kept = (story: Story, report: Report): number => story.after(report).count("SendingSeen");
    expect(kept(pausing(), { ...loud, source: "events" })).toBe(0);
    expect(kept(pausing(), { ...loud, whole: false })).toBe(0);
    const lost = pausing().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    expect(kept(lost, loud)).toBe(0);
    expect(kept(pausing(), loud)).toBe(1);
  });

  it("of what may be on it keeps nothing: with cameras let on, mics alone", () => {
    const story = arrival();
    story.wait(1).press({ press: "let-cameras-on" });
    story.wait(1).after(seen(story), list(true, true));
    expect(story.events.findLast(({ type }) => type === "SendingSeen")?.data).toEqual({
      cameras: [],
      mics: ["r-ben"],
    });
    story.wait(1).press({ press: "cameras-off" });
    story.press({ press: "let-mics-on" });
    story.wait(1).after(seen(story), list(true, true));
    expect(story.events.findLast(({ type }) => type === "SendingSeen")?.data).toEqual({
      cameras: ["r-amara", "r-ben"],
      mics: [],
    });
  });

  it("once after each asking, though the list says the same as before it", () => {
    const story = pausing().after(list(false, false));
    expect(story.count("SendingSeen")).toBe(1);
    story.wait(1000).press({ press: "resume" });
    story.wait(1000).press({ press: "pause" });
    story.wait(100).after(list(false, false));
    // The options of this pause are not read back yet.
    expect(story.count("SendingSeen")).toBe(1);
    story.after(seen(story), list(false, false), list(false, false));
    expect(story.count("SendingSeen")).toBe(2);
  });

  it("an end says so of its doors", () => {
    const story = arrival();
    story.wait(1000).press({ press: "end-for-all" });
    story.wait(100).after(seen(story), list(true, false));
    const around = { now: story.now, timeZone: ZONE, phone: "" };
    expect(
      endingOf(story.lesson, undefined, around)?.steps.find(({ step }) => step === "doors")?.proof,
    ).toMatchObject({
      state: "not proven",
      sentence: "2 cameras still on.",
    });
  });
});

describe("what Teams shows no longer is not said to be so", () => {
  const unread = { report: "options-not-read" } as const;

  it.each([
    ["a pause", "pause", "Paused 10:00", "Pause not confirmed"],
    ["an end", "end-for-all", "Doors shut 10:00", "Doors not confirmed"],
  ] as const)("%s that was confirmed, until Teams shows the options again", (_what, press, done, unsure) => {
    const story = arrival();
    story.press({ press });
    story.after(seen(story), list(false, false));
    expect(view(story).standing.words).toBe(done);
    story.wait(20_000).after(unread);
    expect(view(story).standing.words).toBe(unsure);
    expect(view(story).doors).toMatchObject({ state: "not proven" });
    expect(view(story).doors.sentence).toContain("Teams has not shown the meeting options since 10:00.");
    expect(card(story)).toContain("Teams has not shown the meeting options since 10:00.");
    story.wait(20_000).after(seen(story));
    expect(view(story).doors.state).toBe("proven");
  });

  it("is noted once, and not of options that were never seen, nor after the end", () => {
    const story = pausing();
    story.after(unread, unread);
    expect(story.count("OptionsNotRead")).toBe(1);
    story.after({ report: "meeting-ended" }, unread);
    expect(story.count("OptionsNotRead")).toBe(1);
  });
});

import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import type { Phase } from "../../../src/protocol/words.ts";
import {
  arrival,
  ended,
  FOUND,
  guest,
  MET,
  planned,
  roster,
  Story,
  TEACHER,
  user,
  withCameras,
} from "./story.ts";

const titles = (story: Story, where: "first" | "more"): readonly string[] =>
  checklistOf(story.lesson, story.now)
    .presses.filter((one) => one.where === where)
    .map((one) => one.press);

const paused = (): Story => {
  const story = arrival();
  story.press({ press: "pause" });
  return story;
};
const live = (): Story => withCameras(arrival());
const unseen = (): Story => {
  const story = arrival();
  story.press({ press: "let-cameras-on" });
  return story;
};
const checked = (): Story => {
  const story = live();
  story.press({ press: "all-others-fine" });
  return story;
};
const window = (): Story => {
  const story = arrival();
  story.press({ press: "end-for-all" });
  return story;
};

describe("card and panel are drawn from one checklist", () => {
  it.each<[string, () => Story, readonly string[]]>([
    ["before the start is heard of", planned, ["pause", "end-for-all", "tell-dsl"]],
    [
      "arrival",
      arrival,
      ["pause", "end-for-all", "tell-dsl", "let-mics-on", "let-cameras-on", "names-match"],
    ],
    ["live", live, ["pause", "end-for-all", "tell-dsl", "let-mics-on", "all-others-fine"]],
    ["live, no camera seen", unseen, ["pause", "end-for-all", "tell-dsl", "let-mics-on", "names-match"]],
    ["live, all checked", checked, ["pause", "end-for-all", "tell-dsl", "let-mics-on"]],
    ["paused", paused, ["resume", "end-for-all", "tell-dsl"]],
    ["undo window", window, ["undo-end", "open-panel", "tell-dsl"]],
    ["ending", ended, ["open-panel", "tell-dsl"]],
    ["over", () => ended().after({ report: "meeting-ended" }), ["open-panel", "tell-dsl"]],
  ])("what is useful first: %s", (_phase, story, presses) => {
    expect(titles(story(), "first")).toEqual(presses);
    expect(titles(story(), "more")).toContain("about-adult");
    expect([...presses, ...titles(story(), "more")]).toContain("open-panel");
  });

  it("the one to press next follows the lesson: sort out names, cameras on, look, all others fine", () => {
    const next = (story: Story): string | undefined =>
      checklistOf(story.lesson, story.now).presses.find(({ primary }) => primary === true)?.press;
    const atTheDoor = [
      { report: "meeting-started", source: "event" },
      { report: "call-waiting", call: "call1" },
    ] as const;
    const named = [
      user("r-teacher", TEACHER),
      guest("r-amara", "Amara Okafor (Guest)"),
      guest("r-ben", "Ben's mum (Guest)"),
    ];
    expect(next(planned())).toBeUndefined();
    expect(next(planned().after(...atTheDoor))).toBeUndefined();
    expect(next(arrival().after(roster(...named, guest("r-x", "iPad"))))).toBe("open-panel");
    expect(next(arrival().after(roster(...named)))).toBe("let-cameras-on");
    const on = arrival().after(roster(...named));
    on.press({ press: "let-cameras-on" });
    expect(next(on)).toBeUndefined();
    expect(next(withCameras(arrival().after(roster(...named))))).toBe("all-others-fine");
  });

  it("a concern can be raised in every phase", () => {
    const seen = new Set<Phase>();
    for (const story of [
      planned(),
      arrival(),
      live(),
      paused(),
      window(),
      ended().after({ report: "meeting-ended" }),
    ]) {
      seen.add(story.lesson.phase);
      expect(titles(story, "first")).toContain("tell-dsl");
      expect(titles(story, "more")).toContain("about-adult");
    }
    expect(seen.size).toBe(6);
  });

  it("a meeting that no one has called a lesson offers that question and nothing else", () => {
    expect(titles(new Story().after(MET), "first")).toEqual(["choose-kind"]);
  });

  it("a press is never offered that would be refused", () => {
    for (const make of [planned, arrival, live, unseen, checked, paused, window])
      for (const { press } of checklistOf(make().lesson, make().now).presses)
        if (
          press !== "tell-dsl" &&
          press !== "about-adult" &&
          press !== "open-panel" &&
          press !== "choose-kind"
        )
          expect([press, "refused" in make().press({ press })]).toEqual([press, false]);
  });
});

describe("what can be pressed", () => {
  const offers = (story: Story, lesson = story.lesson) =>
    Object.fromEntries(checklistOf(lesson, story.now).presses.map(({ press, where }) => [press, where]));

  it("off again is what was let on, in the overflow", () => {
    const story = arrival();
    expect(offers(story)).not.toHaveProperty("cameras-off");
    expect(offers(story)).not.toHaveProperty("mics-off");
    story.press({ press: "let-cameras-on" });
    expect(offers(story)).toMatchObject({ "cameras-off": "more", "let-mics-on": "first" });
    expect(offers(story)).not.toHaveProperty("let-cameras-on");
    story.press({ press: "let-mics-on" });
    expect(offers(story)).toMatchObject({ "mics-off": "more" });
    expect(offers(story)).not.toHaveProperty("let-mics-on");
  });

  it("is nothing of the options where the meeting is beyond reach", () => {
    const story = arrival();
    for (const press of ["let-cameras-on", "let-mics-on"] as const) story.press({ press });
    const { lesson } = story.after({ ...FOUND, protectable: false });
    for (const press of ["let-cameras-on", "cameras-off", "let-mics-on", "mics-off"])
      expect(offers(story, lesson)).not.toHaveProperty(press);
  });

  it("that names match comes after sorting out the names that do not", () => {
    const strange = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor"),
        guest("r-ben", "Ben Price"),
        guest("r-x", "iPad"),
      ),
    );
    expect(offers(arrival())).toMatchObject({ "names-match": "first", "open-panel": "more" });
    expect(offers(strange)).toMatchObject({ "names-match": "more", "open-panel": "first", pause: "first" });
  });

  it("is what protects alone, while a later version has written facts that this one does not know", () => {
    const story = arrival();
    expect(Object.keys(offers(story, { ...story.lesson, laterFacts: true })).toSorted()).toEqual([
      "about-adult",
      "end-for-all",
      "open-panel",
      "pause",
      "tell-dsl",
    ]);
  });

  it("is nothing that begins a lesson before it may be on, and all of it from half an hour before", () => {
    const later = planned().after({ ...FOUND, startsAt: "2026-11-24T12:00:00.000Z" });
    expect(offers(later)).not.toHaveProperty("pause");
    expect(offers(later)).not.toHaveProperty("end-for-all");
    expect(offers(later.wait(90 * 60_000))).toMatchObject({ pause: "first", "end-for-all": "first" });
  });

  it("is the question of the kind alone, until the meeting is over", () => {
    const story = new Story().after(MET, FOUND, { report: "meeting-started", source: "event" });
    expect(Object.keys(offers(story))).toEqual(["choose-kind"]);
    expect(offers(story.after({ report: "meeting-ended" }))).toEqual({});
  });
});

import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { driftToPutRight, optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { NOT_RECORDED } from "../../../src/protocol/rules/s2-not-recorded.ts";
import { toldWords } from "../../../src/protocol/rules/s5-recorded-if-alone.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { parentView, parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { isTroubled } from "../../../src/protocol/screen/well.ts";
import { KINDS } from "../../../src/protocol/words.ts";
import { fc, runs } from "../../support/properties.ts";
import { steps, take } from "../lesson/steps.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const TOLD_WORDS = toldWords(30);
const ZONE = "Europe/London";
const TOLD = { press: "parent-told", reason: "at work" } as const;

const oneToOne = (): Story => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return story;
};

const cannotStay = (): Story => {
  const story = oneToOne();
  story.press({ press: "parent-cannot-stay" });
  return story;
};

const told = (): Story => {
  const story = cannotStay();
  story.press(TOLD);
  return story;
};

const asked = ({ lesson }: Story) => {
  const options = lesson.doors.asked?.options;
  if (options === undefined) throw new Error("not asked");
  return options;
};

const recorded = (on: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording: on });

describe(rule("S5"), () => {
  it("lets nothing be recorded before it is noted that the parent was told", () => {
    expect(asked(oneToOne())).toMatchObject(NOT_RECORDED);
    expect(asked(cannotStay())).toMatchObject(NOT_RECORDED);
    givenLesson(oneToOne()).when(pressed(TOLD)).thenRefused("not-asked");
  });

  it("gives the words to say, and keeps them with the time, the reason and who said them", () => {
    const story = cannotStay();
    expect(parentView(story.lesson, ZONE)?.words).toBe(TOLD_WORDS);
    givenLesson(story)
      .when(pressed(TOLD))
      .thenAmong({
        type: "RecordingAnnounced",
        data: { by: "teacher", reason: "at work", words: TOLD_WORDS },
      })
      .thenAmong("OptionsAsked")
      .thenState(({ doors }) =>
        expect(doors.asked?.options).toMatchObject({ recording: true, transcription: false }),
      );
  });

  it.each([
    [undefined, "normally deleted after 30 days."],
    [1, "after 1 day."],
    [90, "after 90 days."],
  ])("says after how many days it is deleted, by the school's setting: %s", (keepDays, words) => {
    const story = cannotStay();
    expect(parentView(story.lesson, ZONE, keepDays)?.words).toContain(words);
    const rules = keepDays === undefined ? {} : { recordings: { folder: "F", keepDays, files: false } };
    const decision = decide(story.lesson, { by: TEACHER, staff: TOLD }, { ...story.around, ...rules });
    const said = "refused" in decision ? undefined : decision.events[0];
    expect(said).toMatchObject({
      type: "RecordingAnnounced",
      data: { words: parentView(story.lesson, ZONE, keepDays)?.words, keepDays: keepDays ?? 30 },
    });
  });

  it.each(["objects", "not reached"] as const)(
    "has no words to say that it is recorded once the parent is noted as: %s; one press brings them back",
    (why) => {
      const story = cannotStay();
      story.press({ press: "parent-not-told", why });
      expect(parentView(story.lesson, ZONE)?.words).toBeUndefined();
      const { presses } = checklistOf(story.lesson, story.now);
      expect(presses.map(({ press }) => press)).toContain("parent-cannot-stay");
      story.press({ press: "parent-cannot-stay" });
      expect(parentView(story.lesson, ZONE)?.words).toBe(TOLD_WORDS);
      expect(parentView(story.lesson, ZONE)?.forFamily).toBeUndefined();
    },
  );

  it("takes the press only from a panel that shows the lesson as it is", () => {
    const story = oneToOne();
    const { turn } = story.lesson;
    story.press({ press: "parent-cannot-stay" });
    expect(story.lesson.turn).toBeGreaterThan(turn);
  });

  it.each(["parent-stays", "parent-left", "parent-cannot-stay"] as const)(
    "allows no recording any more after another answer: %s",
    (press) => {
      const story = told();
      if (press === "parent-cannot-stay") story.press({ press: "parent-left" });
      story.press({ press });
      expect(asked(story)).toMatchObject(NOT_RECORDED);
    },
  );

  it("allows it for this lesson and no other: not after the end, nor when it is opened again", () => {
    const over = told().after({ report: "meeting-ended" });
    expect(optionsFor(over.lesson)).toMatchObject(NOT_RECORDED);
    expect(asked(over)).toMatchObject(NOT_RECORDED);
    const again = over.wait(60_000).after({ report: "meeting-started", source: "event" });
    expect(again.lesson.phase).toBe("arrival");
    expect(asked(again)).toMatchObject(NOT_RECORDED);
  });

  it("never in a lesson of another kind, whatever happens and is pressed, in whatever order", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const story = told();
        for (const one of all) {
          take(story, one);
          const { kind, parent } = story.lesson;
          const options = story.lesson.doors.asked?.options;
          if (options?.recording === true) {
            expect(kind).toBe("one-to-one");
            expect(parent?.told).toBeDefined();
          }
        }
      }),
      runs(150),
    );
  });

  const TWO = roster(
    user("r-teacher", TEACHER),
    { ...guest("r-amara", "Amara Okafor (Guest)"), recording: true },
    guest("r-ben", "Ben's mum (Guest)"),
  );

  it("is allowed with one child inside alone: with a second nothing is noted", () => {
    givenLesson(cannotStay().after(TWO)).when(pressed(TOLD)).thenRefused("not-a-one-to-one");
  });

  it("stops when a second child comes in, and a recording that runs is said to staff at once", () => {
    const story = told();
    expect(asked(story).recording).toBe(true);
    story.after(TWO);
    expect(asked(story)).toMatchObject(NOT_RECORDED);
    expect(isTroubled(story.lesson)).toBe(true);
    expect(noticesOf(story.lesson, ZONE).map(({ about }) => about)).toContain("recording");
    expect(parentWords(story.lesson, ZONE)).toMatch(
      /More than one child is inside: nothing may be recorded now\.$/,
    );
  });

  it("does not ask to tell the parent again while a second child is inside, and holds once that one has left", () => {
    const story = told().after(TWO);
    story.press({ press: "keep-kind" });
    expect(parentView(story.lesson, ZONE)?.words).toBeUndefined();
    expect(checklistOf(story.lesson, story.now).lead).not.toMatch(/tell the parent/);
    story.after(recorded(true));
    expect(parentView(story.lesson, ZONE)?.words).toBeUndefined();
    expect(asked(story).recording).toBe(true);
    const untold = cannotStay().after(TWO);
    expect(parentView(untold.lesson, ZONE)?.words).toBeUndefined();
    expect(parentView(untold.after(recorded(false)).lesson, ZONE)?.words).toBe(TOLD_WORDS);
  });

  it("stops once another child is inside alone, whose parent was told nothing, and what runs is said to staff", () => {
    const ben = { ...guest("r-ben", "Ben Price (Guest)"), recording: true };
    const story = told().after(recorded(true));
    story.after(roster(user("r-teacher", TEACHER), ben));
    expect(asked(story)).toMatchObject(NOT_RECORDED);
    expect(noticesOf(story.lesson, ZONE).map(({ about }) => about)).toContain("recording");
    givenLesson(story).when(pressed(TOLD)).thenRefused("not-asked");
    // Nor by way of another kind.
    const kinds = told();
    kinds.press({ press: "choose-kind", kind: "group" });
    kinds.after(roster(user("r-teacher", TEACHER), ben));
    kinds.press({ press: "choose-kind", kind: "one-to-one" });
    expect(asked(kinds)).toMatchObject(NOT_RECORDED);
    // Of whom it was told counts, not who was there when it was asked.
    const both = cannotStay();
    both.after(TWO, recorded(false));
    both.press(TOLD);
    expect(asked(both).recording).toBe(true);
    both.after(roster(user("r-teacher", TEACHER), ben));
    expect(asked(both)).toMatchObject(NOT_RECORDED);
  });

  it("stops with the kind: a one-to-one that is said to be a class is not recorded", () => {
    for (const kind of KINDS.filter((one) => one === "class" || one === "group")) {
      const story = told();
      story.press({ press: "choose-kind", kind });
      expect(asked(story)).toMatchObject(NOT_RECORDED);
    }
  });

  it("is postponed where the parent objects or is not reached: no recording, and an end that alerts no one", () => {
    const texts = new Set<string>();
    for (const why of ["objects", "not reached"] as const) {
      const story = cannotStay();
      const before = checklistOf(story.lesson, story.now).presses;
      givenLesson(story)
        .when(pressed({ press: "parent-not-told", why }))
        .thenAmong({ type: "RecordingNotAnnounced", data: { why } })
        .thenSays(/postponed\. Say goodbye, then press End lesson: no one is alerted\./);
      expect(parentView(story.lesson, ZONE)?.forFamily).toBeUndefined();
      story.press({ press: "parent-not-told", why });
      expect(asked(story)).toMatchObject(NOT_RECORDED);
      const text = parentView(story.lesson, ZONE)?.forFamily ?? "";
      expect(text).toMatch(
        /^This lesson is postponed: .* We will suggest another time when a grown-up can stay\.$/,
      );
      expect(text).not.toContain("Amara");
      texts.add(text);
      expect(before.some(({ press }) => press === "end-lesson")).toBe(false);
      givenLesson(story)
        .when(pressed({ press: "end-lesson" }))
        .thenAmong({ type: "EndAsked", data: { why: "ordinary" } });
      // After it as well: then there is time to send it. Once the parent stays after all, it is not so any more.
      expect(parentView(story.after({ report: "meeting-ended" }).lesson, ZONE)?.forFamily).toBe(text);
      const stays = cannotStay();
      for (const one of [{ press: "parent-not-told", why }, { press: "parent-stays" }] as const)
        stays.press(one);
      expect(parentView(stays.lesson, ZONE)?.forFamily).toBeUndefined();
    }
    expect(texts.size).toBe(1); // It goes to both parents: neither reads there what the other answered.
  });

  it("says of a recording only what Teams shows", () => {
    const story = told();
    expect(parentWords(story.lesson, ZONE)).toMatch(/Teams has not confirmed yet that it may be recorded\.$/);
    story.after({ report: "options-seen", asked: asked(story), seen: asked(story), coOrganisersSet: false });
    expect(parentWords(story.lesson, ZONE)).toMatch(/Teams shows no recording yet\. Start it in Teams/);
    story.after(recorded(true));
    expect(parentWords(story.lesson, ZONE)).toMatch(
      /Teams shows a recording since \d+:\d\d\. When the lesson is done, stop it\./,
    );
    expect(noticesOf(story.lesson, ZONE).filter(({ about }) => about === "recording")).toEqual([]);
    expect(isTroubled(story.lesson)).toBe(false);
    story.after(recorded(false));
    expect(parentWords(story.lesson, ZONE)).toMatch(/The recording stopped at \d+:\d\d\./);
  });

  it("a recording that begins before the parent was told is said to staff at once, and put back", () => {
    const story = cannotStay().after(recorded(true));
    expect(isTroubled(story.lesson)).toBe(true);
    expect(noticesOf(story.lesson, ZONE).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^The lesson is being recorded in Teams: press .* Stop recording/),
    ]);
    const options = asked(story);
    expect(driftToPutRight(options, { ...options, recording: true }, story.lesson.phase)).toMatchObject({
      recording: false,
    });
  });

  it("begun before, and told of then, is not to be started again, and is said to have begun before", () => {
    const story = cannotStay().after(recorded(true)).wait(16_000);
    const answer = story.press({ press: "parent-told", reason: "at work" });
    const words = [parentWords(story.lesson, ZONE), "say" in answer ? answer.say : ""];
    for (const one of words) {
      expect(one).toMatch(/began before the parent was told/);
      expect(one).not.toMatch(/Start it in Teams/);
    }
    const [section] = lessonDocument(story.lesson, story.events, {
      now: story.now,
      timeZone: ZONE,
      school: "",
    }).sections;
    const rows = Object.fromEntries(section?.table?.rows ?? []) as Record<string, string>;
    expect(rows["When it was recorded"]).toMatch(/; it began before the parent was told, at 10:00:16$/);
    expect(rows["Inside while it was recorded"]).toBe("Amara Okafor");
    expect(parentWords(told().after(recorded(true)).lesson, ZONE)).not.toMatch(/began before/);
  });

  it("is in the export: the answer, the words, the times, and the recording", () => {
    const story = told().after(recorded(true), recorded(false), { report: "meeting-ended" });
    const document = lessonDocument(story.lesson, story.events, {
      now: story.now,
      timeZone: ZONE,
      school: "",
    });
    const text = JSON.stringify(document);
    for (const words of [TOLD_WORDS, "noted: the parent cannot stay.", "a Teams recording from"])
      expect(text).toContain(words);
    expect(document.sections[0]?.table?.rows.find(([what]) => what === "Parent")?.[1]).toMatch(
      /^The parent cannot stay \(at work\) and was told of the recording at .* The call showed a Teams recording from .* to /,
    );
  });
});

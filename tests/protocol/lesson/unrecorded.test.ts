import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { rule } from "../rules/given.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "./story.ts";

const ZONE = "Europe/London";
const DUE = { report: "unrecorded-due" } as const;
const teacher = user("r-teacher", TEACHER);
const amara = guest("r-amara", "Amara Okafor (Guest)");

const oneToOne = (): Story => {
  const story = arrival().after(roster(teacher, amara));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "let-cameras-on" });
  return story;
};

const confirmed = (story: Story): Story => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("Nothing was asked.");
  return story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: true });
};

const told = (): Story => {
  const story = oneToOne();
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return confirmed(story);
};

const left = (): Story => {
  const story = oneToOne();
  story.press({ press: "parent-stays" });
  story.press({ press: "parent-left" });
  return story;
};

const seen = (recording: boolean) => roster(teacher, { ...amara, recording });

const sentences = ({ lesson }: Story): readonly string[] =>
  noticesOf(lesson, ZONE)
    .filter(({ about }) => about === "unrecorded")
    .map(({ sentence }) => sentence);

/** After how long the lesson is looked at again because of the last press or report. */
const looks = (story: Story): readonly number[] =>
  story.duties.flatMap(({ work, afterMs }) =>
    work.kind === "remind" && work.of === "unrecorded" ? [afterMs] : [],
  );

describe(rule("S5"), () => {
  it("told and not recorded: the next step says so at once, and after a minute it is a fact, once", () => {
    const story = told();
    expect(checklistOf(story.lesson, story.now).lead).toMatch(/^Now start the recording\. Start it in Teams/);
    story.wait(59_000).after(DUE);
    expect(story.count("FoundUnrecorded")).toBe(0);
    story.wait(1_000).after(DUE).wait(60_000).after(DUE);
    expect(story.events.filter(({ type }) => type === "FoundUnrecorded")).toMatchObject([
      { data: { why: "told" } },
    ]);
    expect(sentences(story)).toEqual([
      expect.stringMatching(/^Not recorded yet\. Start it in Teams: ⋯ More → Record and transcribe/),
    ]);
  });

  it.each([
    ["told", () => story("parent-cannot-stay", "parent-told")],
    ["the parent left", () => story("parent-stays", "parent-left")],
    ["cannot stay", () => story("parent-cannot-stay")],
    ["objects", () => story("parent-cannot-stay", "parent-not-told")],
  ] as const)("is looked at a minute after: %s", (_, made) => {
    expect(looks(made())).toEqual([60_000]);
  });

  it("is looked at again after an end that was undone, which takes back all timers", () => {
    const undone = told();
    undone.press({ press: "end-for-all" });
    undone.press({ press: "undo-end" });
    expect(looks(undone)).toEqual([60_000]);
  });

  it("ends with the recording, and with what staff say next; the notice goes", () => {
    const recorded = told().wait(60_000).after(DUE).wait(5_000).after(seen(true));
    expect(sentences(recorded)).toEqual([]);
    expect(recorded.lesson.unrecorded).toMatchObject([{ why: "told", overAt: recorded.now }]);
    const back = left().wait(60_000).after(DUE);
    expect(sentences(back)).toEqual([expect.stringMatching(/Ask whether they can come back/)]);
    back.press({ press: "parent-stays" });
    expect(sentences(back)).toEqual([]);
  });

  it("stopped while the parent is away: said again a minute after it", () => {
    const stopped = told().after(seen(true)).wait(300_000).after(seen(false));
    expect(looks(stopped)).toEqual([60_000]);
    stopped.wait(60_000).after(DUE);
    expect(sentences(stopped)).toEqual([expect.stringMatching(/The recording stopped at/)]);
  });

  it("says nothing while the parent stays, is recorded, is paused, or no child is inside", () => {
    const stays = oneToOne();
    stays.press({ press: "parent-stays" });
    const paused = told();
    paused.press({ press: "pause" });
    const gone = told().after(roster(teacher));
    for (const one of [stays, told().after(seen(true)), paused, gone])
      expect(one.wait(120_000).after(DUE).count("FoundUnrecorded")).toBe(0);
    paused.press({ press: "resume" });
    expect(looks(paused)).toEqual([60_000]);
    expect(paused.wait(60_000).after(DUE).count("FoundUnrecorded")).toBe(1);
    expect(looks(gone.after(roster(teacher, amara)))).toEqual([60_000]);
    expect(gone.wait(60_000).after(DUE).count("FoundUnrecorded")).toBe(1);
  });

  it("where Lesson Guard cannot see a recording it says so, and where Teams allows none it says how to stop", () => {
    const unseen = told().wait(60_000).after(DUE).after({ report: "call-not-read", call: "call1" });
    expect(sentences(unseen)).toEqual([expect.stringMatching(/^Lesson Guard cannot see whether/)]);
    const refused = oneToOne();
    refused.press({ press: "parent-cannot-stay" });
    refused.press({ press: "parent-told", reason: "at work" });
    refused.wait(60_000).after(DUE);
    expect(sentences(refused)).toEqual([expect.stringMatching(/Teams has not confirmed that it may be/)]);
    expect(checklistOf(refused.lesson, refused.now)).toMatchObject({
      lead: expect.stringMatching(/^Teams does not allow the recording\. .*press End lesson/),
    });
    expect(refused.press({ press: "end-lesson" })).not.toHaveProperty("refused");
  });

  it("stands on the card, in Lessons now and in the export, without a name", () => {
    const story = told().wait(60_000).after(DUE);
    const around = { now: story.now, timeZone: ZONE, phone: "" };
    expect(checklistFace(story.lesson, around).lead).toMatch(/^Now start the recording/);
    const [now] = lessonsNow([story.lesson], { ...around, join: () => "" });
    expect(now?.notes).toContainEqual({
      sentence: "The child is without their parent, and it is not recorded.",
      amiss: true,
    });
    const over = story.wait(60_000).after({ report: "meeting-ended" });
    const text = JSON.stringify(
      lessonDocument(over.lesson, over.events, { now: over.now, timeZone: ZONE, school: "" }),
    );
    expect(text).toContain("the parent had been told of a recording, and Teams showed none");
  });
});

const story = (...presses: readonly string[]): Story => {
  const made = oneToOne();
  for (const press of presses)
    made.press(
      press === "parent-told"
        ? { press, reason: "at work" }
        : press === "parent-not-told"
          ? { press, why: "objects" }
          : ({ press } as { press: "parent-stays" }),
    );
  return made;
};

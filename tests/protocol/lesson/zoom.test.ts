import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { PRESSES } from "../../../src/protocol/lesson/presses.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { ZOOM_STEPS } from "../../../src/protocol/lesson/zoom-events.ts";
import { alertLesson } from "../../../src/protocol/screen/alert-lesson.ts";
import { byHandView } from "../../../src/protocol/screen/by-hand-view.ts";
import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import { planView } from "../../../src/protocol/screen/plan-view.ts";
import { callProof, doorsProof, familyCardProof, rosterProof } from "../../../src/protocol/screen/proofs.ts";
import { quietProof } from "../../../src/protocol/screen/quiet.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { whyNotProtected } from "../../../src/protocol/screen/tomorrow.ts";
import { fc, runs } from "../../support/properties.ts";
import { type Step, steps, take } from "./steps.ts";
import { ASSISTANT, AT, FOUND, guest, MET, planned, roster, type Story, typesOf } from "./story.ts";
import { expectAskedOnce, inZoom, onInZoom } from "./zoom-story.ts";

const ZONE = "Europe/London";

/** Everything that any surface says of a lesson. */
const saidOf = (lesson: Lesson, events: Story["events"], now: string): readonly string[] => {
  const around = { now, timeZone: ZONE, phone: "01234 567890", reader: "teacher" };
  const view = byHandView(lesson, [], around);
  const notices = noticesOf(lesson, ZONE);
  return [
    ...[doorsProof, callProof, familyCardProof].map((proof) => proof(lesson, now, ZONE).sentence),
    rosterProof(lesson, ZONE).sentence,
    quietProof(lesson, now, ZONE, true)?.sentence ?? "",
    standingOf(lesson, now, ZONE).words,
    JSON.stringify(lessonsNow([lesson], { now, timeZone: ZONE, join: () => "teams-link" })),
    JSON.stringify(alertLesson(lesson, "REF", ZONE)),
    ...notices.flatMap((notice) => noticeFace(lesson, notice, ZONE).lines),
    whyNotProtected(lesson, true, { now, timeZone: ZONE }) ?? "",
    JSON.stringify(planView(lesson, { ...around, school: "Oakfield" }, undefined)?.lines),
    JSON.stringify({ ...view, pupils: [], steps: [] }),
    JSON.stringify(lessonDocument(lesson, events, { now, timeZone: ZONE, school: "Oakfield" }).sections),
  ];
};

/** Words that rest on what Teams shows; "paused" may stand only as a person's word. */
const PROVEN =
  /confirmed|doors shut|lobby on|lobby is on|was removed by|teams accepted|teams-link|protected since/i;

const byHand: fc.Arbitrary<Step> = fc
  .oneof(
    fc.constantFrom("begin-by-hand" as const, "over-by-hand" as const).map((press) => ({ press })),
    fc.constantFrom(...ZOOM_STEPS).map((step) => ({ press: "note-in-zoom" as const, step })),
  )
  .map((press) => ({ by: ASSISTANT, press }));

/** Presses and reports of Teams, with those of Zoom among them. */
const inAnyOrder = fc
  .tuple(steps, fc.array(fc.tuple(fc.nat(), byHand), { maxLength: 8 }))
  .map(([all, own]) =>
    own.reduce<readonly Step[]>((some, [at, one]) => some.toSpliced(at % (some.length + 1), 0, one), all),
  );

describe("a lesson in Zoom", () => {
  it("has no work that touches a meeting, no call and no card in a chat, whatever is pressed or reported", () => {
    const mayBe = new Set([
      "bring-families",
      "give-bot",
      "remind",
      "seal",
      "tell-staff",
      "redraw-alerts",
      "find-refusals",
    ]);
    fc.assert(
      fc.property(inAnyOrder, fc.boolean(), (all, begun) => {
        const story = begun ? onInZoom() : inZoom();
        const before = story.events.length;
        for (const one of all) {
          take(story, one);
          for (const { work } of story.duties) expect(mayBe).toContain(work.kind);
        }
        const types = story.events.slice(before).map(({ type }) => type);
        for (const type of types)
          expect(type).not.toMatch(
            /^(Options|Call|Family|Removal|Mute|Meeting|End|Paused|Resumed|Alone|Drift|Person|Cameras|Mics)/,
          );
        expect(["planned", "live", "over"]).toContain(story.lesson.phase);
      }),
      runs(60),
    );
  });

  it("is nowhere said to be shut, paused, confirmed or watched, whatever is pressed or reported", () => {
    fc.assert(
      fc.property(inAnyOrder, fc.boolean(), (all, begun) => {
        const story = begun ? onInZoom() : inZoom();
        for (const one of all) take(story, one);
        const { lesson, events, now } = story;
        for (const said of saidOf(lesson, events, now)) {
          expect(said).not.toMatch(PROVEN);
          expect(said).not.toMatch(/(?<!said of Zoom: it was )\bpaused\b(?!( in Zoom)?, says )/i);
        }
        for (const proof of [doorsProof, callProof, familyCardProof])
          expect(proof(lesson, now, ZONE).state).not.toBe("proven");
        expect(rosterProof(lesson, ZONE).state).not.toBe("proven");
        if (lesson.phase === "live") expect(standingOf(lesson, now, ZONE).state).toBe("not done");
      }),
      runs(60),
    );
  });

  it("takes no press that acts in Teams, and says to press it in Zoom", () => {
    const { lesson } = onInZoom();
    expect(lesson.phase).toBe("live");
    const taken = ["begin-by-hand", "over-by-hand", "background-checked"];
    const plain = (Object.keys(PRESSES) as (keyof typeof PRESSES)[]).filter(
      (name) => "takes" in PRESSES[name] && PRESSES[name].takes === "nothing" && !name.startsWith("parent"),
    );
    for (const press of plain) {
      const decision = onInZoom().press({ press } as never);
      if (taken.includes(press)) expect(decision).not.toHaveProperty("refused");
      else expect(decision).toMatchObject({ refused: "in-zoom" });
    }
  });

  it("is on, goes on and is over by the word of staff alone; no clock ends it", () => {
    const story = inZoom();
    expect(typesOf(story.press({ press: "begin-by-hand" }))).toEqual(["BegunByHand"]);
    story.after({ report: "meeting-ended" }, MET, FOUND, roster(guest("r1", "Ben")));
    story.wait(5 * 60 * 60_000).after({ report: "planned-end-passed" });
    expect(story.lesson).toMatchObject({ phase: "live", people: {}, chatId: "" });
    expect(typesOf(story.press({ press: "over-by-hand" }, ASSISTANT))).toEqual(["OverByHand"]);
    expect(standingOf(story.lesson, story.now, ZONE)).toEqual({
      state: "done",
      words: "Over, says Mr Bell, 15:00",
    });
    expect(typesOf(story.press({ press: "begin-by-hand" }))).toEqual(["BegunByHand"]);
    expect(story.lesson).toMatchObject({ phase: "live", startedAt: AT });
    expect(story.lesson.overAt).toBeUndefined();
  });

  it("asks its staff once whether it is over, when its planned end has passed", () => {
    const story = inZoom();
    story.press({ press: "begin-by-hand" });
    expectAskedOnce(story);
    // A lesson that is over is asked about no more.
    story.press({ press: "over-by-hand" });
    expect(noticesOf(story.lesson, ZONE)).toEqual([]);
  });

  it("says of a pause whose word it is, and of the next press that it goes on", () => {
    const story = onInZoom().wait(43 * 60_000);
    expect(standingOf(story.lesson, story.now, ZONE).words).toBe("In Zoom, kept by hand");
    story.press({ press: "note-in-zoom", step: "pause" });
    expect(standingOf(story.lesson, story.now, ZONE).words).toBe("Paused in Zoom, says Miss Hart, 10:43");
    const steps = () =>
      byHandView(story.lesson, [], { now: story.now, timeZone: ZONE, phone: "" }).steps.map(
        ({ step }) => step,
      );
    expect(steps()).toEqual(["waiting room", "lock", "resume", "remove", "end"]);
    story.press({ press: "note-in-zoom", step: "resume" });
    expect(standingOf(story.lesson, story.now, ZONE).words).toBe("In Zoom, kept by hand");
    expect(steps()).toContain("pause");
  });

  it("has each child checked singly by the eyes of staff, with exceptions in the words of Zoom", () => {
    const story = onInZoom();
    expect(story.press({ press: "all-others-fine" })).toMatchObject({ refused: "in-zoom" });
    expect(
      story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" }),
    ).toMatchObject({
      say: expect.stringContaining("in Zoom: Participants → More"),
    });
    story.wait(1000);
    expect(typesOf(story.press({ press: "check-pupil", pupil: "p-amara" }))).toEqual(["PupilsChecked"]);
    const view = byHandView(story.lesson, [], {
      now: story.now,
      timeZone: ZONE,
      phone: "",
      reader: "teacher",
    });
    expect(view.counts).toBe("1 of 3 checked, 1 not right yet. Only you can see who is there.");
    expect(view.undo?.words).toBe("Undo: Amara Okafor checked");
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" }))).toEqual(
      ["ExceptionPutRight"],
    );
    expect(story.press({ press: "check-pupil", pupil: "p-none" })).toMatchObject({ refused: "no-pupil" });
  });

  it("is postponed where the parent of a one-to-one cannot stay: its recording could not be looked after", () => {
    const story = onInZoom("one-to-one");
    expect(story.press({ press: "parent-cannot-stay" })).toMatchObject({
      say: expect.stringContaining("postpone"),
    });
    expect(story.press({ press: "parent-told", reason: "work" } as never)).toMatchObject({
      refused: "in-zoom",
    });
    expect(typesOf(story.press({ press: "parent-stays" }))).toEqual(["ParentAnswered"]);
  });

  it("is not begun by mistake the day before, and can be said not to take place", () => {
    const story = inZoom().wait(-24 * 60 * 60_000);
    expect(story.press({ press: "begin-by-hand" })).toMatchObject({ refused: "too-early" });
    expect(story.press({ press: "over-by-hand" })).toMatchObject({ say: "Noted: it does not take place." });
  });

  it("is planned again, and not on, where it was said not to take place and then does", () => {
    const HOUR = 60 * 60_000;
    const view = (of: Story) => byHandView(of.lesson, [], { now: of.now, timeZone: ZONE, phone: "" });
    for (const before of [72 * HOUR, HOUR + 1000, HOUR / 2, 0]) {
      const story = inZoom().wait(-before);
      story.press({ press: "over-by-hand" });
      expect(view(story).takesPlaceAgain).toBe(true);
      const again = story.press({ press: "begin-by-hand" });
      expect(again).toMatchObject({ say: "Noted: it takes place after all. It is planned again." });
      expect(story.lesson).toMatchObject({ phase: "planned", zoom: { done: [] } });
      for (const gone of ["overAt", "ended", "startedAt"] as const)
        expect(story.lesson[gone]).toBeUndefined();
      const { sections } = lessonDocument(story.lesson, story.events, {
        now: story.now,
        timeZone: ZONE,
        school: "",
      });
      expect(JSON.stringify(sections)).toContain("Miss Hart said that the lesson takes place after all.");
      // The page offers to begin it exactly where that is not refused.
      const { beginsFrom, takesPlaceAgain } = view(story);
      expect(takesPlaceAgain).toBeUndefined();
      const begun = story.press({ press: "begin-by-hand" });
      if (before > HOUR) expect(begun).toMatchObject({ refused: "too-early" });
      else expect(begun).toMatchObject({ say: "Noted: the lesson is on." });
      expect(beginsFrom === undefined).toBe(before <= HOUR);
    }
  });

  it("is never on more than one hour before its time, whatever is pressed", () => {
    fc.assert(
      fc.property(inAnyOrder, (all) => {
        const story = inZoom().wait(-7 * 24 * 60 * 60_000);
        for (const one of all) {
          take(story, one);
          const from = Date.parse(AT) - 60 * 60_000;
          if (Date.parse(story.now) < from) expect(story.lesson.phase).not.toBe("live");
        }
      }),
      runs(60),
    );
  });

  it("is told in its export as the word of named staff, and only that", () => {
    const story = onInZoom().wait(60_000);
    story.press({ press: "note-in-zoom", step: "lock" });
    story.press({ press: "check-pupil", pupil: "p-amara" });
    story.wait(60_000).press({ press: "over-by-hand" });
    const { sections } = lessonDocument(story.lesson, story.events, {
      now: story.now,
      timeZone: ZONE,
      school: "",
    });
    const rows = sections.flatMap(({ table }) => table?.rows ?? []);
    expect(rows).toContainEqual(["Platform", "Zoom"]);
    expect(rows).toContainEqual(["Done in Zoom", "the meeting was locked, says Miss Hart 10:01:00"]);
    expect(rows).toContainEqual(["10:01:00", "Miss Hart said of Zoom: the meeting was locked."]);
    const pupils = sections.find(({ heading }) => heading === "Pupils expected")?.table?.rows ?? [];
    expect(pupils.map(([, came]) => came)).toEqual(["yes, as staff noted", "not noted", "not noted"]);
    expect(sections.map(({ heading }) => heading)).not.toContain("People Teams showed");
  });

  it("and one in Teams do not take each other’s presses", () => {
    const teams = planned().after({ report: "meeting-started", source: "event" });
    for (const press of ["begin-by-hand", "over-by-hand"] as const)
      expect(teams.press({ press })).toMatchObject({ refused: "not-in-zoom" });
    expect(teams.press({ press: "note-in-zoom", step: "pause" })).toMatchObject({ refused: "not-in-zoom" });
  });

  it("asks for links, private cards and a seal, and for nothing in a meeting", () => {
    const story = inZoom();
    const [first] = story.events;
    if (first === undefined) throw new Error("not planned");
    expect(dutiesFor(story.lesson, first).map(({ work }) => work.kind)).toEqual([
      "bring-families",
      "give-bot",
      "give-bot",
      // At its planned end its staff are asked; a day later its address is forgotten.
      "remind",
      "remind",
    ]);
  });
});

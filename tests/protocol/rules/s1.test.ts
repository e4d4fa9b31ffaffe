import { checklistOf, countsOf } from "../../../src/protocol/lesson/checklist.ts";
import type { LessonCommand } from "../../../src/protocol/lesson/commands.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { sweepable } from "../../../src/protocol/rules/s1-adult-present.ts";
import { conductView } from "../../../src/protocol/screen/conduct.ts";
import { EXCEPTIONS } from "../../../src/protocol/words.ts";
import { claims } from "../../support/claims.ts";
import { arrival, guest, roster, type Story, TEACHER, user, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const teacher = user("r-teacher", TEACHER);
const rowOf = (lesson: Lesson, pupil: string) => pupilRows(lesson).find((row) => row.pupil === pupil);

const noted: LessonCommand = pressed({ press: "note-exception", pupil: "p-ben", reason: "no adult seen" });

const withoutAdult = (): Story => {
  const story = withCameras(arrival());
  story.press({ press: "note-exception", pupil: "p-ben", reason: "no adult seen" });
  return story;
};

describe(rule("S1"), () => {
  const checked = (): Story => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    return story;
  };
  const AGAIN = pressed({ press: "adults-still-there" });

  it("asks again on the school's interval, and not before it, nor where a school has said never", () => {
    const story = checked();
    const asks = (recheckMinutes?: number) =>
      conductView(story.lesson, { now: story.now, recheckMinutes })?.recheck;
    story.wait(19 * 60_000);
    expect([asks(), asks(15), asks(0)]).toEqual([undefined, expect.stringMatching(/still there/), undefined]);
    story.wait(60_000);
    expect(asks()).toMatch(/still there/);
    story.press({ press: "adults-still-there" });
    expect(asks()).toBeUndefined();
    story.wait(20 * 60_000);
    expect(asks()).toMatch(/still there/);
  });

  it("notes in one press the adults who can be seen, and no others", () => {
    const story = checked();
    const [amara, ben] = ["r-amara", "r-ben"].map((id) => guest(id, story.lesson.people[id]?.shown ?? ""));
    if (amara === undefined || ben === undefined) throw new Error("no one");
    story.after(roster(teacher, { ...amara, cameraOn: true }, { ...ben, cameraOn: false }));
    givenLesson(story)
      .when(AGAIN)
      .thenFacts({ type: "FamiliesSeenAgain", data: { pupils: ["p-amara"], by: TEACHER.id } })
      .thenSays(/with 1 pupil\. 1 cannot be seen/);
    story.press({ press: "note-exception", pupil: "p-amara", reason: "no adult seen" });
    givenLesson(story).when(AGAIN).thenRefused("not-seen");
  });

  it("attests no adult again whom no one has seen before", () => {
    givenLesson(withCameras(arrival())).when(AGAIN).thenRefused("not-seen");
    expect(conductView(arrival().lesson, { now: "2026-11-24T23:00:00.000Z" })?.recheck).toBeUndefined();
  });

  it("keeps that pupils were checked together, and by whom", () => {
    givenLesson(withCameras(arrival()))
      .when(pressed({ press: "all-others-fine" }))
      .thenAmong({
        type: "PupilsChecked",
        data: { by: TEACHER.id, how: "sweep", pupils: ["p-amara", "p-ben"] },
      })
      .thenState(({ pupils }) => expect(pupils["p-ben"]?.checked?.namesOnly).toBeUndefined());
  });

  it.each(["names-match", "all-others-fine"] as const)(
    "keeps that only names were checked where no adult could be seen: %s",
    (press) => {
      givenLesson(arrival())
        .when(pressed({ press }))
        .thenAmong({
          type: "PupilsChecked",
          data: { how: "sweep", pupils: ["p-amara", "p-ben"], namesOnly: true },
        })
        .thenSays(/^2 names match\. Adults not seen yet: cameras are off\./);
    },
  );

  it("is still to check after the names were, once a family's camera is on", () => {
    const story = arrival();
    story.press({ press: "names-match" });
    expect(checklistOf(story.lesson, story.now).counts).toMatchObject({ checked: 0, namesOnly: 2 });
    givenLesson(withCameras(story))
      .when(pressed({ press: "all-others-fine" }))
      .thenAmong({ type: "PupilsChecked", data: { how: "sweep", pupils: ["p-amara", "p-ben"] } })
      .thenState((lesson) => expect(countsOf(lesson)).toMatchObject({ checked: 2 }));
  });

  it("asks families for their cameras where they may be on and none is", () => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    givenLesson(story)
      .when(pressed({ press: "all-others-fine" }))
      .thenSays(/no family's camera is on\. Ask them to turn it on/);
  });

  it("is not put right while no one can look", () => {
    const noLook = arrival();
    noLook.press({ press: "note-exception", pupil: "p-ben", reason: "no adult seen" });
    givenLesson(noLook)
      .when(pressed({ press: "put-right", pupil: "p-ben", reason: "no adult seen" }))
      .thenRefused("not-seen");
    noLook.press({ press: "check-pupil", pupil: "p-ben" });
    expect(rowOf(noLook.lesson, "p-ben")?.exceptions).toMatchObject([{ unseen: true }]);
  });

  it("keeps that a pupil was checked singly", () => {
    givenLesson(arrival())
      .when(pressed({ press: "check-pupil", pupil: "p-ben" }))
      .thenAmong({ type: "PupilsChecked", data: { how: "each", pupils: ["p-ben"] } });
  });

  it("checks with the others only pupils who are inside, alone on one device, with nothing noted", () => {
    const { lesson } = withoutAdult();
    const [amara, ben, chidi] = ["p-amara", "p-ben", "p-chidi"].map((id) => rowOf(lesson, id));
    expect([amara, ben, chidi].map((row) => row !== undefined && sweepable(row))).toEqual([
      true, // inside, nothing noted
      false, // no adult seen
      false, // in the lobby
    ]);
    const beside = arrival().after(
      roster(teacher, guest("r-amara", "Amara Okafor (Guest)"), guest("r-other", "Amara's gran")),
    );
    const two = rowOf(beside.lesson, "p-amara");
    expect(two !== undefined && sweepable(two)).toBe(false);
  });

  it("is noted in the lesson when a grown-up leaves later, and the earlier check stays as it was", () => {
    const checked = withCameras(arrival());
    checked.press({ press: "all-others-fine" });
    givenLesson(checked)
      .when(noted)
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason: "no adult seen" } })
      .thenState((lesson) => expect(rowOf(lesson, "p-ben")?.checked?.how).toBe("sweep"));
  });

  it("tells staff that an older brother or sister is no grown-up: only they can see it", () => {
    expect(RULES.S1.cannot).toMatch(/not an older brother or sister/);
  });

  it("tells staff what to ask", () => {
    givenLesson(arrival())
      .when(noted)
      .thenSays(/grown-up/);
  });

  it("is put right by looking at the pupil once more", () => {
    givenLesson(withoutAdult())
      .when(pressed({ press: "check-pupil", pupil: "p-ben" }))
      .thenAmong({ type: "ExceptionPutRight", data: { pupil: "p-ben", reason: "no adult seen" } });
  });

  it("has no mark for a person who should not be there: a shared screen would show it", () => {
    expect(EXCEPTIONS.filter((reason) => /should|court|allowed|risk/i.test(reason))).toEqual([]);
    expect(claims(/court|flag|custody/i)).toEqual([]);
  });
});

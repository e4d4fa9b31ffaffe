import { countsOf } from "../../../src/protocol/lesson/checklist.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { textOf } from "../../support/claims.ts";
import { arrival, MET, Story, TEACHER, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const reason = "not a family room" as const;
const noted = () => {
  const story = withCameras(arrival());
  story.press({ press: "note-exception", pupil: "p-ben", reason });
  return story;
};

const rowOf = ({ lesson }: Story) => {
  const row = pupilRows(lesson).find(({ pupil }) => pupil === "p-ben");
  if (row === undefined) throw new Error("no row");
  return row;
};

describe(rule("B5"), () => {
  it("is asked of families", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/not in a bedroom/);
  });

  it("is noted for the pupil when it does not hold, with what to do first", () => {
    expect(RULES.B5.exception).toBe(reason);
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason, by: TEACHER.id } })
      .thenSays(/1: .*camera.* 2: .*move/);
  });

  it("is put right, and both stay on record", () => {
    givenLesson(noted())
      .when(pressed({ press: "put-right", pupil: "p-ben", reason }))
      .thenFacts({ type: "ExceptionPutRight", data: { pupil: "p-ben", reason } })
      .thenState(({ pupils }) =>
        expect(pupils["p-ben"]?.exceptions).toEqual([
          expect.objectContaining({ reason, putRightAt: expect.any(String) }),
        ]),
      );
  });

  it("does not pretend to have switched off the camera: that is pressed in Teams", () => {
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenSays(/in Teams/)
      .thenState((lesson) => expect(lesson.opened).toEqual(arrival().lesson.opened));
  });

  it("keeps that the family was asked, and that they did not move: both are in the list still", () => {
    const story = noted();
    for (const step of ["asked", "not put right"] as const) {
      givenLesson(story)
        .when(pressed({ press: "follow-exception", pupil: "p-ben", reason, step }))
        .thenFacts({ type: "ExceptionFollowed", data: { pupil: "p-ben", step, by: TEACHER.id } });
      story.press({ press: "follow-exception", pupil: "p-ben", reason, step });
      expect(rowOf(story).exceptions).toEqual([expect.objectContaining({ step: { at: story.now, step } })]);
      expect(countsOf(story.lesson).exceptions).toBe(1);
    }
    givenLesson(story)
      .when(pressed({ press: "put-right", pupil: "p-ben", reason }))
      .thenFacts("ExceptionPutRight");
  });

  it("says that they have moved only while their camera shows it", () => {
    const story = arrival();
    story.press({ press: "note-exception", pupil: "p-ben", reason });
    expect(rowOf(story).exceptions[0]?.unseen).toBe(true);
    givenLesson(story)
      .when(pressed({ press: "put-right", pupil: "p-ben", reason }))
      .thenRefused("not-seen");
  });

  const AGREED = { press: "agree-room", pupil: "p-ben", agreed: true } as const;

  it("is closed where the headteacher has agreed that there is no other room, and not noted again", () => {
    const story = noted();
    givenLesson(story)
      .when(pressed(AGREED))
      .thenFacts({ type: "RoomAgreed", data: { pupil: "p-ben", agreed: true, by: TEACHER.id } });
    story.press(AGREED);
    expect(countsOf(story.lesson).exceptions).toBe(0);
    expect(rowOf(story)).toMatchObject({ oneRoom: story.now, exceptions: [{ agreed: true }] });
    givenLesson(story)
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenNothing()
      .thenSays(/no other room, as agreed with the headteacher/);
    // Another pupil's room is noted as before.
    givenLesson(story)
      .when(pressed({ press: "note-exception", pupil: "p-amara", reason }))
      .thenFacts("ExceptionNoted");
  });

  it("holds in the next lesson of the series, until staff say that there is another room", () => {
    const story = noted();
    story.press(AGREED);
    const next = new Story().after({ ...MET, lesson: "l2", previous: story.lesson });
    expect(next.lesson.register.find(({ id }) => id === "p-ben")?.oneRoom).toBe(story.now);
    next.press({ ...AGREED, agreed: false });
    expect(next.lesson.register.find(({ id }) => id === "p-ben")?.oneRoom).toBeUndefined();
  });

  it("may be noted again when the child is back in the bedroom", () => {
    const again = noted();
    again.press({ press: "put-right", pupil: "p-ben", reason });
    givenLesson(again)
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts("ExceptionNoted")
      .thenState(({ pupils }) => expect(pupils["p-ben"]?.exceptions).toHaveLength(2));
  });
});

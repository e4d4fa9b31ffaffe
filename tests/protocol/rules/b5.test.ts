import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { textOf } from "../../support/claims.ts";
import { arrival, TEACHER, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const reason = "not a family room" as const;
const noted = () => {
  const story = withCameras(arrival());
  story.press({ press: "note-exception", pupil: "p-ben", reason });
  return story;
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

  it("may be noted again when the child is back in the bedroom", () => {
    const again = noted();
    again.press({ press: "put-right", pupil: "p-ben", reason });
    givenLesson(again)
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts("ExceptionNoted")
      .thenState(({ pupils }) => expect(pupils["p-ben"]?.exceptions).toHaveLength(2));
  });
});

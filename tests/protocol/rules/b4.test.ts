import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { textOf } from "../../support/claims.ts";
import { arrival, TEACHER } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const reason = "adult spoke to others" as const;
const noted = () => {
  const story = arrival();
  story.press({ press: "note-exception", pupil: "p-ben", reason });
  return story;
};

describe(rule("B4"), () => {
  it("is asked of families", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/leave other children to their teacher/);
  });

  it("is noted for the pupil when it does not hold, with what to do first", () => {
    expect(RULES.B4.exception).toBe(reason);
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason, by: TEACHER.id } })
      .thenSays(/own child only/);
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
});

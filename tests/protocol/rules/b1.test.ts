import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { textOf } from "../../support/claims.ts";
import { arrival, TEACHER, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, rule } from "./given.ts";

const reason = "dress" as const;
const noted = () => {
  const story = withCameras(arrival());
  story.press({ press: "note-exception", pupil: "p-ben", reason });
  return story;
};

describe(rule("B1"), () => {
  it("is asked of families", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/dressed for the day/);
  });

  it("is noted for the pupil when it does not hold, with what to do first", () => {
    expect(RULES.B1.exception).toBe(reason);
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason, by: TEACHER.id } })
      .thenSays(/[Cc]amera off first, then/);
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

  it("keeps no picture and no words about a child: the reason, who, when and by whom", () => {
    const [fact] = noted().events.slice(-1);
    expect(Object.keys(fact?.data ?? {}).toSorted()).toEqual(["by", "pupil", "reason"]);
  });
});

import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { claims } from "../../support/claims.ts";
import { arrival, guest, roster, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, reported, rule } from "./given.ts";

describe(rule("P2"), () => {
  it("is not claimed: a family that joins has come, and nothing more is known", () => {
    givenLesson(arrival())
      .when(
        reported(
          roster(
            user("r-teacher", TEACHER),
            guest("r-amara", "Amara Okafor (Guest)"),
            guest("r-ben", "Ben's mum (Guest)"),
            guest("r-chidi", "Chidi (Guest)", "in"),
          ),
        ),
      )
      .thenFacts("PersonMoved");
    expect(claims(/implied|permission/i)).toEqual([]);
    expect(Object.keys(NO_LESSON).filter((key) => /consent|permission|implied/i.test(key))).toEqual([]);
  });
});

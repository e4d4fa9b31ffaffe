import { KIND_WORDS, TEAMS_END } from "../../src/panel/wording.ts";
import { END_BY_HAND } from "../../src/protocol/lesson/doors.ts";
import { KIND_TITLES } from "../../src/protocol/screen/card-faces.ts";

describe("the panel and the cards have one word for one thing", () => {
  it("for each kind of lesson", () => {
    expect(KIND_WORDS).toEqual(KIND_TITLES);
  });

  it("for how a meeting is ended in Teams", () => {
    expect(TEAMS_END).toBe(END_BY_HAND);
  });
});

import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { claims, textOf } from "../../support/claims.ts";
import { arrival, guest, planned, roster, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, reported, rule } from "./given.ts";

const teacher = user("r-teacher", TEACHER);

describe(rule("C5"), () => {
  it("is asked of families on their page", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/Join 2 to 5 minutes early/);
  });

  it("keeps when a family that is very early came to the lobby, and does not begin the lesson with it", () => {
    givenLesson(planned())
      .when(reported(roster(guest("r-early", "Ben Price", "lobby"))))
      .thenAmong({ type: "PersonArrived", data: { place: "lobby" } })
      .thenState(({ phase }) => expect(phase).toBe("planned"));
  });

  it("keeps when a late family came, and that it is not checked yet", () => {
    const live = arrival();
    live.press({ press: "all-others-fine" });
    live.press({ press: "let-cameras-on" });
    givenLesson(live)
      .when(
        reported(
          roster(
            teacher,
            guest("r-amara", "Amara Okafor (Guest)"),
            guest("r-ben", "Ben's mum (Guest)"),
            guest("r-chidi", "Chidi (Guest)", "in"),
          ),
        ),
      )
      .thenFacts({ type: "PersonMoved", data: { person: "r-chidi", place: "in" } })
      .thenState((lesson) => {
        const late = pupilRows(lesson).find(({ pupil }) => pupil === "p-chidi");
        expect([late?.place, late?.checked]).toEqual(["in", undefined]);
      });
  });

  it("lets a family that dropped out come back through the lobby, and calls it no incident", () => {
    const dropped = arrival().after(roster(teacher, guest("r-ben", "Ben's mum (Guest)")));
    givenLesson(dropped)
      .when(
        reported(
          roster(
            teacher,
            guest("r-ben", "Ben's mum (Guest)"),
            guest("r-amara-2", "Amara Okafor (Guest)", "lobby"),
          ),
        ),
      )
      .thenFacts({ type: "PersonArrived", data: { person: "r-amara-2", place: "lobby" } })
      .thenState((lesson) => {
        const amara = pupilRows(lesson).find(({ pupil }) => pupil === "p-amara");
        expect([amara?.place, amara?.exceptions]).toEqual(["lobby", []]);
      });
  });

  it("asks for another look at a family that was checked, dropped out and is back", () => {
    const checked = arrival();
    checked.press({ press: "all-others-fine" });
    const dropped = checked.after(
      roster(teacher, guest("r-ben", "Ben's mum (Guest)"), guest("r-chidi", "Chidi (Guest)", "lobby")),
    );
    givenLesson(dropped)
      .when(
        reported(
          roster(
            teacher,
            guest("r-ben", "Ben's mum (Guest)"),
            guest("r-chidi", "Chidi (Guest)", "lobby"),
            guest("r-amara-2", "Amara Okafor (Guest)"),
          ),
        ),
      )
      .thenState((lesson) => {
        const amara = pupilRows(lesson).find(({ pupil }) => pupil === "p-amara");
        expect([amara?.devices?.length, amara?.exceptions]).toEqual([1, []]);
      });
  });

  it("does not claim that families were sent the clock times of their lesson", () => {
    expect(claims(/times?-?sent|reminder/i)).toEqual([]);
  });
});

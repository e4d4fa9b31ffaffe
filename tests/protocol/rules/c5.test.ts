import { arrivalWords } from "../../../src/protocol/lesson/arrivals.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { arrivalOf } from "../../../src/protocol/rules/c5-early.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { textOf } from "../../support/claims.ts";
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

  it("sums up at the end who came in good time, early, late, or not at all", () => {
    const MINUTE = 60_000;
    const story = planned().wait(-10 * MINUTE);
    const [amara, ben] = [
      guest("r-amara", "Amara Okafor (Guest)", "lobby"),
      guest("r-ben", "Ben Price", "lobby"),
    ];
    story
      .after(roster(amara))
      .wait(7 * MINUTE)
      .after(roster(amara, ben));
    story.wait(4 * MINUTE).after({ report: "meeting-started", source: "event" });
    story.after({ report: "call-entered", call: "call1" });
    const inside = [amara, ben].map((one) => ({ ...one, place: "in" as const }));
    story.after(roster(teacher, ...inside, guest("r-chidi", "Chidi Nwosu", "lobby")));
    // A family that drops out and comes back came once, and in good time.
    story
      .wait(MINUTE)
      .after(roster(teacher, ...inside.slice(0, 1), guest("r-chidi", "Chidi Nwosu", "lobby")));
    story.wait(MINUTE).after(roster(teacher, ...inside.slice(0, 1), guest("r-ben-2", "Ben Price")));
    expect(arrivalWords(story.lesson)).toBe(
      "1 in good time, 1 early, 1 waited in the lobby and was not let in",
    );
    story.after(
      roster(teacher, ...inside.slice(0, 1), guest("r-ben-2", "Ben Price"), guest("r-c", "Chidi Nwosu")),
    );
    expect(arrivalWords(story.lesson)).toBe("1 in good time, 1 early, 1 late");
  });

  it("does not say that a pupil did not come while a device that may be theirs was not sorted out", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    story.after({ report: "call-entered", call: "call1" }, roster(teacher, guest("r-amara", "Amara Okafor")));
    expect(arrivalWords(story.lesson)).toMatch(/ 2 pupils did not come$/);
    story.after(roster(teacher, guest("r-amara", "Amara Okafor"), guest("r-ipad", "iPad")));
    expect(arrivalWords(story.lesson)).toMatch(/, 2 pupils not seen by name; 1 device was not sorted out$/);
    story.press({ press: "recognise", person: "r-ipad", recognition: { as: "stranger" } });
    expect(arrivalWords(story.lesson)).toMatch(/ 2 pupils did not come$/);
  });

  it.each([
    [-6, "early"],
    [-5, "in good time"],
    [0, "in good time"],
    [1, "late"],
  ])("%s minutes from the start is “%s”", (minutes, word) => {
    const start = "2026-11-24T10:00:00.000Z";
    expect(arrivalOf(addMs(start, minutes * 60_000), start)).toBe(word);
  });
});

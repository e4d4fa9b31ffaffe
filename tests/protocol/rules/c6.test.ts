import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { arrival, guest, roster, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const teacher = user("r-teacher", TEACHER);

describe(rule("C6"), () => {
  it("keeps which name was shown, whom staff took it for, and who said so", () => {
    const story = arrival();
    expect(story.events).toContainEqual(
      expect.objectContaining({ type: "PersonArrived", personal: { shown: "Ben's mum (Guest)" } }),
    );
    givenLesson(story)
      .when(
        pressed({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } }),
      )
      .thenFacts({ type: "PersonRecognised", data: { person: "r-ben", by: TEACHER.id, how: "each" } });
  });

  it("takes a name that fits for a suggestion until staff have said so", () => {
    const rows = pupilRows(arrival().lesson);
    expect(rows.find(({ pupil }) => pupil === "p-amara")?.recognised).toBe("suggested");
  });

  it("shows siblings on one device as both children", () => {
    const { lesson } = arrival().after(roster(teacher, guest("r-both", "Ben Price & Amara Okafor")));
    const here = pupilRows(lesson).filter(({ place }) => place === "in");
    expect(here.map(({ pupil }) => pupil)).toEqual(["p-amara", "p-ben"]);
  });

  it("does not take a guest for staff, whatever name they show", () => {
    const story = arrival().after(roster(teacher, guest("r-x", "Miss Hart")));
    expect(unknownPeople(story.lesson)[0]).toMatchObject({ person: "r-x", warning: expect.any(String) });
    givenLesson(story)
      .when(pressed({ press: "recognise", person: "r-x", recognition: { as: "staff" } }))
      .thenRefused("no-account");
  });

  it("asks again once a person shows another name", () => {
    const story = arrival();
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    givenLesson(story)
      .when(
        reported(
          roster(
            teacher,
            guest("r-amara", "Amara Okafor (Guest)"),
            guest("r-ben", "Zoe Winter"),
            guest("r-chidi", "Chidi (Guest)", "lobby"),
          ),
        ),
      )
      .thenFacts("PersonRenamed")
      .thenState((lesson) => expect(unknownPeople(lesson).map(({ person }) => person)).toEqual(["r-ben"]));
  });

  it("is noted for the pupil when the name is not shown, with what to ask", () => {
    const { exception: reason = "dress" } = RULES.C6;
    expect(reason).toBe("name not shown");
    givenLesson(arrival())
      .when(pressed({ press: "note-exception", pupil: "p-ben", reason }))
      .thenFacts({ type: "ExceptionNoted", data: { pupil: "p-ben", reason, by: TEACHER.id } })
      .thenSays(/name/);
  });

  it.each(["Hart, Miss", "Miss H\u200bart", "M\u0456ss Hart", "Lesson Guard"])(
    "points out “%s”, which looks like a name of staff or of Lesson Guard",
    (shown) => {
      const { lesson } = arrival().after(roster(teacher, guest("r-x", shown)));
      expect(unknownPeople(lesson)[0]).toMatchObject({ person: "r-x", warning: expect.any(String) });
    },
  );
});

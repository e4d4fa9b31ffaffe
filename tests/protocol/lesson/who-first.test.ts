import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { arrival, guest, roster, TEACHER, user } from "./story.ts";

describe("what is to be sorted out", () => {
  it("begins with whom a person has to look at first, however late they came", () => {
    const story = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-later", "Tablet"),
        guest("r-lobby", "Samsung", "lobby"),
        guest("r-near", "Amara Smith"),
        guest("r-ipad", "iPad"),
        guest("r-out", "xx_dark_xx", "lobby"),
        guest("r-inside", "zz_dark_zz"),
        guest("r-false", "Miss Hart"),
      ),
    );
    const says = (person: string, as: "later" | "stranger") =>
      story.press({ press: "recognise", person, recognition: { as } });
    says("r-later", "later");
    says("r-out", "stranger");
    says("r-inside", "stranger");
    expect(unknownPeople(story.lesson).map(({ person }) => person)).toEqual([
      "r-inside",
      "r-false",
      "r-ipad",
      "r-near",
      "r-lobby",
      "r-out",
      "r-later",
    ]);
  });
});

import { fullNames } from "../../../src/protocol/export/lesson-story.ts";
import { arrival } from "../lesson/story.ts";

describe("names in what is told of a lesson", () => {
  const { lesson } = arrival();
  const names = fullNames(lesson);

  it("are those of the register, of the staff and of the call", () => {
    expect(names.pupil("p-ben")).toBe("Ben Price");
    expect(names.staff("teacher")).toBe(lesson.staffNames["teacher"]);
    expect(names.person("r-ben")).toBe("Ben's mum (Guest)");
  });

  it("are said to be erased where they are, and fit no other person", () => {
    expect(names.pupil("p-gone")).toBe("a pupil no longer on the register");
    expect(names.staff("gone")).toBe("Staff");
    expect(names.person("gone")).toBe("a person");
  });
});

import { lessonWords } from "../../src/panel/families/family-words.ts";

it("a lesson to choose says its name and when it is, or that one of them is not known", () => {
  const startsAt = "2026-11-30T10:00:00.000Z";
  expect(lessonWords({ title: "Year 4 maths", startsAt })).toMatch(/^Year 4 maths, Mon 30 Nov, \d\d:00$/);
  expect(lessonWords({ kind: "group", startsAt })).toMatch(/^Group lesson, Mon 30 Nov, \d\d:00$/);
  expect(lessonWords({ title: "Year 4 maths" })).toBe("Year 4 maths, time not known");
  expect(lessonWords({})).toBe("A meeting whose title Teams has not shown, time not known");
});

import { CONCERN_RIGHTS } from "../../../src/protocol/who/concern-rights.ts";
import { DOOR_RIGHTS } from "../../../src/protocol/who/door-rights.ts";
import { LESSON_RIGHTS } from "../../../src/protocol/who/lesson-rights.ts";
import { SCHOOL_RIGHTS } from "../../../src/protocol/who/school-rights.ts";
import { expectPrinted } from "../../support/printed-page.ts";
import { rightsPage } from "../../support/rights-page.ts";

it("docs/who-may-see-what.md is the table of rights", () => {
  expectPrinted("who-may-see-what.md", rightsPage());
});

// Of two rights with one name the second would silently replace the first.
it("no right has the name of another", () => {
  const names = [DOOR_RIGHTS, SCHOOL_RIGHTS, LESSON_RIGHTS, CONCERN_RIGHTS].flatMap(Object.keys);
  expect(names.length).toBe(new Set(names).size);
});

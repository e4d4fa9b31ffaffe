import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { rightsPage } from "../../support/rights-page.ts";

const PAGE = resolve(__dirname, "../../../docs/who-may-see-what.md");

// After a change of the table: WRITE_DOCS=1 npm test -- tests/protocol/who/rights-page.test.ts
test("docs/who-may-see-what.md is the table of rights", () => {
  if (process.env["WRITE_DOCS"] === "1") writeFileSync(PAGE, rightsPage());
  expect(readFileSync(PAGE, "utf8")).toBe(rightsPage());
});

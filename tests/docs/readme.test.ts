import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ALONE_MINUTES, ALONE_SECONDS } from "../../src/protocol/lesson/usual-times.ts";

const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

it("the README says what a headteacher buys first: pupils without staff, with the times in force and the limits", () => {
  const [said = ""] = README.split("\n").filter((line) => line.includes("Pupils left without staff"));
  expect(said).toContain(`no member of staff is in a lesson for ${ALONE_SECONDS} seconds`);
  expect(said).toContain(`after ${NUMBERS[ALONE_MINUTES]} minutes without staff removes everyone`);
  expect(said).toMatch(/pauses it, tells its staff and the DSL/);
  expect(said).toMatch(/while Lesson Guard is not in the call, .* it cannot notice, says so/);
});

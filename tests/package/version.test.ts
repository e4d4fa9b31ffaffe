import { nextVersion } from "../../appPackage/version.ts";

describe("the version of the app package", () => {
  it.each([
    ["the first", "0.2.0", undefined, true, "0.2.0"],
    ["the same again", "0.2.0", "0.2.4", false, "0.2.4"],
    ["something changed", "0.2.0", "0.2.9", true, "0.2.10"],
    ["a new version of the program", "0.3.0", "0.2.9", true, "0.3.0"],
    ["an older program over a newer package", "0.2.0", "0.10.0", true, "0.10.1"],
    ["the program has caught up", "0.2.4", "0.2.4", true, "0.2.5"],
  ])("the version is right where %s", (_what, program, last, hasChanged, expected) => {
    expect(nextVersion(program, last, hasChanged)).toBe(expected);
  });
});

import { checkSettings } from "../../src/panel/settings/settings-check.ts";
import { OAKFIELD } from "./support/settings.ts";

describe("the settings page's own check", () => {
  it("finds nothing wrong with a school that is set up", () => {
    expect(checkSettings(OAKFIELD)).toEqual({});
  });

  it("names every field that is wrong", () => {
    const wrong = checkSettings({
      ...OAKFIELD,
      name: " ",
      timeZone: "Europe/Oakfield",
      groups: { dsl: "the DSLs" },
      familyNote: "Your link is ready.",
      undoSeconds: 60,
      escalateAfterMinutes: Number.NaN,
      lessons: { recognise: "titles", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 90] },
    });
    expect(Object.keys(wrong).sort()).toEqual([
      "escalateAfterMinutes",
      "familyNote",
      "groups.dsl",
      "lessons.arriveMinutesBefore",
      "lessons.titles",
      "name",
      "timeZone",
      "undoSeconds",
    ]);
  });
});

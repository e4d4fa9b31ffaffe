import { ConfigError } from "../../src/config.ts";
import { checkSchool, checkSettings, parseSchoolFile } from "../../src/desk/school-file.ts";

const SMALLEST = { name: "Oakfield Primary School", timeZone: "Europe/London" };

describe("parseSchoolFile", () => {
  it("fills in what the school did not choose", () => {
    expect(parseSchoolFile(JSON.stringify(SMALLEST))[0]?.settings).toEqual({
      name: "Oakfield Primary School",
      timeZone: "Europe/London",
      groups: {},
      escalateAfterMinutes: 3,
      undoSeconds: 4,
      lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
    });
  });

  it("keeps what the school chose", () => {
    const chosen = {
      ...SMALLEST,
      phone: "01234 567890",
      groups: { staff: "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05" },
      dslChannel: { teamId: "19:a@thread.tacv2", channelId: "19:b@thread.tacv2" },
      escalateAfterMinutes: 5,
      undoSeconds: 0,
      lessons: { recognise: "titles", titles: ["Lesson"], defaultKind: "group", arriveMinutesBefore: [10] },
    };
    expect(parseSchoolFile(`\uFEFF${JSON.stringify(chosen)}`)).toEqual([{ settings: chosen }]);
  });

  it("takes several schools, each with an id of its own", () => {
    const several = (...ids: readonly string[]) =>
      JSON.stringify({ schools: ids.map((id) => ({ id, ...SMALLEST })) });
    expect(parseSchoolFile(several("oak", "elm")).map(({ id, settings }) => [id, settings.name])).toEqual([
      ["oak", SMALLEST.name],
      ["elm", SMALLEST.name],
    ]);
    expect(() => parseSchoolFile(several("oak", "oak"))).toThrow(/"schools": each needs an id of its own/);
    expect(() => parseSchoolFile(several("Oak'"))).toThrow(/"schools.0.id": must be small letters/);
    expect(() => parseSchoolFile(JSON.stringify({ schools: [SMALLEST] }))).toThrow(/"schools.0.id"/);
  });

  it.each([
    ["no JSON", "name: Oakfield", "not valid JSON"],
    ["a misspelt setting", JSON.stringify({ ...SMALLEST, undoSecond: 4 }), "undoSecond"],
    ["an unknown time zone", JSON.stringify({ ...SMALLEST, timeZone: "Oakfield" }), "Europe/London"],
    ["a group that is no id", JSON.stringify({ ...SMALLEST, groups: { dsl: "DSL team" } }), "groups.dsl"],
    ["a number that costs extra", JSON.stringify({ ...SMALLEST, phone: "0909 8790123" }), "phone"],
    [
      "a number with words in it",
      JSON.stringify({ ...SMALLEST, phone: "01632 960123, ask for Jo" }),
      "phone",
    ],
    ["an undo window without end", JSON.stringify({ ...SMALLEST, undoSeconds: 600 }), "undoSeconds"],
  ])("refuses %s and says where", (_what, text, words) => {
    expect(() => parseSchoolFile(text)).toThrow(ConfigError);
    expect(() => parseSchoolFile(text)).toThrow(words);
  });
});

describe("cover", () => {
  const A = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
  const B = "9b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
  const school = (cover: object) => ({ name: "Oakfield", timeZone: "Europe/London", cover });
  const stint = { away: A, by: B, from: "2026-12-01", until: "2026-12-05" };
  const hours = { days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00", contacts: [B] };

  it("is taken as it is", () => {
    expect(checkSchool(school({ stints: [stint], hours }))).toMatchObject({
      settings: { cover: { stints: [stint], hours } },
    });
  });

  it.each([
    ["a last day before the first", { stints: [{ ...stint, until: "2026-11-30" }] }, "cover.stints.0"],
    ["a person who covers for themselves", { stints: [{ ...stint, by: A }] }, "cover.stints.0"],
    ["a day that is none", { stints: [{ ...stint, from: "2026-13-01" }] }, "cover.stints.0.from"],
    ["a line without a person", { stints: [{ ...stint, by: "" }] }, "cover.stints.0.by"],
    ["closing before opening", { hours: { ...hours, closes: "07:00" } }, "cover.hours.closes"],
    ["no one to ask", { hours: { ...hours, contacts: [] } }, "cover.hours.contacts"],
  ])("refuses %s, and names the field", (_, cover, field) => {
    const checked = checkSchool(school(cover));
    expect("fields" in checked && Object.keys(checked.fields)).toContain(field);
  });
});

describe("settings from their page", () => {
  const school = { name: "Oakfield", timeZone: "Europe/London" };

  it("need a number to phone, which a new school may still lack", () => {
    expect(checkSettings(school)).toMatchObject({ fields: { phone: expect.any(String) } });
    expect(checkSettings({ ...school, phone: "01632 960123" })).toHaveProperty(
      "settings.phone",
      "01632 960123",
    );
    expect(checkSchool(school)).toHaveProperty("settings");
  });
});

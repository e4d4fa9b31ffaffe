import { ConfigError } from "../src/config.ts";
import { parseSchoolFile } from "../src/school-file.ts";

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
    ["an undo window without end", JSON.stringify({ ...SMALLEST, undoSeconds: 600 }), "undoSeconds"],
  ])("refuses %s and says where", (_what, text, words) => {
    expect(() => parseSchoolFile(text)).toThrow(ConfigError);
    expect(() => parseSchoolFile(text)).toThrow(words);
  });
});

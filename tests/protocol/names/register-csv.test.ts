import * as fc from "fast-check";
import { readRegisterCsv } from "../../../src/protocol/names/register-csv.ts";

const names = (csv: string): readonly string[] => readRegisterCsv(csv).pupils.map((pupil) => pupil.name);

describe("a register from CSV", () => {
  test("takes the first column as the name and the rest as other names they may appear under", () => {
    expect(readRegisterCsv("Amara Okafor,Mara;Ama,Okafor family\nBen Price")).toEqual({
      pupils: [
        { name: "Amara Okafor", also: ["Mara", "Ama", "Okafor family"] },
        { name: "Ben Price", also: [] },
      ],
      bad: [],
    });
  });

  test.each(["Name", "name,also", "PUPIL NAME,Other", "Full name\t"])(
    "passes over the heading %p",
    (heading) => {
      expect(readRegisterCsv(`${heading}\nAmara Okafor`)).toMatchObject({
        pupils: [{ name: "Amara Okafor" }],
        bad: [],
      });
    },
  );

  test.each([
    ["a byte order mark", "\uFEFFAmara\nBen"],
    ["Windows line ends", "Amara\r\nBen\r\n"],
    ["old Macintosh line ends", "Amara\rBen"],
    ["empty lines", "\n\nAmara\n\nBen\n"],
    ["tabs", "Amara\tMara\nBen\t"],
    ["semicolons", "Amara;Mara\nBen;"],
    ["quotation marks", '"Amara"\n"Ben"'],
    ["odd spaces", "  Amara \n\u00a0Ben  "],
  ])("reads %s", (_what, csv) => {
    expect(names(csv)).toEqual(["Amara", "Ben"]);
    expect(readRegisterCsv(csv).bad).toEqual([]);
  });

  test("keeps a comma inside quotation marks", () => {
    expect(names('"Okafor, Amara",Mara')).toEqual(["Okafor, Amara"]);
  });
});

describe("a line that cannot be used is named, with its number and why", () => {
  test.each([
    ["no name", "Amara\n,Mara", 2, "There is no name in the first column."],
    ["no letters", "Amara\n12345", 2, "The name has no letters."],
    ["an open quotation mark", 'Amara\n"Ben', 2, "A quotation mark is not closed."],
    ["too long", `Amara\n${"x".repeat(81)}`, 2, "The name is longer than 80 characters."],
    [
      "the same pupil twice, whatever the case",
      "Amara\nAMARA",
      2,
      "This pupil is on the list already. Add a middle name to tell two apart.",
    ],
  ])("%s", (_what, csv, line, why) => {
    const { pupils, bad } = readRegisterCsv(csv);
    expect(pupils).toEqual([{ name: "Amara", also: [] }]);
    expect(bad).toEqual([{ line, text: csv.split("\n")[line - 1], why }]);
  });

  test("the 401st pupil", () => {
    const csv = Array.from({ length: 401 }, (_, n) => `Pupil ${n}`).join("\n");
    expect(readRegisterCsv(csv).pupils).toHaveLength(400);
    expect(readRegisterCsv(csv).bad).toEqual([
      { line: 401, text: "Pupil 400", why: "A register holds at most 400 pupils." },
    ]);
  });

  test("a heading further down is a bad line's neighbour, not a heading", () => {
    expect(names("Amara\nName")).toEqual(["Amara", "Name"]);
  });
});

test("nothing is lost: every line that is not empty is a pupil, a heading or a named bad line", () => {
  const line = fc.oneof(
    fc.constantFrom("Amara", "Ben,B", "", " ", '"', "Name", ",", "1;2", "Zoë\tZ"),
    fc.string().map((text) => text.replace(/[\r\n\uFEFF]/g, "")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { pupils, bad } = readRegisterCsv(lines.join("\n"));
      const written = lines.filter((text) => text.trim() !== "").length;
      expect([written, written - 1]).toContain(pupils.length + bad.length);
    }),
  );
});

import { decodeText } from "../../../src/protocol/names/decode-text.ts";
import { readRegisterCsv } from "../../../src/protocol/names/register-csv.ts";

const THREE = ["Amara Adeyemi", "Zoë O’Neill", "Anne-Marie van der Berg"];
const ROWS = [
  ["Amara", "Adeyemi"],
  ["Zoë", "O’Neill"],
  ["Anne-Marie", "van der Berg"],
] as const;

const namesIn = (csv: string): readonly string[] => {
  const { pupils, bad, ask } = readRegisterCsv(csv);
  expect([bad, ask]).toEqual([[], undefined]);
  return pupils.map(({ name }) => name);
};

/** Headings as schools' systems and their offices spell them: given name, then surname. */
const HEADINGS: readonly (readonly [forename: string, surname: string])[] = [
  ["Forename", "Surname"],
  ["FORENAME", "SURNAME"],
  ["First Name", "Last Name"],
  ["first_name", "last_name"],
  ["FirstName", "LastName"],
  ["Legal Forename", "Legal Surname"],
  ["Legal First Name(s)", "Legal Last Name"],
  ["Given Name", "Family Name"],
  ["Pupil's Forename", "Pupil's Surname"],
  ["Pupils’ first name", "Pupils’ last name"],
  ["Student Legal Forename", "Student Legal Surname"],
  ["Forename of pupil", "Surname of pupil"],
  ["Forename(s)", "Surname (legal)"],
  ["Forename/s", "Surname"],
  ["Christian name", "Surname"],
  ["Forename:", "Surname:"],
  ["  forename ", " Surname\u00a0"],
];

const OTHER = ["03/05/2018", "4W", "A801234567890", "F"];
const OTHER_HEADINGS = ["Date of Birth", "Reg Group", "UPN", "Legal Sex"];

describe("a class list, whatever its headings, their order and what separates them", () => {
  const cell = (text: string, separator: string): string =>
    text.includes(separator) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  const file = (lines: readonly (readonly string[])[], separator = ",", end = "\r\n"): string =>
    lines.map((cells) => cells.map((one) => cell(one, separator)).join(separator)).join(end);

  it.each(HEADINGS)("is read with the headings %p and %p", (forename, surname) => {
    for (const separator of [",", ";", "\t", "|"]) {
      const before = [[surname, forename, ...OTHER_HEADINGS], ...ROWS.map(([f, s]) => [s, f, ...OTHER])];
      const after = [[...OTHER_HEADINGS, forename, surname], ...ROWS.map(([f, s]) => [...OTHER, f, s])];
      const between = [
        ["UPN", forename, "Class", surname, "DOB"],
        ...ROWS.map(([f, s]) => ["A801234567890", f, "4W", s, "3/5/18"]),
      ];
      for (const lines of [before, after, between]) expect(namesIn(file(lines, separator))).toEqual(THREE);
    }
  });

  it.each([
    "Name",
    "Pupil Name",
    "Full name",
    "Name of child",
    "Surname, Forename",
    "Student (Surname, Forename)",
  ])("one column, surname first: %p", (heading) => {
    const lines = [["Reg", heading, "DOB"], ...ROWS.map(([f, s]) => ["4W", `${s}, ${f}`, "3/5/18"])];
    for (const separator of [",", ";", "\t"]) expect(namesIn(file(lines, separator))).toEqual(THREE);
  });

  it("with titles and blank lines above, totals and blank lines below, and lines of separators", () => {
    const csv = [
      "Oakfield Primary School,,",
      "Class list 4W,,",
      "",
      ",,",
      "Surname,Forename,Reg",
      ...ROWS.map(([f, s]) => `${s},${f},4W`),
      ",,",
      "Total pupils: 3,,",
      "Total,3,",
      "Page 1 of 1",
      "Printed 24/11/2026 08:12",
      "End of report",
      "",
    ].join("\r\n");
    expect(namesIn(csv)).toEqual(THREE);
    expect(readRegisterCsv(csv).passedOver).toBe(8);
  });

  it("a pupil is none of these, whatever they are called", () => {
    expect(namesIn("Surname,Forename\nPage,Total\nCount,Amara\nTotal,Printed")).toEqual([
      "Total Page",
      "Amara Count",
      "Printed Total",
    ]);
  });

  it("a cell that goes over several lines is one, in the headings too", () => {
    const csv =
      '"Legal\nForename",Surname,Address\r\nAmara,Adeyemi,"12 High Street\nOakfield\nOA1 2BC"\r\n' +
      'Zoë,O’Neill,"3 Low Street, Oakfield"\r\n"Anne-Marie","van der Berg",""';
    expect(namesIn(csv)).toEqual(THREE);
    expect(readRegisterCsv(csv).leftOut).toEqual(["Address"]);
  });

  it("the next lines are not swallowed by a quotation mark that is never closed", () => {
    const { pupils, bad } = readRegisterCsv(
      'Name,Note\nAmara Adeyemi,"late\nBen Price,\nIvy Clarke,"ill\nNoah Clarke,',
    );
    expect(pupils.map(({ name }) => name)).toEqual(["Ben Price", "Noah Clarke"]);
    expect(bad.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("numbers lines as an editor does, also after one that went over several", () => {
    expect(readRegisterCsv('Name,Address\nAmara,"1\n2\n3"\n12345,').bad).toMatchObject([{ line: 5 }]);
  });

  it("keeps a name in quotation marks within a name as a person wrote it", () => {
    expect(namesIn('Name\nAmara "Mara" Adeyemi\n"Ben ""Benny"" Price"')).toEqual([
      'Amara "Mara" Adeyemi',
      'Ben "Benny" Price',
    ]);
  });

  it("drops what is not seen, and composes what is seen", () => {
    expect(namesIn("\uFEFFName\n\u200BAmara\u200E Adeyemi\u202C\nZoe\u0308\u00a0 O’Neill")).toEqual(
      THREE.slice(0, 2),
    );
  });

  it.each(["utf8", "utf16le", "latin1"] as const)("as %s, with and without a byte order mark", (encoding) => {
    const csv = file([["Surname", "Forename"], ...ROWS.map(([f, s]) => [s, f])]);
    const text = encoding === "latin1" ? csv.replaceAll("’", "\x92") : csv;
    for (const mark of encoding === "latin1" ? [""] : ["", "\uFEFF"])
      expect(namesIn(decodeText(Buffer.from(mark + text, encoding)))).toEqual(THREE);
  });

  it.each<readonly [string, Buffer, RegExp]>([
    ["a workbook", Buffer.from("504b03041400060008000000210062ee9d68", "hex"), /Excel or Word/],
    ["a workbook of before 2007", Buffer.from("d0cf11e0a1b11ae1000000000000", "hex"), /Excel or Word/],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj", "latin1"), /not a list/],
    ["a page", Buffer.from("<!DOCTYPE html><html>Amara"), /not a list/],
    ["a page that is called .xls", Buffer.from("<html xmlns:x><table><tr><td>Amara"), /not a list/],
    ["a text document", Buffer.from("{\\rtf1\\ansi Amara}"), /not a list/],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452000001", "hex"), /not a list/],
  ])("%s is no list, and is said not to be one", (_what, bytes, why) => {
    const { pupils, bad, ask } = readRegisterCsv(decodeText(bytes));
    expect([pupils, ask]).toEqual([[], undefined]);
    expect(bad).toEqual([{ line: 1, text: "", why: expect.stringMatching(why) }]);
  });

  it.each(["ZoÃ« Clarke", "SiÃ¢n Clarke", "Amara Oâ€™Neill", "Zo\uFFFD Clarke", "Zo\u0081 Clarke"])(
    "names a line whose letters were read wrongly before: %p",
    (name) => {
      expect(readRegisterCsv(`Name\n${name}\nJOÃO SILVA\nÂngela Ã`)).toMatchObject({
        pupils: [{ name: "JOÃO SILVA" }, { name: "Ângela Ã" }],
        bad: [{ line: 2, why: "A letter in it cannot be read. Type the name as it should be." }],
      });
    },
  );
});

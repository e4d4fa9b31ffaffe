import { readRegisterCsv } from "../../../src/protocol/names/register-csv.ts";
import { fc } from "../../support/properties.ts";

const names = (csv: string): readonly string[] => readRegisterCsv(csv).pupils.map((pupil) => pupil.name);

describe("a register from CSV", () => {
  it("takes the first column as the name and the rest as other names they may appear under", () => {
    expect(readRegisterCsv("Amara Okafor,Mara;Ama,Okafor family\nBen Price")).toMatchObject({
      pupils: [
        { name: "Amara Okafor", also: ["Mara", "Ama", "Okafor family"] },
        { name: "Ben Price", also: [] },
      ],
      bad: [],
    });
  });

  it.each(["Name", "name,also", "PUPIL NAME,Other", "Full name\t"])(
    "passes over the heading %p",
    (heading) => {
      expect(readRegisterCsv(`${heading}\nAmara Okafor`)).toMatchObject({
        pupils: [{ name: "Amara Okafor" }],
        bad: [],
      });
    },
  );

  it.each([
    ["a byte order mark", "\uFEFFAmara\nBen"],
    ["Windows line ends", "Amara\r\nBen\r\n"],
    ["old Macintosh line ends", "Amara\rBen"],
    ["empty lines", "\n\nAmara\n\nBen\n"],
    ["tabs", "Amara\tMara\nBen\t"],
    ["semicolons", "Amara;Mara\nBen;"],
    ["quotation marks", '"Amara"\n"Ben"'],
    ["odd spaces", "  Amara \n\u00a0Ben  "],
  ])("reads a list with %s", (_what, csv) => {
    expect(names(csv)).toEqual(["Amara", "Ben"]);
    expect(readRegisterCsv(csv).bad).toEqual([]);
  });

  it("takes a surname before a comma as the surname", () => {
    expect(names('"Okafor, Amara",Mara')).toEqual(["Amara Okafor"]);
  });
});

describe("a line that cannot be used is named, with its number and why", () => {
  it.each([
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
  ])("a line is named if it has or is %s", (_what, csv, line, why) => {
    const { pupils, bad } = readRegisterCsv(csv);
    expect(pupils).toEqual([{ name: "Amara", also: [] }]);
    expect(bad).toEqual([{ line, text: csv.split("\n")[line - 1], why }]);
  });

  it("the line of the 401st pupil is named", () => {
    const csv = Array.from({ length: 401 }, (_, n) => `Pupil ${n}`).join("\n");
    expect(readRegisterCsv(csv).pupils).toHaveLength(400);
    expect(readRegisterCsv(csv).bad).toEqual([
      { line: 401, text: "Pupil 400", why: "A register holds at most 400 pupils." },
    ]);
  });

  it("a heading further down is a bad line's neighbour, not a heading", () => {
    expect(names("Amara\nName")).toEqual(["Amara", "Name"]);
  });
});

it("nothing is lost: each line with text is a pupil, a heading, a title or a named bad line, or a question", () => {
  const line = fc.oneof(
    fc.constantFrom("Amara", "Ben,B", "", " ", '"', "Name", ",", "1;2", "Zoë\tZ"),
    // A cell that goes over two lines makes one of them.
    fc.string().map((text) => text.replace(/[\r\n\uFEFF"]/g, "")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { pupils, bad, passedOver, ask } = readRegisterCsv(lines.join("\n"));
      const written = lines.filter((text) => !/^[\s,;|]*$/.test(text)).length;
      if (ask === undefined) expect(pupils.length + bad.length + passedOver).toBe(written);
      else expect(pupils.length + bad.length).toBe(0);
    }),
  );
});

describe("a register as a school's system exports it", () => {
  const read = (...lines: readonly string[]) => readRegisterCsv(lines.join("\r\n"));
  const AMARA = { name: "Amara Adeyemi", also: [] };

  it.each([
    ["Arbor", ["First Name,Last Name,Registration Form,Date of Birth", "Amara,Adeyemi,4W,03/05/2018"]],
    ["SIMS", ["Surname,Forename,Reg", "Adeyemi,Amara,4W"]],
    [
      "SIMS with titles",
      ["Oakfield Primary School", "Class list 4W,,", "Surname,Forename,DOB", "Adeyemi,Amara,03/05/2018"],
    ],
    ["Bromcom", ["Last Name,First Name,Admission Number,UPN,Gender", "Adeyemi,Amara,1234,A801234567890,F"]],
    ["ScholarPack", ["UPN;Legal Surname;Legal Forename;Year Group", "A801234567890;Adeyemi;Amara;Year 4"]],
    ["one column, surname first", ["Pupil name,DOB", '"Adeyemi, Amara",03/05/2018']],
    ["sep=", ["sep=;", "Forename;Surname", "Amara;Adeyemi"]],
    ["tabs", ["Forename\tSurname\tClass", "Amara\tAdeyemi\t4W"]],
    ["a title of one cell", ["4 Willow", "Name", "Amara Adeyemi"]],
    ["headings on each page", ["Forename,Surname", "Amara,Adeyemi", "Forename,Surname"]],
    ["no headings, with dates", ["Amara Adeyemi,03/05/2018,4W,A801234567890,F"]],
  ])("a list from or with %s is read", (_system, lines) => {
    expect(read(...lines)).toMatchObject({ pupils: [AMARA], bad: [] });
  });

  it("takes siblings both, and says what is left out", () => {
    const { pupils, leftOut } = read(
      "Surname,Forename,Reg,DOB",
      "Clarke,Noah,4W,1/2/18",
      "Clarke,Ivy,4W,3/4/19",
    );
    expect(pupils.map(({ name }) => name)).toEqual(["Noah Clarke", "Ivy Clarke"]);
    expect(leftOut).toEqual(["Reg", "DOB"]);
  });

  it("keeps the name that a child is known by as another name", () => {
    const { pupils } = read("Forename,Surname,Preferred Forename", "Mohammed,Khan,Mo", "Amara,Adeyemi,Amara");
    expect(pupils).toEqual([{ name: "Mohammed Khan", also: ["Mo Khan"] }, AMARA]);
  });

  it("names the columns that it does not know, and keeps nothing of them", () => {
    const { pupils, unknown } = read("Name,Swimming badge", "Amara Adeyemi,Dolphin");
    expect(pupils).toEqual([AMARA]);
    expect(unknown).toEqual(["Swimming badge"]);
  });

  it.each([
    ["siblings under their surname", ["Clarke,Noah", "Clarke,Ivy", "Adeyemi,Amara"]],
    ["two single words a line", ["Clarke,Noah", "Adeyemi,Amara", "Price,Ben"]],
    ["headings that do not say where the name is", ["Kid,DOB,Reg", "Amara Adeyemi,03/05/2018,4W"]],
  ])("asks which column is the name: %s", (_what, lines) => {
    const { pupils, ask } = read(...lines);
    expect(pupils).toEqual([]);
    expect(ask?.length).toBeGreaterThan(1);
  });

  it("reads what a person answered", () => {
    const csv = "Clarke,Noah\nClarke,Ivy";
    expect(readRegisterCsv(csv, { forename: 1, surname: 0 }).pupils.map(({ name }) => name)).toEqual([
      "Noah Clarke",
      "Ivy Clarke",
    ]);
  });

  it("names a letter that cannot be read", () => {
    expect(read("Name", "Zo\uFFFD Clarke")).toMatchObject({
      pupils: [],
      bad: [{ line: 2, why: "A letter in it cannot be read. Type the name as it should be." }],
    });
  });

  it("joins a letter and its accent into one", () => {
    expect(read("Name", "Zoe\u0308 Clarke").pupils[0]?.name).toBe("Zo\u00EB Clarke");
  });
});

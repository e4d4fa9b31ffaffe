import { readRegisterCsv } from "../../../src/protocol/names/register-csv.ts";

const read = (...lines: readonly string[]) => readRegisterCsv(lines.join("\n"));
const AMARA = { name: "Amara Adeyemi", also: [] };

describe("a list with headings", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["a preferred forename", "Forename,Surname,Known as", "Mohammed,Khan,Mo", ["Mo Khan"]],
    ["a preferred surname", "Forename,Surname,Preferred Surname", "Mohammed,Khan,Ali", ["Mohammed Ali"]],
    ["both", "Forename,Surname,Known as,Preferred Surname", "Mohammed,Khan,Mo,Ali", ["Mo Ali"]],
    ["a whole name of its own", "Forename,Surname,Known as", "Mohammed,Khan,Mo Ali", ["Mo Ali"]],
    ["the same name", "Forename,Surname,Known as", "Mohammed,Khan,Mohammed", []],
    ["neither", "Forename,Surname,Known as,Preferred Surname", "Mohammed,Khan,,", []],
    ["other names", "Forename,Surname,Shown as,Reg", "Mohammed,Khan,Khan family,4W", ["Khan family"]],
  ])("takes %s as another name a child appears under", (_what, headings, line, also) => {
    expect(read(headings, line).pupils).toEqual([{ name: "Mohammed Khan", also }]);
  });

  it("takes the preferred names where there are no others", () => {
    expect(read("Known as,Preferred Surname", "Mo,Khan").pupils).toEqual([{ name: "Mo Khan", also: [] }]);
    expect(read("Forename,Surname,Known as", ",Khan,Mo").pupils).toEqual([{ name: "Mo Khan", also: [] }]);
  });

  it("takes the whole name before its parts", () => {
    expect(read("Name,Forename,Surname", "Amara Adeyemi,Amy,Ade").pupils).toEqual([AMARA]);
  });

  it("says by their headings which columns are left out, and which it does not know; one without a heading is neither", () => {
    const { leftOut, unknown } = read("Name,DOB,,Swimming badge,Reg", "Amara Adeyemi,1/2/18,x,Dolphin,4W");
    expect(leftOut).toEqual(["DOB", "Reg"]);
    expect(unknown).toEqual(["Swimming badge"]);
  });
});

describe("a list without headings", () => {
  it("has the name first and then other names: no dates, numbers or codes, and not the name twice", () => {
    const { pupils, leftOut } = read("Amara Adeyemi, Mara ;; Adeyemi family,03/05/2018,4W,Amara Adeyemi");
    expect(pupils).toEqual([{ name: "Amara Adeyemi", also: ["Mara", "Adeyemi family"] }]);
    expect(leftOut).toEqual(["dates, numbers and class codes"]);
    expect(read("Amara Adeyemi,Mara;,").leftOut).toEqual([]);
  });

  describe("asks which column is the name", () => {
    const asks = (...lines: readonly string[]): boolean => read(...lines).ask !== undefined;

    it.each<[string, boolean, readonly string[]]>([
      ["two lines begin with the same single word", true, ["Clarke,Noah", "Clarke,Ivy", "Ben Price,Benny"]],
      ["in capitals or not", true, ["CLARKE,Noah", "Clarke,Ivy"]],
      [
        "two begin with the same two words: one is the other's twin line",
        false,
        ["Ben Price,B", "Ben Price,Benny"],
      ],
      ["three lines are two single words each", true, ["Clarke,Noah", "Price,Ben", "Khan,Mo"]],
      ["two lines are too few to tell", false, ["Clarke,Noah", "Price,Ben"]],
      ["one of three holds more than single words", false, ["Clarke,Noah", "Price,Ben", "Khan,Mo Ali"]],
      ["one of three holds one name alone", false, ["Clarke,Noah", "Price,Ben", "Mo"]],
      ["what stands second is a class or a date", false, ["Noah,4W", "Noah,4W", "Ivy,4W"]],
      ["nothing stands second", false, ["Noah,", "Ivy,", "Ben,"]],
    ])("where %s: %s", (_what, asked, lines) => {
      expect(asks(...lines)).toBe(asked);
    });
  });

  it("asks with what stands in each column, three samples each, and takes nothing meanwhile", () => {
    const { ask, ...rest } = read("Clarke,Noah", "Clarke,Ivy", "Price,Ben,Benny", "Khan,Mo");
    expect(ask).toEqual([
      { column: 0, samples: ["Clarke", "Clarke", "Price"] },
      { column: 1, samples: ["Noah", "Ivy", "Ben"] },
      { column: 2, samples: ["Benny"] },
    ]);
    expect(rest).toEqual({ pupils: [], bad: [], passedOver: 0, leftOut: [], unknown: [] });
  });

  it("asks with the headings where they do not say where the name is", () => {
    expect(read("Kid,DOB,Reg", "Amara Adeyemi,03/05/2018,4W").ask).toEqual([
      { column: 0, heading: "Kid", samples: ["Amara Adeyemi"] },
      { column: 1, heading: "DOB", samples: ["03/05/2018"] },
      { column: 2, heading: "Reg", samples: ["4W"] },
    ]);
  });
});

describe("what a person answered is followed", () => {
  it("with the rest left out: by its headings where there are some, else as the other columns", () => {
    const answered = readRegisterCsv("Kid,DOB,,Reg\nAmara Adeyemi,03/05/2018,x,4W", { name: 0 });
    expect(answered).toMatchObject({ pupils: [AMARA], leftOut: ["DOB", "Reg"], unknown: [], passedOver: 1 });
    expect(readRegisterCsv("Clarke,Noah,4W", { forename: 1, surname: 0 })).toMatchObject({
      pupils: [{ name: "Noah Clarke", also: [] }],
      leftOut: ["the other columns"],
    });
  });
});

describe("adults beside the pupils are not kept, and are counted", () => {
  it.each([
    [
      "Pupil Name,Parent/Carer 1 Name,Parent/Carer 2 Name,Parent 1 mobile",
      "Amara Adeyemi,Mrs A,Mr A,07700",
      2,
    ],
    ["Name,Mother,Father's name", "Amara Adeyemi,Mrs Adeyemi,", 1],
    ["Name,Contact 1 Forename,Contact 1 Surname,Contact 1 Email", "Amara Adeyemi,Ada,Adeyemi,a@b.uk", 1],
    ["Name,Emergency Contact,Main contact number", "Amara Adeyemi,Nan Adeyemi,0123", 1],
    ["Name,DOB,Class", "Amara Adeyemi,1/2/18,4W", undefined],
  ])("told apart by the headings: %s", (headings, line, adults) => {
    const found = read(headings, line);
    expect([found.pupils, found.adults]).toEqual([[AMARA], adults]);
    // What is counted is left out by its heading, and is not asked about as if it held the child's other names.
    expect(found.unknown.filter((one) => /name|mother|father|contact$/i.test(one))).toEqual([]);
  });

  it("also where a person says which columns are the names", () => {
    const lines = ["Osei,Amara,Mrs Osei", "Price,Ben,Mr Price"];
    const found = readRegisterCsv(lines.join("\n"), { surname: 0, forename: 1 });
    expect(found.adults).toBe(2);
  });

  it("a list without headings keeps its own lines: “Mum” is no heading", () => {
    expect(read("Amara Adeyemi,Mum,Dad").pupils).toEqual([{ name: "Amara Adeyemi", also: ["Mum", "Dad"] }]);
  });
});

describe("lines that cannot be used are told of, however many they are", () => {
  it("each of the first two hundred, and then how many more", () => {
    const { bad, pupils } = read("Amara Adeyemi", ...Array.from({ length: 203 }, () => "12345"));
    expect(pupils).toEqual([AMARA]);
    expect(bad).toHaveLength(201);
    expect(bad[199]).toEqual({ line: 201, text: "12345", why: "The name has no letters." });
    expect(bad[200]).toEqual({ line: 202, text: "", why: "This line and 2 more cannot be used." });
    expect(read("Amara Adeyemi", ...Array.from({ length: 200 }, () => "12345")).bad).toHaveLength(200);
  });

  it("from where a list is too long", () => {
    const lines = Array.from({ length: 1501 }, (_, n) => (n < 300 ? `Pupil ${n}x` : ""));
    const long = [...lines.slice(0, 300), ...Array.from({ length: 1201 }, () => "Pupil 1x")];
    expect(read(...long).bad.at(-1)).toEqual({
      line: 1501,
      text: "",
      why: "This line and those below it were not read. A list holds at most 1500 lines.",
    });
    expect(read(...long.slice(0, 1500)).bad.at(-1)?.why).toMatch(/more cannot be used/);
  });

  it("with no more of a line than a person reads", () => {
    const { bad } = read("Amara Adeyemi", "x".repeat(2001));
    expect(bad).toEqual([
      { line: 2, text: "x".repeat(2000), why: "The line is longer than 2000 characters." },
    ]);
  });
});

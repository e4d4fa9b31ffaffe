import { exportIn, linesIn, pupilsIn, withPupils } from "../../src/panel/families/list-lines.ts";

describe("the box of a list of families", () => {
  it.each([
    ["Surname,Forename,UPN,DOB\nOsei,Amara,A1,01/02/2018\n"],
    ["Oakfield Primary School\nPupil Name\tClass\tParent\nAmara Osei\t4W\tMrs Osei\n"],
    ['"Legal Surname";"Legal Forename"\n"Osei";"Amara"\n'],
    ["Name\nAmara Osei\nBen Price\n"],
    ["Child, Parent\nAmara Osei, Mrs Osei\n"],
  ])("knows headings, which are no child: %j", (text) => {
    expect(exportIn(text)).toBe("headings");
  });

  it.each([["Osei,Amara\nPrice,Ben\nNwosu,Chidi\n"], ["Osei, Amara J\nOsei, Kofi\n"]])(
    "asks whether a line begins with a surname: %j",
    (text) => {
      expect(exportIn(text)).toBe("surnames");
    },
  );

  it.each([
    [""],
    ["Amara Osei, Mrs Osei, Mr Osei\nBen Price, Mr Price\n"],
    ["Amara Osei\nBen Price\nChidi Nwosu\n"],
    ["Amara Osei, Amara's mum\n"],
  ])("leaves a list that a person wrote: %j", (text) => {
    expect(exportIn(text)).toBeUndefined();
    expect(pupilsIn(linesIn(pupilsIn(text)))).toEqual(pupilsIn(text));
  });

  it("keeps what was typed when a class is taken: its pupils come below, each once", () => {
    const taken = [
      { name: "Amara Osei", adults: ["Ms A Osei"] },
      { name: "Ben Price", adults: [] },
    ];
    expect(withPupils("", taken)).toBe("Amara Osei, Ms A Osei\nBen Price");
    const typed = "amara osei, Nan\nChidi Nwosu";
    expect(withPupils(`${typed}\n`, taken)).toBe(`${typed}\nBen Price`);
    expect(withPupils(typed, [])).toBe(typed);
  });
});

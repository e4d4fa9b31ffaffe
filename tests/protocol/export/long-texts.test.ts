import { createMask } from "../../../src/protocol/export/mask.ts";
import { createNameFinder } from "../../../src/protocol/export/names-in-text.ts";
import { matchName } from "../../../src/protocol/names/matching.ts";
import { readRegisterCsv } from "../../../src/protocol/names/register-csv.ts";

/** CPU time, not the clock: other programs on the machine do not count. */
const cpuMs = (work: () => void): number => {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

const LONG = 20_000;
const register = Array.from({ length: 400 }, (_, n) => ({
  id: String(n),
  name: `Given${n} Surname${n % 50}`,
  also: [`Other${n % 3} Name${n}`, "Mum", "The iPad"],
}));

describe("a text as long as a person may send it", () => {
  it.each([
    ["blanks after a given name", `Given1${" ".repeat(LONG)}x`],
    ["a name over and over", "Given1 ".repeat(LONG / 7)],
    ["hyphens and blanks", "a- ".repeat(LONG / 3)],
    ["one letter", "a".repeat(LONG)],
  ])("is searched for names in a moment: %s", (_what, text) => {
    const mask = createMask(
      [...register, { id: "a", name: Array(40).fill("a").join("-"), also: [] }],
      ["Zed Zed"],
    );
    mask("Given1 Surname1");
    expect(cpuMs(() => mask(text))).toBeLessThan(500);
  });

  it("takes more names than one pattern could hold", () => {
    const names = Array.from({ length: 20_000 }, (_, n) => `Given${n} Surname${n}`);
    expect(createNameFinder(names)("saw given19999  surname19999.")).toEqual([
      { name: "Given19999 Surname19999", from: 4, to: 28 },
    ]);
  });

  it("a lesson of many is matched with a register of many", () => {
    matchName("Given1", register);
    const match = () => {
      for (let n = 0; n < 60; n += 1) matchName(`Given${n} Surname1 Other1`, register);
    };
    expect(cpuMs(match)).toBeLessThan(200);
  });

  it.each([
    ["short lines", "a b,c\n"],
    ["quotation marks", '"a""b",c\n'],
    ["open quotation marks", '"\n'],
    ["wide lines", `${"x,".repeat(900)}\n`],
    ["brackets", `${"(".repeat(1_900)}\n`],
  ])("a list of %s is read as far as a register goes, and what is left out is said", (_what, line) => {
    const csv = line.repeat(Math.floor((256 * 1024) / line.length));
    const lines = csv.split("\n").length - 1;
    let read = readRegisterCsv("name\nA B\n");
    expect(cpuMs(() => (read = readRegisterCsv(csv)))).toBeLessThan(500);
    expect(read.bad.length).toBeLessThanOrEqual(202);
    if (lines > 1_500 && read.ask === undefined)
      expect(read.bad.at(-1)).toEqual({
        line: 1_501,
        text: "",
        why: "This line and those below it were not read. A list holds at most 1500 lines.",
      });
  });
});

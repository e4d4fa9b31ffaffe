import { mendLines } from "../../src/panel/csv-mend.ts";

describe("mending a register in place", () => {
  it("replaces the named lines and loses nothing else", () => {
    const csv = "name,also\r\nAmira,\r\n,Benny\r\nChloe,Clo\r\n";
    expect(mendLines(csv, new Map([[3, "Ben,Benny"]]))).toBe(
      "name,also\r\nAmira,\r\nBen,Benny\r\nChloe,Clo\r\n",
    );
  });

  it("leaves the file as it is where nothing was mended", () => {
    expect(mendLines("a\nb", new Map())).toBe("a\nb");
  });
});

import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Document } from "../../../src/protocol/export/document.ts";
import { widthsOf } from "../../../src/record/export/column-widths.ts";
import { writeCsv } from "../../../src/record/export/csv.ts";
import { writePdf } from "../../../src/record/export/pdf.ts";

const FONTS = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf");

const NAMES = ["Łukasz Żółć", "Zoë", "Ngũgĩ wa Thiong'o", "Nguyễn Thị Ánh", "Ωμέγα", "Юлия"];

const DOCUMENT: Document = {
  title: "Lesson record",
  intro: ["Oakfield"],
  sections: [
    { heading: "Pupils", table: { columns: ["Pupil", "Came"], rows: NAMES.map((name) => [name, "yes"]) } },
    { heading: "Words", lines: ["First line\nsecond line", "=HYPERLINK(1)"] },
  ],
};

describe("as CSV", () => {
  const rows = (document: Document): string[][] =>
    parse(writeCsv(document), { bom: true, relax_column_count: true });

  it("reads back as it was, names and line breaks included", () => {
    const read = rows(DOCUMENT);
    expect(read).toContainEqual(["Pupils", "Pupil", "Came"]);
    for (const name of NAMES) expect(read).toContainEqual(["Pupils", name, "yes"]);
    expect(read).toContainEqual(["Words", "First line\nsecond line"]);
    expect(writeCsv(DOCUMENT).codePointAt(0)).toBe(0xfeff);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"])(
    "%j cannot be taken for a formula",
    (cell) => {
      const [[first] = []] = rows({ title: cell, intro: [], sections: [] });
      expect(first).toBe(`'${cell.replace("\r", "\n")}`);
    },
  );
});

describe("as PDF", () => {
  it("is tagged, has a title and a language, and embeds its font", async () => {
    const text = (await writePdf(DOCUMENT, FONTS)).toString("latin1");
    expect(text.startsWith("%PDF-1.7")).toBe(true);
    for (const part of [
      "/MarkInfo",
      "/StructTreeRoot",
      "/Lang (en-GB)",
      "/DisplayDocTitle true",
      "/FontFile2",
      "/ToUnicode",
    ])
      expect(text).toContain(part);
  });

  it("breaks no word of a heading, gives each column what it needs, and fills the width", () => {
    const columns = ["When", "Lesson", "Staff who came", "Came as", "Checked", "Exceptions"];
    const widthOf = (text: string) => text.length * 5;
    for (const cell of ["", "yes", "Wolfeschlegelsteinhausen", "a word ".repeat(60)]) {
      const rows = [columns.map((_name, n) => (n % 2 === 0 ? cell : "x"))];
      const widths = widthsOf({ columns, rows }, widthOf, 495);
      expect(Math.round(widths.reduce((sum, one) => sum + one, 0))).toBe(495);
      for (const [n, name] of columns.entries())
        for (const word of name.split(" ")) expect(widths[n]).toBeGreaterThanOrEqual(widthOf(word) + 6);
    }
  });

  it("says so where a letter cannot be printed, and prints everything else", async () => {
    const strange = { ...DOCUMENT, intro: ["学校"] };
    const [plain, more] = await Promise.all([writePdf(DOCUMENT, FONTS), writePdf(strange, FONTS)]);
    expect(more.length).toBeGreaterThan(plain.length);
  });

  it("loses nothing of a cell longer than a page", async () => {
    const long = "Wort ".repeat(3000);
    const pages = (
      await writePdf(
        {
          title: "Long",
          intro: [],
          sections: [{ heading: "x", table: { columns: ["a", "b"], rows: [[long, "1"]] } }],
        },
        FONTS,
      )
    )
      .toString("latin1")
      .match(/\/Type \/Page\b/g);
    expect(pages?.length).toBe(3);
  });
});

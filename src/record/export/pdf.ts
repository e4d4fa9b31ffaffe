import { join } from "node:path";
import type PDFDocument from "pdfkit";
import type { Document, Section, Table } from "../../protocol/export/document.ts";
import { breathe } from "../engine/breathe.ts";
import { CELL_PADDING, widthsOf } from "./column-widths.ts";

type Pdf = InstanceType<typeof PDFDocument>;
type Structure = ReturnType<Pdf["struct"]>;

/** Points. */
const MARGIN = 50;
const WIDTH = 595.28 - 2 * MARGIN;
const INK = "#1b1b1b";
const LINE = "#8a8a8a";
/** A cell longer than this goes on in the next row: a cell is never taller than a page, and nothing is cut. */
const LONGEST_CELL = 500;
const CELL_SIZE = 8.5;

/**
 * A document as PDF: tagged for screen readers, with title and language, its text selectable, in a font that
 * has the letters of European, Vietnamese and many African names. A letter that the font lacks is printed as □, and
 * the document says so. @param fonts the folder of DejaVu Sans
 */
export const writePdf = async (document: Document, fonts: string): Promise<Buffer> => {
  // Loaded only when a person exports: a start after a crash does without.
  const { default: Pdf } = await import("pdfkit");
  const pdf = new Pdf({
    size: "A4",
    margin: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: "en-GB",
    bufferPages: true,
    // Set at once: the standard fonts have no letters beyond Western Europe.
    font: join(fonts, "DejaVuSans.ttf"),
    info: { Title: document.title, Creator: "Lesson Guard", Producer: "Lesson Guard" },
  });
  pdf.registerFont("plain", join(fonts, "DejaVuSans.ttf"));
  pdf.registerFont("bold", join(fonts, "DejaVuSans-Bold.ttf"));
  const pieces: Buffer[] = [];
  pdf.on("data", (piece: Buffer) => pieces.push(piece));
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on("end", () => resolve(Buffer.concat(pieces)));
    pdf.on("error", reject);
  });
  const print = printer(pdf);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  print.text(root, "H1", document.title);
  for (const line of document.intro) print.text(root, "P", line);
  for (const section of document.sections) {
    await printSection(print, root, section);
    await breathe();
  }
  if (print.missing()) {
    print.text(root, "P", "Some letters of this document cannot be printed here. □ is in their place.");
  }
  root.end();
  numberPages(pdf, print.shown(footOf(document)));
  pdf.end();
  return done;
};

const LOOKS = {
  H1: { font: "bold", size: 18, above: 0, below: 8 },
  H2: { font: "bold", size: 12, above: 12, below: 4 },
  P: { font: "plain", size: 9.5, above: 0, below: 4 },
} as const;

type Print = ReturnType<typeof printer>;

const printer = (pdf: Pdf) => {
  let missing = false;
  /** Letters that the font cannot show are replaced visibly. */
  const shown = (text: string): string =>
    Array.from(printable(text), (letter) => {
      if (letter === "\n" || hasGlyph(pdf, letter)) return letter;
      missing = true;
      return "□";
    }).join("");
  return {
    missing: () => missing,
    shown,
    text: (parent: Structure, tag: keyof typeof LOOKS, text: string): void => {
      const { font, size, above, below } = LOOKS[tag];
      pdf.font(font).fontSize(size).fillColor(INK);
      // A heading does not stand alone at the foot of a page.
      if (tag === "H2" && pdf.y + 80 > pdf.page.height - MARGIN) pdf.addPage();
      pdf.y += above;
      const draw = (): void => {
        pdf.text(shown(text), MARGIN, pdf.y, { width: WIDTH, lineGap: 1.5 });
      };
      parent.add(pdf.struct(tag, {}, draw));
      pdf.y += below;
    },
    table: async (parent: Structure, { columns, rows }: Table): Promise<void> => {
      pdf.font("plain").fontSize(CELL_SIZE).fillColor(INK);
      pdf.x = MARGIN;
      const options = {
        columnStyles: widthsOf({ columns: columns.map(shown), rows }, widthIn(pdf), WIDTH),
        defaultStyle: { padding: CELL_PADDING, border: 0.5, borderColor: LINE },
        position: { x: MARGIN, y: pdf.y },
        structParent: parent,
      };
      pdf.font("plain");
      const table = pdf.table(options);
      const heading = (name: string) => ({ text: shown(name), type: "TH" as const, font: { src: "bold" } });
      table.row(columns.map(heading));
      for (const [n, row] of rows.flatMap(inPieces).entries()) {
        table.row(row.map(shown));
        if (n % 8 === 7) await breathe();
      }
      table.end();
      pdf.y += 6;
    },
  };
};

const printSection = async (print: Print, root: Structure, section: Section): Promise<void> => {
  print.text(root, "H2", section.heading);
  for (const line of section.lines ?? []) print.text(root, "P", line);
  if (section.table !== undefined) await print.table(root, section.table);
};

/** Direction marks, control characters and the like have no place on paper. */
const printable = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n]/gu, "");

type Embedded = { readonly font?: { readonly hasGlyphForCodePoint?: (point: number) => boolean } };

const hasGlyph = (pdf: Pdf, letter: string): boolean => {
  const { font } = (pdf as unknown as { readonly _font: Embedded })._font;
  return font?.hasGlyphForCodePoint?.(letter.codePointAt(0) ?? 0) ?? true;
};

/** Long cells go on in rows of their own, broken between words. */
const inPieces = (row: readonly string[]): readonly (readonly string[])[] => {
  const cells = row.map(
    (cell) => cell.match(new RegExp(`[^]{1,${LONGEST_CELL}}(?=\\s|$)|[^]{1,${LONGEST_CELL}}`, "gu")) ?? [""],
  );
  const most = Math.max(...cells.map((pieces) => pieces.length));
  return Array.from({ length: most }, (_, n) => cells.map((pieces) => pieces[n]?.trim() ?? ""));
};

/** Of a word in a cell, in points. */
const widthIn =
  (pdf: Pdf) =>
  (word: string, isHeading: boolean): number =>
    pdf
      .font(isHeading ? "bold" : "plain")
      .fontSize(CELL_SIZE)
      .widthOfString(word);

/** "Oakfield Primary School, Lesson record" */
const footOf = ({ school = "", title }: Document): string =>
  [school, title].filter((part) => part !== "").join(", ");

/** Each page says whose it is and what it is part of: pages are handed on singly. */
const numberPages = (pdf: Pdf, foot: string): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin, where text would otherwise begin another page.
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf
      .font("plain")
      .fontSize(8)
      .fillColor(INK)
      .text(foot, MARGIN, pdf.page.height - 34, { width: WIDTH - 80, height: 10, ellipsis: true })
      .text(`Page ${page - start + 1} of ${count}`, MARGIN, pdf.page.height - 34, {
        width: WIDTH,
        align: "right",
      });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
  }
};

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Document } from "../../../src/protocol/export/document.ts";
import { createPrinter, NotPrinted } from "../../../src/record/export/printing.ts";

const DOCUMENT = { title: "one" } as unknown as Document;

describe("a document that is printed", () => {
  const folder = mkdtempSync(join(tmpdir(), "printing-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A process in the place of the one that lays out pages. */
  const files = (name: string, code: string) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, code);
    return { program: pathToFileURL(file), fonts: "" };
  };
  const SILENT = files("silent", "process.on('message', () => undefined);");
  const QUICK = files("quick", "process.on('message', () => process.send(Buffer.from('pdf')));");
  const FAILING = files("failing", "process.exit(1);");
  const hour = 3_600_000;

  it("is given up in words where it takes too long", async () => {
    const print = createPrinter(SILENT, { waitsMs: hour, longestMs: 50 });
    await expect(print(DOCUMENT)).rejects.toMatchObject({
      refusal: { refused: "took-too-long", say: expect.stringMatching(/Nothing was exported.*fewer days/) },
    });
  });

  it("is given up in words where those of others take too long, and keeps none behind it waiting", async () => {
    const first = createPrinter(SILENT, { waitsMs: hour, longestMs: 2_000 })(DOCUMENT);
    const ended = expect(first).rejects.toThrow(NotPrinted);
    const second = createPrinter(SILENT, { waitsMs: 50, longestMs: hour })(DOCUMENT);
    const third = createPrinter(QUICK, { waitsMs: hour, longestMs: hour })(DOCUMENT);
    await expect(second).rejects.toMatchObject({
      refusal: { say: "Other files are being made. Nothing was exported. Try again in a minute." },
    });
    await ended;
    expect((await third).toString()).toBe("pdf");
  });

  it("fails as what it is where the process ends by itself", async () => {
    await expect(createPrinter(FAILING)(DOCUMENT)).rejects.toThrow("printing ended without a document");
  });
});

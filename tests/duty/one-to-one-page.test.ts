import { join } from "node:path";
import type { Document } from "../../src/protocol/export/document.ts";
import { writePdf } from "../../src/record/export/pdf.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { type Recorded, recordedLesson } from "./recorded-lesson.ts";

// What an inspector asks of a recorded one-to-one stands on one page of the lesson's export.

const FONTS = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf");

let cloud: PracticeGraph;
let of: Recorded;
beforeAll(async () => {
  cloud = await startPracticeGraph();
  of = await recordedLesson(cloud);
});
afterAll(async () => {
  await of.day.close();
  await cloud.stop();
});

const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

const exported = async (form: "pdf" | "page"): Promise<Buffer> => {
  const purpose = { kind: "inspection" } as const;
  const made = await of.day.exports.make(
    of.day.caller("head"),
    { of: "lesson", lesson: of.id, form },
    purpose,
  );
  if ("refused" in made) throw new Error(made.say);
  return Buffer.from(made.content as Buffer | string);
};

const page = async () => {
  const document = JSON.parse((await exported("page")).toString()) as Document;
  const at = document.sections.findIndex(({ heading }) => heading === "The one-to-one");
  const rows = Object.fromEntries(document.sections[at]?.table?.rows ?? []) as Record<string, string>;
  return { document, at, rows };
};

it("answers who, why it was recorded, who was told what, when, where it is kept and when it is deleted", async () => {
  await of.file();
  await of.watch();
  await of.press({ press: "recording-in-cpoms", reference: "C-77" });
  await of.press({ press: "first-copy-deleted" });
  const { document, at, rows } = await page();
  expect(rows["Why it was recorded"]).toBe("the parent could not stay in the room: at work");
  expect(rows["Who was told"]).toBe("the parent, as staff noted; inside then: “Amara Okafor (Guest)”");
  expect(rows["What the parent was told"]).toMatch(
    /^by .+, noted on 24 November 2026.*: “Because you cannot stay/,
  );
  expect(rows["With which staff"]).toBe("Name of teacher");
  expect(rows["When it was recorded"]).toMatch(
    /^on 24 November 2026: a Teams recording from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d$/,
  );
  expect(rows["Where it is kept"]).toMatch(
    /^in “Zoom Sessions” since 24 November 2026, \d\d:\d\d, compared with the recording by size and checksum$/,
  );
  expect(rows["Who can open it there"]).toMatch(/, seen on 24 November 2026, \d\d:\d\d$/);
  expect(rows["Teams’ own copy"]).toMatch(/^deleted, as .+ noted on 24 November 2026/);
  expect(rows["To be deleted on"]).toBe("24 December 2026");
  expect(rows["Deleted"]).toBe("not yet");
  expect(rows["CPOMS"]).toMatch(/^C-77, noted by/);
  const whole = await exported("pdf");
  // All that comes before it, and it, as the export has them.
  const first = await writePdf({ ...document, sections: document.sections.slice(0, at + 1) }, FONTS);
  expect(pagesOf(first)).toBe(1);
  expect(pagesOf(whole)).toBeLessThanOrEqual(3);
});

it("says a month later when it was seen to be gone, and still where it was until then, each time with its day", async () => {
  of.day.wait(31 * 24 * 60 * 60_000);
  expect((await page()).rows["Deleted"]).toBe("not yet");
  cloud.drive.byHand("delete");
  await of.watch();
  const { rows } = await page();
  expect(rows["Where it is kept"]).toMatch(
    /^in “Zoom Sessions” since 24 November 2026, .* checksum; no longer there, seen on 25 December 2026, \d\d:\d\d$/,
  );
  expect(rows["To be deleted on"]).toBe("24 December 2026");
  expect(rows["Deleted"]).toMatch(/^no longer in the folder, seen on 25 December 2026, \d\d:\d\d$/);
});

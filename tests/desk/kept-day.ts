import type { Words } from "../../src/desk/concern-desk.ts";
import { openExpiries } from "../../src/desk/expiry.ts";
import { type KeepingDesk, openKeepingDesk } from "../../src/desk/keeping-desk.ts";
import type { ExportLine } from "../../src/record/seal/export-lines.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { guest } from "../protocol/lesson/story.ts";
import { newKey } from "../record/seal/sealed-record.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

export const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
export const REASON = "Asked by the family";

/** Made anew before each test: a school day, its keeping, and a lesson that is on. */
export let day: Day;
export let keeping: KeepingDesk;
export let lesson: string;

beforeEach(async () => {
  day = await openDay();
  keeping = openKeepingDesk(day);
  lesson = await startedLesson(day, FAMILIES);
});
afterEach(() => day.close());

/** A second lesson of the same day replaces the first one. */
export const startAnother = async (): Promise<void> => {
  lesson = await startedLesson(day, FAMILIES);
};

export const over = async () => {
  await day.lessons.report(lesson, { report: "meeting-ended" });
  for (const record of [day.record, day.staffMatters])
    await openSealer({ record, key: newKey(), now: day.now }).seal(() => []);
};
export const expireAll = async () => {
  const expiries = openExpiries(day);
  while (await expiries.some());
};
export const raise = async (
  about: "child" | "adult" = "child",
  words: Words = { who: "Amara Okafor", words: "I was cold" },
) => {
  const answer = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), about);
  if ("refused" in answer) throw new Error(answer.say);
  const { ref } = answer.concern;
  await day.concerns.addDetail(day.caller("teacher"), ref, words);
  return ref;
};
export const everything = async () => {
  const lines: ExportLine[] = [];
  for await (const line of exportStreams(day.record, { streams: "all", at: day.now() }))
    lines.push(JSON.parse(line) as ExportLine);
  return lines;
};
/** What devices showed, as the record still has it. */
export const shownIn = (lines: readonly ExportLine[]) =>
  Array.from(JSON.stringify(lines).matchAll(/"shown":"([^"]+)"/g), ([, shown]) => shown);
export const dsl = () => day.caller("dsl");
/** @param names each with their other names behind commas */
export const setRegister = (...names: readonly string[]) => {
  const register = names.map((given, n) => {
    const [name = "", ...also] = given.split(", ");
    return { id: `p${n}`, name, also };
  });
  return day.lessons.press(day.caller("teacher"), lesson, {
    press: "set-register",
    source: "csv",
    register,
  });
};

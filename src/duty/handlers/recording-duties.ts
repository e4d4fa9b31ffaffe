import { CloudError } from "../../meeting/cloud-error.ts";
import { CopyFault } from "../../meeting/recordings.ts";
import type { Folder } from "../../meeting/school-drive.ts";
import { allFiled, isDeleted } from "../../protocol/lesson/filing.ts";
import type { FilingTrouble } from "../../protocol/lesson/filing-state.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import type { Handler, Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Teams lists most recordings within minutes; some come hours later, and then no one waits for them in the panel. */
const againAfter = (lesson: Lesson, now: string): number => {
  const since = Date.parse(now) - Date.parse(lesson.filing?.at ?? now);
  return since < 10 * MINUTE ? 20 * SECOND : since < 2 * HOUR ? 5 * MINUTE : HOUR;
};

/** A recording that was stopped and begun again is two: the later one is waited for so long. */
const ALL_LISTED_WITHIN = DAY;

const OF_OPERATION: { readonly [operation: string]: FilingTrouble } = {
  "list recordings": "recordings not allowed",
  "read recording": "recordings not allowed",
  "read site": "site not allowed",
  "read folder": "site not allowed",
  "read access": "site not allowed",
  "begin upload": "site not allowed",
  "upload recording": "site not allowed",
  "read filed recording": "site not allowed",
};

const NOT_FOUND: { readonly [operation: string]: FilingTrouble } = {
  "list recordings": "not listed",
  "read recording": "not listed",
  "read site": "site not found",
  "read folder": "folder not found",
  "begin upload": "folder not found",
  "upload recording": "broken off",
  "read filed recording": "broken off",
};

/** What stands in the way, in the words of the record. @throws what is no answer of Microsoft's */
const troubleOf = (error: unknown): FilingTrouble => {
  if (error instanceof CopyFault) return error.reason;
  if (!(error instanceof CloudError)) throw error;
  const { kind, operation } = error;
  if (kind === "not-allowed") return OF_OPERATION[operation] ?? "refused";
  if (kind === "gone") return NOT_FOUND[operation] ?? "refused";
  return kind === "refused" ? "refused" : "no answer";
};

/** No name: people who open the folder read it in a list. */
const fileName = ({ id, filing }: Lesson, recording: string): string => {
  const n = (filing?.recordings ?? []).findIndex((one) => one.id === recording);
  const from = filing?.recordings[n]?.from ?? "";
  const lesson = id.replace(/[^a-z0-9]/gi, "").slice(0, 8);
  return `One-to-one ${from.slice(0, 16).replace("T", " ").replace(":", ".")} UTC ${lesson}-${n + 1}.mp4`;
};

type Filing = Pick<DutyServices, "lessons" | "recordings" | "copies" | "school" | "people" | "botId" | "now">;

const folderOf = ({ school, recordings }: Filing, { filing }: Lesson): Promise<Folder> | undefined => {
  const site = school.settings().recordings?.site;
  return site === undefined || filing === undefined
    ? undefined
    : recordings.folder({ site, folder: filing.rules.folder });
};

const shownByTeams = ({ recordings }: Lesson): number =>
  recordings.filter(({ what }) => what === "recording").length;

/**
 * S7: finds the lesson's recordings, copies each into the school's folder, and compares it with what was read. What
 * stands in the way is recorded when it changes, and the panel says it; it is tried again for two weeks.
 */
export const fileRecording =
  (services: Filing): Handler<"file-recording"> =>
  async ({ lesson: id }) => {
    const { lessons, recordings, now } = services;
    // With any report the lesson takes up what the school has chosen since.
    const lesson = await lessons.report(id, { report: "recordings-listed", recordings: [] });
    const { filing, organiser, graphId, overAt } = lesson;
    if (filing === undefined || filing.byHand !== undefined) return DONE;
    // The school files no recordings any more: that is recorded with the report, and the panel says what staff do.
    if (
      organiser === undefined ||
      graphId === undefined ||
      services.school.settings().recordings?.site === undefined
    ) {
      await lessons.report(id, { report: "recording-not-filed", why: "site not found" });
      return DONE;
    }
    try {
      const meeting = { organiserId: organiser, meetingId: graphId };
      const folder = await folderOf(services, lesson);
      if (folder === undefined) return DONE;
      const listed = await recordings.list(meeting);
      const known = await lessons.report(id, { report: "recordings-listed", recordings: listed });
      const waiting = (known.filing?.recordings ?? []).filter(({ filed }) => filed === undefined);
      for (const { id: recording } of waiting) {
        const name = fileName(known, recording);
        const copied = await services.copies.attend(`${id}/${recording}`, () =>
          recordings.copy({ ...meeting, recording }, { ...folder, name }),
        );
        if (copied === undefined) return { reason: "copying", retryAfterMs: SECOND };
        await lessons.report(id, {
          report: "recording-filed",
          recording,
          named: filing.rules.folder,
          ...folder,
          ...copied,
        });
      }
      return await lookedAgain(services, id, known, overAt ?? now());
    } catch (error) {
      return notFiled(services, lesson, error);
    }
  };

const lookedAgain = async (
  { lessons, now }: Filing,
  id: string,
  { filing, ...lesson }: Lesson,
  overAt: string,
): Promise<Outcome> => {
  const found = filing?.recordings.length ?? 0;
  if (found === 0) {
    const after = await lessons.report(id, { report: "recording-not-filed", why: "not listed" });
    return { reason: "not listed", retryAfterMs: againAfter(after, now()) };
  }
  const isLate = Date.parse(now()) - Date.parse(overAt) > ALL_LISTED_WITHIN;
  if (found >= shownByTeams({ ...lesson }) || isLate) return DONE;
  return { reason: "one more is to come", retryAfterMs: againAfter(await lessons.read(id), now()) };
};

const notFiled = async ({ lessons, now }: Filing, lesson: Lesson, error: unknown): Promise<Outcome> => {
  const why = troubleOf(error);
  await lessons.report(lesson.id, { report: "recording-not-filed", why });
  const asked = error instanceof CloudError ? (error.retryAfterMs ?? 0) : 0;
  return { reason: why, retryAfterMs: Math.max(asked, againAfter(lesson, now())) };
};

/** Until it is deleted, however long that takes. */
export const watchRecording =
  (services: Filing): Handler<"watch-recording"> =>
  async ({ lesson: id }) => {
    const { lessons } = services;
    const lesson = await lessons.read(id);
    const { filing } = lesson;
    if (filing === undefined || isDeleted(filing)) return DONE;
    try {
      const folder = await folderOf(services, lesson);
      if (folder === undefined) return DONE;
      await seeAccess(services, id, folder);
      for (const { id: recording, filed } of filing.recordings) {
        // In another drive than this it cannot be looked for.
        if (filed === undefined || filed.drive !== folder.drive) continue;
        const where = await services.recordings.whereabouts(filed.item, { ...folder, folder: filed.folder });
        await lessons.report(id, { report: "recording-whereabouts", recording, where });
      }
    } catch (error) {
      if (!(error instanceof CloudError || error instanceof CopyFault)) throw error;
      // Nothing was seen, so nothing is said: not even that it is gone.
      return { reason: troubleOf(error), retryAfterMs: HOUR };
    }
    const after = (await lessons.read(id)).filing;
    if (after === undefined || (allFiled(after) && isDeleted(after))) return DONE;
    return { round: "looked at", againAfterMs: DAY, deadlineMs: HOUR };
  };

const seeAccess = async (
  { recordings, people, school, lessons, botId }: Filing,
  id: string,
  folder: Folder,
): Promise<void> => {
  const { dsl, headteacher } = await people.holders();
  const { groups } = school.settings();
  const seen = await recordings.access(folder, {
    people: [...dsl, ...headteacher],
    groups: [groups.dsl, groups.headteacher].filter((one) => one !== undefined),
    app: botId,
  });
  await lessons.report(id, { report: "folder-access-seen", seen });
};

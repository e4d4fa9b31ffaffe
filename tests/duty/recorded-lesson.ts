import type { Outcome } from "../../src/duty/handler.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { fileRecording, watchRecording } from "../../src/duty/handlers/recording-duties.ts";
import { createRecordings } from "../../src/meeting/recordings.ts";
import { staffSite } from "../../src/practice/school/staff-drive.ts";
import { botId } from "../../src/practice/school/tenant.ts";
import { recordingLines } from "../../src/protocol/screen/recording-file.ts";
import { type Day, openDay } from "../desk/school-day.ts";
import type { PracticeGraph } from "../meeting/support/practice-graph.ts";
import { AT, FOUND, guest, roster, TEACHER, user } from "../protocol/lesson/story.ts";

export const MINUTE = 60_000;
export const RECORDING = "rec-1";
/** Three of these hold a recording of practice's. */
export const RANGE = 320 * 1024;

/** `copies`: how long a try attends a copy; as long as it takes if not given. */
type Program = Pick<PracticeGraph, "graph" | "road"> & Partial<Pick<DutyServices, "copies">>;

/** A recorded one-to-one that is over, with practice's own Graph behind the duties that follow. */
export type Recorded = {
  readonly day: Day;
  readonly id: string;
  /** @param by the clients of the program that does it; the usual ones if not given */
  readonly file: (by?: Program) => Promise<Outcome>;
  readonly watch: (by?: Program) => Promise<Outcome>;
  /** What panel and export say of the recording. */
  readonly said: () => Promise<string>;
  readonly press: (command: Parameters<Day["lessons"]["press"]>[2]) => Promise<void>;
  /** The checksums of what is really in the folder. */
  readonly inFolder: () => readonly string[];
};

/** What Teams has of this meeting. @param runs when each began, in milliseconds after the lesson did */
export const recordedIn = (
  { room }: PracticeGraph,
  ...runs: readonly { readonly id: string; readonly after: number }[]
): void => {
  room.recordings.length = 0;
  for (const { id, after } of runs)
    room.recordings.push({ id, from: Date.parse(AT) + after, to: Date.parse(AT) + after + MINUTE });
};

const AS_LONG_AS_IT_TAKES: DutyServices["copies"] = { attend: (_name, copy) => copy() };

/** Nothing in Microsoft's way. */
export const inOrder = (cloud: PracticeGraph): void => {
  cloud.faults.clear();
  Object.assign(cloud.switches, {
    recordingsReady: true,
    recordingsOff: false,
    siteGranted: true,
    staffFolder: "right",
    copyDamaged: false,
    revokedRoles: [],
  });
};

export const recordedLesson = async (cloud: PracticeGraph): Promise<Recorded> => {
  const day = await openDay();
  await day.school.change({ ...day.school.settings(), recordings: { site: staffSite.address } }, "admin");
  recordedIn(cloud, { id: RECORDING, after: 10_000 });
  cloud.drive.files.length = 0;
  inOrder(cloud);
  const { id } = await day.lessons.occurrence({ chatId: "chat1", meetingId: "m1" });
  const { organiser, onlineMeetingId } = cloud.room.meeting;
  const found = { ...FOUND, organiser: organiser.account?.objectId ?? "", graphId: onlineMeetingId };
  await day.lessons.report(id, found);
  const press: Recorded["press"] = async (command) => {
    const answer = await day.lessons.press(day.caller(TEACHER.id), id, command);
    if ("refused" in answer) throw new Error(answer.say);
  };
  await press({ press: "choose-kind", kind: "one-to-one" });
  await day.lessons.report(id, { report: "meeting-started", source: "event" });
  const seen = (recording: boolean) =>
    roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });
  await day.lessons.report(id, seen(false));
  await press({ press: "parent-cannot-stay" });
  await press({ press: "parent-told", reason: "at work" });
  await day.lessons.report(id, seen(true));
  day.wait(2 * MINUTE);
  await day.lessons.report(id, seen(false));
  await day.lessons.report(id, { report: "meeting-ended" });

  // Each try is that of another program: it knows nothing of the one before.
  const services = ({ graph, road, copies = AS_LONG_AS_IT_TAKES }: Program = cloud): DutyServices =>
    ({
      ...day,
      botId,
      recordings: createRecordings(graph, road, { range: RANGE, wait: async () => undefined }),
      copies,
    }) as unknown as DutyServices;
  const attempt = {} as Parameters<ReturnType<typeof fileRecording>>[1];
  return {
    day,
    id,
    press,
    file: (by) => fileRecording(services(by))({ kind: "file-recording", lesson: id }, attempt),
    watch: (by) => watchRecording(services(by))({ kind: "watch-recording", lesson: id }, attempt),
    said: async () =>
      recordingLines(await day.lessons.read(id), { now: day.now(), timeZone: "Europe/London" }).join(" "),
    inFolder: () =>
      cloud.drive.files.filter(({ parent }) => parent === staffSite.folderId).map((one) => one.quickXorHash),
  };
};

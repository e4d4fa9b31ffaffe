import { AMOUNTS } from "../chaos/support/amounts.ts";
import { FILING_REQUESTS } from "../support/filing-requests.ts";
import { PracticeLesson } from "./support/lesson.ts";

// A one-to-one whose parent cannot stay: told first, then recorded, in this lesson and no other (S4, S5).

/**
 * The program is killed when Microsoft has the request, and when it has done it and nothing is recorded: by day while
 * the copy is made, and when it is there; by night at each request that puts a recording away.
 */
const KILLS =
  AMOUNTS.crashMoments === 1
    ? ([
        { operation: "graph.upload.put", kind: "received" },
        { operation: "graph.drive.item", kind: "notRecorded" },
      ] as const)
    : [...FILING_REQUESTS, "graph.drive.permissions"].flatMap((operation) => [
        { operation, kind: "received" } as const,
        { operation, kind: "notRecorded" } as const,
      ]);
const WITHIN_MS = 45_000 * KILLS.length;

let lesson: PracticeLesson;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
});
afterAll(() => lesson.endsWell());

const isAllowed = async (): Promise<boolean> =>
  (await lesson.practice.meeting("maths")).options.set.allowRecording;

const record = (on: boolean) => lesson.practice.do({ do: "record", meeting: "maths", person: "okafor", on });

it("is recorded only once it is noted that the parent was told, and not after it", async () => {
  const { practice, teacher } = lesson;
  await lesson.recognised("one-to-one");
  const { lesson: id } = await lesson.begun(1);
  const before = await teacher.open();
  expect(before.presses.map(({ press }) => press)).toEqual(
    expect.arrayContaining(["parent-stays", "parent-cannot-stay"]),
  );
  expect(await isAllowed()).toBe(false);

  await teacher.press(id, { press: "parent-cannot-stay" });
  const { parent } = await lesson.shows("the words to say", (view) => view.parent?.words !== undefined);
  expect(parent?.words).toMatch(
    /^Because you cannot stay in the room, we will record this lesson, .* deleted after 30 days\.$/,
  );
  expect(await isAllowed()).toBe(false);

  await teacher.press(id, { press: "parent-told", reason: "at work" });
  await lesson.shows(
    "a recording is allowed, and none is seen",
    (view) =>
      view.doors.state === "proven" &&
      view.doors.sentence.includes("A recording is allowed.") &&
      view.parent?.sentence.includes("Teams shows no recording yet.") === true,
  );
  expect(await isAllowed()).toBe(true);

  await record(true);
  const recorded = await lesson.shows(
    "the recording is seen",
    (view) => view.parent?.sentence.includes("Teams shows a recording since") === true,
  );
  expect(recorded.notices?.some(({ about }) => about === "recording") ?? false).toBe(false);

  await record(false);
  await lesson.shows("its end is seen", (view) => /stopped at/.test(view.parent?.sentence ?? ""), 90_000);
  await practice.app({ autoRestart: true });
  for (const kill of KILLS) await practice.fault(kill);
  await practice.do({ do: "end", meeting: "maths" });
  await lesson.shows("it is over", (view) => view.phase === "over");
  await practice.until("no recording is allowed any more", async () => !(await isAllowed()));

  const over = await teacher.open();
  expect(over.recordingTask?.sentence).toMatch(/^CPOMS: not yet\./);
  expect(over.recordingTask?.text).toContain("The parent could not stay in the room (at work).");
  await teacher.press(id, { press: "recording-in-cpoms", reference: "C-77" });
  expect((await teacher.open()).recordingTask?.sentence).toMatch(/^In CPOMS as C-77, noted/);
});

// S7: real kills of the program; killed in process before and after each request: tests/duty/recording-killed.
it(
  "has its recording put into the school's folder, over the crashes, and says so only then",
  async () => {
    const { practice, teacher } = lesson;
    const { lesson: id } = await teacher.open();
    const says = (words: RegExp) =>
      lesson.shows(
        String(words),
        ({ recordingFile }) => recordingFile?.lines.some((line) => words.test(line)) === true,
        WITHIN_MS,
      );
    const filed = await says(/^Put into “Zoom Sessions” .*: size and checksum are those of the recording\.$/);
    const starts = (await practice.state()).app.starts;
    // The last look, at who can open the folder, comes after it.
    expect(starts).toBeGreaterThan(Math.min(KILLS.length, 16));
    expect(filed.recordingFile?.presses.map(({ press }) => press)).toEqual(["first-copy-deleted"]);
    await says(/^No one but the DSL and the headteacher can open “Zoom Sessions”/);
    await teacher.press(id, { press: "first-copy-deleted" });
    await says(/^Teams’ copy is deleted, noted/);
  },
  300_000 + WITHIN_MS,
);

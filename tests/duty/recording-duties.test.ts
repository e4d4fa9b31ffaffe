import { openCopies } from "../../src/duty/handlers/recording-copies.ts";
import type { FaultKind } from "../../src/practice/cloud/faults.ts";
import { quickXorHash, recordingBytes } from "../../src/practice/meeting/recording-bytes.ts";
import { staffSite } from "../../src/practice/school/staff-drive.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { FILING_REQUESTS } from "../support/filing-requests.ts";
import {
  inOrder,
  MINUTE,
  RANGE,
  RECORDING,
  type Recorded,
  recordedIn,
  recordedLesson,
} from "./recorded-lesson.ts";

// S7 against practice's own Graph: whatever it answers, what is said of the recording is true.

let cloud: PracticeGraph;
let of: Recorded;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  of = await recordedLesson(cloud);
});
afterEach(() => of.day.close());

const WHOLE = quickXorHash(recordingBytes(RECORDING));
const IS_FILED = /Put into “Zoom Sessions” at \d+:\d\d: size and checksum are those of the recording\./;

it("is put into the folder whole, under a name without a name, and said to be there only then", async () => {
  expect(await of.said()).toBe("Lesson Guard is looking for the recording.");
  expect(await of.file()).toEqual({ done: true });
  expect(of.inFolder()).toEqual([WHOLE]);
  expect(await of.said()).toMatch(IS_FILED);
  expect(await of.said()).toContain("Teams still has its own copy");
  expect(await of.said()).toContain("To be deleted on 24 December 2026.");
  expect(cloud.drive.files[0]?.name).toMatch(/^One-to-one 2026-11-24 10\.00 UTC \w+-1\.mp4$/);
  // Once more, as after a crash before the answer was recorded: nothing changes.
  expect(await of.file()).toEqual({ done: true });
  expect(of.inFolder()).toEqual([WHOLE]);
});

it("keeps no more of the recording in memory than a range, and nothing of it afterwards", async () => {
  const puts = () => cloud.ledger.after(0).filter(({ operation }) => operation === "graph.upload.put");
  const before = puts().length;
  await of.file();
  const sizes = puts()
    .slice(before)
    .map(({ body }) => Number.parseInt(String(body), 10));
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBe(RANGE);
  expect(JSON.stringify(await of.day.record.dutiesOf(`lesson:${of.id}`))).not.toContain("tempauth");
});

it("is looked for until Teams lists it, with one line in the record however often", async () => {
  cloud.switches.recordingsReady = false;
  expect(await of.file()).toEqual({ reason: "not listed", retryAfterMs: 20_000 });
  await of.file();
  expect(await of.said()).toMatch(/^Teams does not list the recording yet\./);
  cloud.switches.recordingsReady = true;
  await of.file();
  expect(await of.said()).toMatch(IS_FILED);
});

it("takes each recording of this lesson, and none of another lesson in the series", async () => {
  recordedIn(
    cloud,
    { id: "last week", after: -7 * 24 * 60 * MINUTE },
    { id: RECORDING, after: 10_000 },
    { id: "rec-2", after: 90_000 },
  );
  await of.file();
  expect(of.inFolder()).toHaveLength(2);
  expect(await of.said()).toMatch(/Recording 1: Put into .* Recording 2: Put into/);
});

const SITE_SAYS = /^Microsoft does not let Lesson Guard into the site/;
const TROUBLES: readonly (readonly [string, () => void, RegExp])[] = [
  [
    "the tenant refuses recordings",
    () => (cloud.switches.recordingsOff = true),
    /does not let Lesson Guard have/,
  ],
  [
    "the consent for recordings is taken back",
    () => (cloud.switches.revokedRoles = ["OnlineMeetingRecording.Read.All"]),
    /does not let Lesson Guard have/,
  ],
  [
    "the consent for sites is taken back",
    () => (cloud.switches.revokedRoles = ["Sites.Selected"]),
    SITE_SAYS,
  ],
  ["the site is not granted", () => (cloud.switches.siteGranted = false), SITE_SAYS],
  ["the folder is gone", () => (cloud.switches.staffFolder = "gone"), /^“Zoom Sessions” was not found/],
  ["the copy arrives changed", () => (cloud.switches.copyDamaged = true), /is not the same as the recording/],
];

it.each(TROUBLES)(
  "where %s, that is said and nothing else, and it is filed once that is mended",
  async (_, begin, says) => {
    begin();
    const outcome = await of.file();
    expect(outcome).toHaveProperty("reason");
    expect(await of.said()).toMatch(says);
    expect(await of.said()).not.toMatch(/Put into|Teams still has|To be deleted/);
    inOrder(cloud);
    expect(await of.file()).toEqual({ done: true });
    expect(of.inFolder()).toEqual([WHOLE]);
    expect(await of.said()).toMatch(IS_FILED);
  },
);

const KINDS: readonly FaultKind[] = [409, 429, 503, 504, "reset", "lostAnswer"];
/** Each kind at the upload itself, which is not tried again by the duty alone; elsewhere two in turn. */
const MATRIX = FILING_REQUESTS.flatMap((operation, n) =>
  KINDS.filter((_, k) => operation === "graph.upload.put" || k % 3 === n % 3).map((kind) => ({
    operation,
    kind,
  })),
);

it.each(MATRIX)("is filed once, and never said to be before, where $operation meets $kind", async (fault) => {
  cloud.faults.add({ ...fault, skip: fault.operation === "graph.upload.put" ? 1 : 0 });
  const isFiled = "done" in (await of.file());
  expect(IS_FILED.test(await of.said())).toBe(isFiled);
  if (!isFiled) expect(await of.said()).toMatch(/does not answer|broke off/);
  // Another program goes on: it knows nothing of the first one's upload.
  expect(await of.file()).toEqual({ done: true });
  expect(of.inFolder()).toEqual([WHOLE]);
  expect(await of.said()).toMatch(IS_FILED);
});

it("is said to be copied, and no more, while a slow copy is under way", async () => {
  const { graph, road } = cloud;
  // A try attends it for no time at all: it goes on between tries.
  const copies = openCopies(0);
  cloud.faults.add({ operation: "graph.upload.put", kind: "slow", delayMs: 50, times: 3 });
  expect(await of.file({ graph, road, copies })).toEqual({ reason: "copying", retryAfterMs: 1_000 });
  expect(await of.said()).toBe("The recording is being copied to “Zoom Sessions”.");
  let tries = 0;
  while (!("done" in (await of.file({ graph, road, copies })))) tries += 1;
  expect(tries).toBeGreaterThan(0);
  expect(of.inFolder()).toEqual([WHOLE]);
  expect(await of.said()).toMatch(IS_FILED);
});

it("is begun again where the copy keeps breaking off half way", async () => {
  cloud.faults.add({ operation: "graph.upload.put", kind: "reset", skip: 1, times: 20 });
  expect(await of.file()).toMatchObject({ reason: "no answer" });
  expect(of.inFolder()).toEqual([]);
  expect(await of.said()).toMatch(/does not answer/);
  cloud.faults.clear();
  await of.file();
  expect(of.inFolder()).toEqual([WHOLE]);
});

it("is put there by staff where the school has named no site, and their word is said to be that", async () => {
  await of.day.school.change({ ...of.day.school.settings(), recordings: {} }, "admin");
  await of.file();
  expect(await of.said()).toMatch(/^Move it to “Zoom Sessions” yourself/);
  await of.press({ press: "recording-in-folder" });
  expect(await of.said()).toMatch(
    /^In “Zoom Sessions”, noted at \d+:\d\d by .+\. Lesson Guard has not looked\./,
  );
  expect(await of.said()).toContain("To be deleted on 24 December 2026.");
  await of.press({ press: "recording-deleted" });
  expect(await of.said()).toMatch(/Deleted, noted at/);
  expect(await of.file()).toEqual({ done: true });
});

it("is looked for under the folder's new name once the school has changed it", async () => {
  await of.day.school.change(
    { ...of.day.school.settings(), recordings: { site: staffSite.address, folder: "Recordings" } },
    "admin",
  );
  await of.file();
  expect(await of.said()).toMatch(/^“Recordings” was not found/);
  expect(of.inFolder()).toEqual([]);
  await of.day.school.change(
    { ...of.day.school.settings(), recordings: { site: staffSite.address } },
    "admin",
  );
  await of.file();
  expect(await of.said()).toMatch(IS_FILED);
});

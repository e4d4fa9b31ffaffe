import { busy } from "../support/busy.ts";
import { cardsWith } from "./support/cards.ts";
import { withFamilies } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

let lesson: PracticeLesson;
let record: RecordFile;
let id = "";

/** Without staff: paused after so many seconds, removed after so many minutes. The usual 20 seconds are long to wait. */
const setAlone = async (aloneSeconds: number, aloneMinutes: number): Promise<void> => {
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: object }>("GET", "/api/settings");
  const settings = { ...body.settings, aloneSeconds, aloneMinutes };
  expect((await administrator.ask("PUT", "/api/settings", settings)).status).toBe(200);
};
const SECONDS = 8;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  await setAlone(SECONDS, 2);
  ({ lesson: id } = await withFamilies(lesson, 3));
});

afterAll(() => lesson.endsWell());

const typesAt = (type: string) => record.events(`lesson:${id}`).filter((event) => event.type === type);
const said = (about: string) => async () =>
  (await lesson.teacher.open()).notices?.find((notice) => notice.about === about)?.sentence;

/** The record of the lesson, as the DSL takes it out. */
const exportAsCsv = async (): Promise<string> => {
  const token = await lesson.practice.token({ kind: "panel", person: "grant" });
  const response = await fetch(`${lesson.practice.running.gateway}/api/exports`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      wanted: { of: "lesson", lesson: id, form: "csv" },
      purpose: { kind: "inspection" },
    }),
  });
  return response.text();
};

it("a lobby opened by hand is found at once when a person comes in past it, not with the next round", async () => {
  const { practice } = lesson;
  const looks = async () =>
    (await practice.ledger()).filter(({ operation }) => operation === "graph.onlineMeeting.get").length;
  const before = await looks();
  await practice.until("a round has just been", async () => (await looks()) > before, 20_000);
  await practice.do({
    do: "setOptions",
    meeting: "maths",
    person: "okafor",
    options: { lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: false } },
  });
  await practice.do({ do: "arrive", meeting: "maths", person: "stranger" });
  const cameIn = Date.now();
  await practice.until("the open lobby is recorded", async () => typesAt("DriftSeen").length > 0, 8_000);
  // A round comes every eight seconds.
  expect(Date.now() - cameIn).toBeLessThan(5_500 * busy());
  await practice.until("the lobby is shut again", async () => {
    const { options } = await practice.meeting("maths");
    return options.set.lobbyBypassSettings.scope === "organizer";
  });
  await practice.do({ do: "leave", meeting: "maths", person: "stranger" });
});

it("lobby, callers, recording and mics opened by hand in a pause: recorded, said, exported, put back in fifteen seconds", async () => {
  const { practice } = lesson;
  await lesson.teacher.press(id, { press: "pause" });
  await lesson.shows("it is paused", ({ doors }) => doors.state === "proven");
  const known = typesAt("DriftSeen").length;
  await practice.do({
    do: "setOptions",
    meeting: "maths",
    person: "okafor",
    options: {
      lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true },
      allowRecording: true,
      allowAttendeeToEnableMic: true,
    },
  });
  await practice.do({ do: "record", meeting: "maths", person: "okafor", on: true });
  const openedAt = Date.now();

  const recording = await practice.until("the panel says that it is recorded", said("recording"), 10_000);
  expect(recording).toContain("Stop recording and transcription");
  await practice.until(
    "all of it is put back",
    async () => {
      const { lobbyBypassSettings, allowRecording, allowAttendeeToEnableMic } = (
        await practice.meeting("maths")
      ).options.set;
      const { scope, isDialInBypassEnabled } = lobbyBypassSettings;
      return scope === "organizer" && !isDialInBypassEnabled && !allowRecording && !allowAttendeeToEnableMic;
    },
    15_000,
  );
  expect(Date.now() - openedAt).toBeLessThan(15_000 * busy());
  // One look may meet the lobby before the recording is on: then each has its own entry.
  const drift = typesAt("DriftSeen")
    .slice(known)
    .map(({ data }) => data)
    .join("\n");
  expect(drift).toContain('"lobbyScope":"everyone"');
  for (const opened of ["dialInBypass", "recording", "mic"]) expect(drift).toContain(`"${opened}":true`);
  expect(typesAt("RecordingSeen")).toHaveLength(1);
  for (const words of [
    "The lobby was opened in Teams",
    "Phone callers were let past the lobby in Teams",
    "Recording was allowed in Teams",
    "Mics were allowed in Teams",
  ])
    await practice.until(
      `the teacher's own chat says: ${words}`,
      async () => (await cardsWith(practice, "okafor", words)).length > 0,
      10_000,
    );
  const exported = await exportAsCsv();
  for (const words of ["who waits in the lobby", "phone callers waiting in the lobby", "recording", "mics"])
    expect(exported).toMatch(new RegExp(`Changed in Teams: [^.]*${words}`));
  expect(exported).toContain("a Teams recording from");

  await practice.do({ do: "record", meeting: "maths", person: "okafor", on: false });
  await practice.until("its end is seen", async () => typesAt("RecordingOver").length === 1, 90_000);
  await lesson.teacher.press(id, { press: "resume" });
  await lesson.shows("it goes on", ({ phase, doors }) => phase !== "paused" && doors.state === "proven");
});

it("entry sounds switched on by hand: put back, left by a press for this lesson, and put back by another", async () => {
  const { practice, teacher } = lesson;
  const sounds = async () => (await practice.meeting("maths")).options.set.isEntryExitAnnounced;
  const offered = async () => (await teacher.open()).left?.map(({ press, option }) => ({ press, option }));
  await practice.do({
    do: "setOptions",
    meeting: "maths",
    person: "okafor",
    options: { isEntryExitAnnounced: true },
  });
  await practice.until("it can be left", async () => (await offered()) !== undefined, 20_000);
  await practice.until("they are off again", async () => !(await sounds()), 15_000);
  await teacher.press(id, { press: "leave-option", option: "announce" });
  await practice.until("they are on, as they were left", sounds, 15_000);
  await lesson.shows("it is confirmed, and says who left it", ({ doors }) =>
    /Entry sounds stay on for this lesson: left by .*Okafor/.test(doors.sentence),
  );
  expect(await offered()).toEqual([{ press: "put-option-back", option: "announce" }]);
  await teacher.press(id, { press: "put-option-back", option: "announce" });
  await practice.until("they are off once more", async () => !(await sounds()), 15_000);
  const exported = await exportAsCsv();
  expect(exported).toMatch(/Okafor left a change made in Teams, for this lesson: entry sounds/);
  expect(exported).toMatch(/Okafor had a change made in Teams put back: entry sounds/);
});

it("the teacher drops out: paused after the school's seconds, told; back: Resume is offered; gone for long: everyone is removed", async () => {
  const { practice } = lesson;
  await practice.do({ do: "leave", meeting: "maths", person: "okafor" });
  const leftAt = Date.now();
  const notice = await practice.until("the panel says that they are alone", said("alone"), 30_000);
  expect(Date.now() - leftAt).toBeGreaterThanOrEqual(SECONDS * 1000 - 1_000);
  expect(notice).toContain("No member of staff has been in the lesson");
  await lesson.shows("it is paused", (view) => view.phase === "paused" && view.doors.state === "proven");
  await practice.until(
    "the teacher, in their own chat, and the DSL's channel are told",
    async () =>
      (await cardsWith(practice, "okafor", "Pupils are in the lesson without staff")).length > 0 &&
      (await cardsWith(practice, "dsl", "Pupils are in a lesson without staff")).length > 0,
    10_000,
  );
  // Where Teams does not show the call just then, staff may say themselves that they are there.
  await lesson.shows(
    "Resume is not offered while the list shows no staff",
    ({ roster, presses }) => roster.state === "proven" && !presses.some(({ press }) => press === "resume"),
  );

  await practice.do({ do: "comeBack", meeting: "maths", person: "okafor" });
  await lesson.shows("Resume is offered", (view) => view.presses.some(({ press }) => press === "resume"));
  expect((await lesson.teacher.open()).phase).toBe("paused");
  await practice.until(
    "the DSL's card says that staff are back",
    async () => (await cardsWith(practice, "dsl", "A member of staff was back in it")).length > 0,
    10_000,
  );
  await lesson.teacher.press(id, { press: "resume" });

  await setAlone(SECONDS, 0.25);
  await practice.do({ do: "leave", meeting: "maths", person: "okafor" });
  await practice.until("it is paused again", async () => typesAt("AloneActedOn").length === 2, 30_000);
  await lesson
    // Once the last of them has gone Teams ends the meeting, perhaps before the next look.
    .shows("everyone is removed", (view) => view.phase === "shut" || view.phase === "over", 70_000)
    .catch((cause: unknown) => {
      const last = record.events(`lesson:${id}`).slice(-25);
      const work = record.duties(`%${id}`).filter(({ kind }) => kind === "remind");
      throw new Error(JSON.stringify([last.map(({ type, data }) => `${type} ${data}`), work]), { cause });
    });
  await practice.until(
    "no one is inside",
    async () =>
      (await practice.meeting("maths")).seats.every(
        ({ person, where }) => where !== "in" || !person.startsWith("family"),
      ),
    20_000,
  );
  expect(typesAt("EndAsked")[0]?.data).toContain('"why":"alone"');
});

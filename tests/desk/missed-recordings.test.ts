import { recordingsFor } from "../../src/desk/recordings.ts";
import type { RosterPerson } from "../../src/protocol/lesson/person.ts";
import { FOUND, guest, REGISTER, roster, TEACHER, user } from "../protocol/lesson/story.ts";
import { type Day, openDay } from "./school-day.ts";

// S5: a child without a parent and without a recording is read by DSL and headteacher once the lesson is over.

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

/** A one-to-one in which the parent left: until staff are told of it, or the parent is back in time. */
const parentLeft = async (chatId: string, back: boolean): Promise<string> => {
  const { id } = await day.lessons.occurrence({ chatId, meetingId: `m-${chatId}` });
  const press = async (command: Parameters<Day["lessons"]["press"]>[2]): Promise<void> => {
    const answer = await day.lessons.press(day.caller(TEACHER.id), id, command);
    if ("refused" in answer) throw new Error(answer.say);
  };
  await day.lessons.report(id, FOUND);
  await press({ press: "choose-kind", kind: "one-to-one" });
  await day.lessons.report(id, { report: "meeting-started", source: "event" });
  await day.lessons.report(
    id,
    roster(user(`r-teacher-${chatId}`, TEACHER), guest(`r-amara-${chatId}`, "Amara Okafor (Guest)")),
  );
  await press({ press: "let-cameras-on" });
  await press({ press: "parent-stays" });
  await press({ press: "parent-left" });
  if (back) await press({ press: "parent-stays" });
  day.wait(MINUTE_MS);
  await day.lessons.report(id, { report: "unrecorded-due" });
  return id;
};

const end = (id: string) => day.lessons.report(id, { report: "meeting-ended" });
const missed = async () => (await recordingsFor(day, day.now(), false)).missed;

it("is listed once the lesson is over, with whom and since when, without the child's name", async () => {
  const id = await parentLeft("chat1", false);
  expect(await missed()).toEqual([]);
  await end(id);
  const [one, ...others] = await missed();
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    lesson: id,
    staff: "Name of teacher",
    sentence: expect.stringMatching(
      /the parent had left, and no answer was noted\. Staff were to be told at /,
    ),
  });
  expect(JSON.stringify(one)).not.toMatch(/Amara|Okafor/);
});

it("is not listed where the parent was back in time", async () => {
  await end(await parentLeft("chat1", true));
  expect(await missed()).toEqual([]);
});

it("stands for thirty days, the newest first", async () => {
  const first = await parentLeft("chat1", false);
  await end(first);
  day.wait(20 * DAY_MS);
  const second = await parentLeft("chat2", false);
  await end(second);
  expect((await missed()).map(({ lesson }) => lesson)).toEqual([second, first]);
  day.wait(11 * DAY_MS);
  expect((await missed()).map(({ lesson }) => lesson)).toEqual([second]);
});

describe("what else recorded that was not to", () => {
  const T = user("r-teacher", TEACHER);
  const AMARA = guest("r-amara", "Amara Okafor (Guest)");
  const BEN = guest("r-ben", "Ben Price (Guest)");
  const APP = { id: "r-notes", identity: "application", shown: "Notetaker", place: "in" } as const;
  const lesson = async (kind: "class" | "group" | "one-to-one", chatId = "chat1") => {
    const { id } = await day.lessons.occurrence({ chatId, meetingId: `m-${chatId}` });
    const press = async (command: Parameters<Day["lessons"]["press"]>[2]): Promise<void> => {
      const answer = await day.lessons.press(day.caller(TEACHER.id), id, command);
      if ("refused" in answer) throw new Error(answer.say);
    };
    await day.lessons.report(id, FOUND);
    await press({ press: "set-register", source: "csv", register: REGISTER });
    await press({ press: "choose-kind", kind });
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    const seen = (...people: readonly RosterPerson[]) => day.lessons.report(id, roster(T, ...people));
    await seen(AMARA);
    return { id, press, seen };
  };
  const wrongly = async () => (await recordingsFor(day, day.now(), false)).wrongly;

  it.each(["class", "group"] as const)(
    "a recording of a %s is listed once it is over, with whom to speak",
    async (kind) => {
      const { id, seen } = await lesson(kind);
      await seen({ ...AMARA, recording: true }, BEN);
      expect(await wrongly()).toEqual([]);
      await end(id);
      expect(await wrongly()).toEqual([
        {
          lesson: id,
          label: expect.stringContaining(kind),
          staff: "Name of teacher",
          sentence: expect.stringMatching(
            /^A Teams recording from [\d:]+; its end was not seen\. Lesson Guard puts it into no folder: .* Agree with them/,
          ),
        },
      ]);
      expect(JSON.stringify(await wrongly())).not.toMatch(/Amara|Ben|Price/);
      day.wait(29 * DAY_MS);
      expect(await wrongly()).toHaveLength(1);
      day.wait(2 * DAY_MS);
      expect(await wrongly()).toEqual([]);
    },
  );

  it("an app in any lesson, which may have taken notes", async () => {
    const { id, seen } = await lesson("class");
    await seen(AMARA, APP);
    await end(id);
    expect((await wrongly())[0]?.sentence).toMatch(
      /^An app that may record from [\d:]+; its end was not seen\. Ask the staff of the lesson who let the app in/,
    );
  });

  it("a recording as the parent was told, once a second child is in it; its tasks stay, whatever kind it becomes", async () => {
    const { id, press, seen } = await lesson("one-to-one");
    await press({ press: "parent-cannot-stay" });
    await press({ press: "parent-told", reason: "at work" });
    await seen({ ...AMARA, recording: true });
    await seen({ ...AMARA, recording: true }, BEN);
    await press({ press: "choose-kind", kind: "group" });
    await seen(AMARA, BEN);
    await end(id);
    expect((await wrongly()).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^A Teams recording from [\d:]+ to [\d:]+, with more than one child inside\.$/),
    ]);
    expect((await recordingsFor(day, day.now(), true)).open).toMatchObject([{ lesson: id }]);
  });

  it("nothing of a lesson that was recorded as the parent was told, or not at all", async () => {
    const { id, press, seen } = await lesson("one-to-one");
    await press({ press: "parent-cannot-stay" });
    await press({ press: "parent-told", reason: "at work" });
    await seen({ ...AMARA, recording: true });
    await end(id);
    const other = await lesson("class", "chat2");
    await end(other.id);
    expect(await wrongly()).toEqual([]);
  });
});

describe("a recording of which the parent was not told first", () => {
  const amara = (id: string, recording: boolean) => ({
    ...guest(`r-amara-${id}`, "Amara Okafor (Guest)"),
    recording,
  });
  /** `told`: when the parent is told, against the recording that runs. */
  const recordedFirst = async (chatId: string, told: "while it runs" | "never"): Promise<string> => {
    const id = await parentLeft(chatId, false);
    const seen = (recording: boolean) =>
      day.lessons.report(id, roster(user(`r-teacher-${chatId}`, TEACHER), amara(chatId, recording)));
    const press = (command: Parameters<Day["lessons"]["press"]>[2]) =>
      day.lessons.press(day.caller(TEACHER.id), id, command);
    await seen(true);
    day.wait(MINUTE_MS);
    if (told === "while it runs") {
      await press({ press: "parent-cannot-stay" });
      await press({ press: "parent-told", reason: "at work" });
    }
    day.wait(MINUTE_MS);
    await seen(false);
    await end(id);
    return id;
  };
  const read = () => recordingsFor(day, day.now(), false);

  it("is read by DSL and headteacher afterwards, and stands beside the task in CPOMS", async () => {
    const id = await recordedFirst("chat1", "while it runs");
    const { untold, open } = await read();
    expect(untold).toMatchObject([
      {
        lesson: id,
        staff: "Name of teacher",
        sentence: expect.stringMatching(
          /^A Teams recording from [\d:]+ to [\d:]+; it began before the parent was told, at [\d:]+\.$/,
        ),
      },
    ]);
    expect(open.map(({ tasks }) => tasks[0])).toEqual([
      expect.stringMatching(/^CPOMS: not yet\..* It began before the parent was told: say so there\.$/),
    ]);
    expect(JSON.stringify(untold)).not.toMatch(/Amara|Okafor/);
  });

  it("never told: has no task of its own, and so says where it is and with whom to speak", async () => {
    await recordedFirst("chat1", "never");
    const { untold, open } = await read();
    expect(open).toEqual([]);
    expect(untold[0]?.sentence).toMatch(
      /, with no parent told of it\. Lesson Guard puts it into no folder: .* Agree with them what becomes of it\.$/,
    );
  });

  it("stands for thirty days", async () => {
    await recordedFirst("chat1", "never");
    day.wait(29 * DAY_MS);
    expect((await read()).untold).toHaveLength(1);
    day.wait(2 * DAY_MS);
    expect((await read()).untold).toEqual([]);
  });
});

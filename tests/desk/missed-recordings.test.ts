import { recordingsFor } from "../../src/desk/recordings.ts";
import { FOUND, guest, roster, TEACHER, user } from "../protocol/lesson/story.ts";
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

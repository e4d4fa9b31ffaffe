import { mute } from "../../src/duty/handlers/call-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { type Day, openDay } from "../desk/school-day.ts";
import { FOUND, guest, roster, TEACHER, user } from "../protocol/lesson/story.ts";

// A mute belongs to a pause. One that comes late would switch off what the lesson had let on again.

let day: Day;
let muted: string[];
beforeEach(async () => {
  day = await openDay();
  muted = [];
});
afterEach(() => day.close());

const pausedLesson = async () => {
  const { id } = await day.lessons.occurrence({ chatId: "chat1", meetingId: "m1" });
  const press = async (command: Parameters<Day["lessons"]["press"]>[2]): Promise<void> => {
    const answer = await day.lessons.press(day.caller(TEACHER.id), id, command);
    if ("refused" in answer) throw new Error(answer.say);
  };
  await day.lessons.report(id, FOUND);
  await press({ press: "choose-kind", kind: "class" });
  await day.lessons.report(id, { report: "meeting-started", source: "event" });
  await day.lessons.report(id, roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
  await press({ press: "let-cameras-on" });
  await press({ press: "pause" });
  return { id, press };
};

const tries = (lesson: string) => {
  const platform = { mute: async (_call: string, participant: string) => void muted.push(participant) };
  const services = { ...day, platform } as unknown as DutyServices;
  const attempt = {} as Parameters<ReturnType<typeof mute>>[1];
  return mute(services)({ kind: "mute", lesson, call: "c1", participant: "r-amara" }, attempt);
};

it("mutes while the lesson is paused", async () => {
  const { id } = await pausedLesson();
  expect(await tries(id)).toEqual({ done: true });
  expect(muted).toEqual(["r-amara"]);
});

it("mutes no one once the lesson goes on", async () => {
  const { id, press } = await pausedLesson();
  await press({ press: "resume" });
  expect(await tries(id)).toEqual({ done: true });
  expect(muted).toEqual([]);
});

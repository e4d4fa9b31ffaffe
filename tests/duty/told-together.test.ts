import { tell } from "../../src/duty/handlers/alert-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { MOST_TOGETHER } from "../../src/protocol/concern/burst.ts";
import { ringKey, togetherKey } from "../../src/protocol/work/card-keys.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

const CHANNEL = { to: "channel" } as const;
const FULL = { conversationId: "post of before", activityId: "before" };

let day: Day;
let done: string[];

beforeEach(async () => {
  day = await openDay();
  done = [];
});

afterEach(() => day.close());

const sender = {
  postToChannel: async () => {
    done.push("post");
    return { conversationId: `post ${done.length}`, activityId: String(done.length) };
  },
  update: async (_conversation: string, activity: string) => void done.push(`redraw ${activity}`),
};

const send = async (ref: string) => {
  const links = { record: () => "https://teams.example", join: () => "https://teams.example" };
  // Of earlier alerts only the index is read, and what a card draws of them.
  const read = (one: string) => day.concerns.read(one.startsWith("F0") ? ref : one);
  const concerns = { ...day.concerns, read };
  const services = { ...day, concerns, sender, urgentSender: sender, links } as unknown as DutyServices;
  const attempt = { store: "general" } as never;
  return tell(services)({ kind: "tell", ref, target: CHANNEL }, attempt);
};

const raise = async (lesson: string): Promise<string> => {
  // A finger that slips within three seconds is no second alert.
  day.wait(4_000);
  const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
  if ("refused" in raised) throw new Error(raised.refused);
  return raised.concern.ref;
};

/** Alerts that stand on the message of before; of them only the index is read. */
const sentBefore = async (lesson: string, many: number): Promise<void> => {
  const refs = Array.from({ length: many }, (_, n) => `F${String(n).padStart(5, "0")}`);
  const row = {
    about: "child",
    lesson,
    raisedBy: "teacher",
    raisedAt: day.now(),
    state: "open",
    people: [],
  } as const;
  await day.record.append({ streams: [], index: { concerns: refs.map((ref) => ({ ...row, ref })) } });
  const keys = [ringKey("teacher", CHANNEL), ...refs.map((ref) => togetherKey(ref, CHANNEL, 1))];
  await day.record.saveSentCards(keys.map((key) => ({ ...FULL, key, at: day.now() })));
};

const placeOf = async (ref: string): Promise<string | undefined> =>
  (await day.record.sentCard(togetherKey(ref, CHANNEL, 1)))?.activityId;

it("a shared message that is full stands; what comes then begins another, and is gathered on that", async () => {
  const lesson = await startedLesson(day);
  await sentBefore(lesson, MOST_TOGETHER);
  const added: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const ref = await raise(lesson);
    added.push(ref);
    let answer = await send(ref);
    while ("held" in answer) {
      await new Promise((later) => setTimeout(later, 200));
      answer = await send(ref);
    }
    expect(answer).toEqual({ done: true });
  }
  expect(done.filter((one) => one === "post")).toHaveLength(1);
  const places = await Promise.all(added.map(placeOf));
  expect(new Set(places).size).toBe(1);
  expect(await day.record.sentCardsAt(FULL.conversationId, FULL.activityId)).toHaveLength(MOST_TOGETHER);
});

it("in a flood the oldest that wait go together, however many newer ones are sent already", async () => {
  const lesson = await startedLesson(day);
  const raised: string[] = [];
  for (let n = 0; n < 6; n += 1) raised.push(await raise(lesson));
  for (const ref of raised.slice(0, 3)) expect(await send(ref)).toEqual({ done: true });
  day.wait(4_000);
  await sentBefore(lesson, 300);
  done = [];
  const [oldest = "", ...others] = raised.slice(3);
  expect(await send(oldest)).toEqual({ done: true });
  expect(done).toEqual(["redraw before"]);
  expect(await Promise.all(others.map(placeOf))).toEqual(others.map(() => "before"));
});

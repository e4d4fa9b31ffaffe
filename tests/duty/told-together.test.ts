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
  const links = { record: () => "https://teams.example" };
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

it("a shared message that is full stands; what comes then begins another, and is gathered on that", async () => {
  const lesson = await startedLesson(day);
  const refs = Array.from({ length: MOST_TOGETHER }, (_, n) => `F${String(n).padStart(5, "0")}`);
  const row = {
    about: "child",
    lesson,
    raisedBy: "teacher",
    raisedAt: day.now(),
    state: "open",
    people: [],
  } as const;
  await day.record.append({
    streams: [],
    index: { concerns: refs.map((ref) => ({ ...row, ref })) },
  });
  const keys = [ringKey("teacher", CHANNEL), ...refs.map((ref) => togetherKey(ref, CHANNEL, 1))];
  await day.record.saveSentCards(keys.map((key) => ({ ...FULL, key, at: day.now() })));
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
  const places = await Promise.all(
    added.map(async (ref) => (await day.record.sentCard(togetherKey(ref, CHANNEL, 1)))?.activityId),
  );
  expect(new Set(places).size).toBe(1);
  expect(await day.record.sentCardsAt(FULL.conversationId, FULL.activityId)).toHaveLength(MOST_TOGETHER);
});

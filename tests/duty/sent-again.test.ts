import { tell } from "../../src/duty/handlers/alert-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { concernView } from "../../src/protocol/screen/concern-view.ts";
import type { Target } from "../../src/protocol/work/duty.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

const MARKED = /[Ss]ent again/;

let day: Day;
let lesson: string;
/** All that reached Teams or a mailbox, in order. */
let left: string[];
/** How often an answer is lost after the message has arrived. */
let lost: number;

beforeEach(async () => {
  day = await openDay();
  await day.school.change({ ...day.school.settings(), mailFrom: "safeguarding@oak.example" }, "admin");
  lesson = await startedLesson(day);
  left = [];
  lost = 0;
});
afterEach(() => day.close());

const took = (what: unknown): { activityId: string; conversationId: string } => {
  left.push(JSON.stringify(what));
  lost -= 1;
  if (lost >= 0) throw new CloudError({ service: "connector", operation: "send", kind: "unknown-outcome" });
  return { activityId: String(left.length), conversationId: "chat" };
};
const sender = {
  openPersonal: async () => "chat",
  send: async (_chat: string, card: unknown) => took(card),
  postToChannel: async (_channel: string, card: unknown) => took(card),
  update: async (_chat: string, _activity: string, card: unknown) => took(card),
};
/** One try to tell the first person, or the channel, that it goes to in this way. */
const run = async (ref: string, to: Target["to"], unansweredSince?: number) => {
  const { deliveries } = await day.concerns.read(ref);
  const delivery = deliveries.find(({ target }) => target.to === to);
  if (delivery === undefined) throw new Error(`nothing goes by ${to}`);
  const services = {
    ...day,
    urgentSender: sender,
    sender,
    people: { ...day.people, mailOf: async () => "head@oak.example" },
    mailer: async (mail: unknown) => void took(mail),
    notify: async (entry: unknown) => void took(entry),
    links: { record: () => "https://teams.example", join: () => "https://teams.example" },
  } as unknown as DutyServices;
  const { target, step } = delivery;
  return tell(services)({ kind: "tell", ref, target, step }, { store: "general", unansweredSince } as never);
};
const raise = async (): Promise<string> => {
  // A finger that slips within three seconds is no second alert.
  day.wait(4_000);
  const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
  if ("refused" in raised) throw new Error(raised.refused);
  return raised.concern.ref;
};
/** The channel is told first; where no one takes it, people are, in each way there is. */
const raisedFor = async (to: Target["to"]): Promise<string> => {
  const ref = await raise();
  if (to !== "channel") await day.concerns.escalate(ref, 2);
  return ref;
};

describe.each(["person", "channel"] as const)("an alert whose answer was lost, by %s", (to) => {
  it("is sent again with the same reference, and the copy says that it is one concern", async () => {
    const ref = await raisedFor(to);
    lost = 2;
    for (const _try of [1, 2])
      await expect(run(ref, to)).resolves.toMatchObject({ reason: expect.any(String) });
    expect(await run(ref, to)).toEqual({ done: true });
    expect(left.map((one) => [one.includes(ref), MARKED.test(one)])).toEqual([
      [true, false],
      [true, true],
      [true, true],
    ]);
  });

  it("is marked, too, where the program ended in the middle of sending it", async () => {
    const ref = await raisedFor(to);
    expect(await run(ref, to, Date.parse(day.now()))).toEqual({ done: true });
    expect(left.map((one) => MARKED.test(one))).toEqual([true]);
  });

  it("is not marked where it was answered at once", async () => {
    const ref = await raisedFor(to);
    expect(await run(ref, to)).toEqual({ done: true });
    // The program ended after that: it is known to be sent, and goes out no more.
    expect(await run(ref, to, Date.parse(day.now()))).toEqual({ done: true });
    expect(left.map((one) => MARKED.test(one))).toEqual([false]);
  });

  it("stays marked when it is drawn again, and is one line in the record", async () => {
    const ref = await raisedFor(to);
    lost = 1;
    await run(ref, to);
    await run(ref, to);
    await day.concerns.haveIt(day.caller("dsl"), ref);
    const { deliveries } = concernView(await day.concerns.read(ref), "recipient", {
      now: day.now(),
      timeZone: "Europe/London",
      phone: "",
    });
    const sent = deliveries.filter(({ state }) => state === "told");
    expect(sent.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Sent \d\d:\d\d, again: Teams had not confirmed the first\.$/),
    ]);
  });
});

it("one that shares a message is marked on it", async () => {
  const refs: string[] = [];
  for (let n = 0; n < 4; n += 1) refs.push(await raise());
  for (const ref of refs.slice(0, 3)) await run(ref, "channel");
  lost = 1;
  await run(refs[3] ?? "", "channel");
  expect(await run(refs[3] ?? "", "channel")).toEqual({ done: true });
  expect(left.map((one) => MARKED.test(one))).toEqual([false, false, false, false, true]);
});

it.each(["mail", "feed"] as const)("what is sent again by %s says so", async (to) => {
  const ref = await raisedFor(to);
  lost = 1;
  await run(ref, to);
  expect(await run(ref, to)).toEqual({ done: true });
  expect(left.map((one) => [one.includes(ref), MARKED.test(one)])).toEqual([
    [true, false],
    [true, true],
  ]);
});

import type { Outcome } from "../../src/duty/handler.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { scheduleTomorrow } from "../../src/duty/handlers/tomorrow-duties.ts";
import { CloudError, errorFromAnswer } from "../../src/meeting/cloud-error.ts";
import { privateChatId } from "../../src/practice/chat/chats.ts";
import { findAccount } from "../../src/practice/school/people.ts";
import { startOn } from "../../src/protocol/screen/tomorrow.ts";
import { keepingStream } from "../../src/record/log/streams.ts";
import { idOf, Planning } from "../desk/planning.ts";

// AT is 24 November 2026, 10:00, in the school's own time.
const TOMORROW = "2026-11-25";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

type Told = { readonly person: string; readonly text: string };

/** An evening's word. @param closed whose chat is closed */
const evening = async (
  day = TOMORROW,
  closed: Readonly<Record<string, Error>> = {},
): Promise<{ readonly outcome: Outcome; readonly told: readonly Told[] }> => {
  const told: Told[] = [];
  const sender = {
    openPersonal: async (id: string) => {
      const person = findAccount(id);
      if (person === undefined) throw new Error("no such person");
      return privateChatId(person);
    },
    send: async (chat: string, message: object) => {
      const person = planning.practice.chats.find(chat)?.conversation.of ?? "";
      const error = closed[person];
      if (error !== undefined) throw error;
      told.push({ person, text: JSON.stringify(message) });
      return { activityId: `a${told.length}` };
    },
    update: async () => undefined,
  };
  const services = { ...planning.services, sender } as unknown as DutyServices;
  const outcome = await planning.workWith(services, { kind: "tell-tomorrow", day });
  return { outcome, told };
};

const planFor = (day: string, time = "10:00") => planning.plan({ day, time });

it("the evening before, an organiser hears of each lesson that is not protected, and why, by time and kind alone", async () => {
  planning.practice.switches.calendars = "none";
  const id = await planning.plan({
    day: TOMORROW,
    time: "10:00",
    title: "Reading with Maya",
    kind: "one-to-one",
  });
  await planning.carryOut(id);
  const { outcome, told } = await evening();
  expect(outcome).toEqual({ done: true });
  expect(told.map(({ person }) => person)).toEqual(["okafor"]);
  expect(told[0]?.text).toContain("Tomorrow, 25 November 2026: 1 lesson is not protected yet");
  expect(told[0]?.text).toContain("The 10:00 one-to-one lesson");
  expect(told[0]?.text).toContain("Its Teams meeting is not made yet. The page Plan a lesson says why.");
  expect(told[0]?.text).not.toContain("Maya");
});

it("nothing is said of a lesson that is protected, of another day, or of one that is no lesson", async () => {
  await planning.carryOut(await planFor(TOMORROW));
  planning.practice.switches.calendars = "none";
  await planning.carryOut(await planFor("2026-11-26"));
  expect((await evening()).told).toEqual([]);
});

it("what was changed in Teams since is seen, put right, and no one is told of what is right again", async () => {
  const id = await planFor(TOMORROW);
  await planning.carryOut(id);
  const { chatId } = await planning.day.lessons.read(id);
  const room = planning.practice.rooms.byThread(chatId);
  room?.change({ lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true } });
  expect((await evening()).told).toEqual([]);
  expect(room?.set.lobbyBypassSettings.scope).toBe("organizer");
  // Where Teams takes no change, it is not right.
  room?.change({ lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true } });
  planning.practice.switches.lobbyCanBeSet = false;
  const { told } = await evening();
  expect(told[0]?.text).toContain("Open the meeting options in Teams and change it there.");
});

it("options that Teams does not show this evening are not taken for set because they once were", async () => {
  await planning.carryOut(await planFor(TOMORROW));
  planning.practice.faults.add({ operation: "graph.onlineMeeting.get", kind: 503, times: 9 });
  const { told } = await evening();
  expect(told[0]?.text).toContain("Teams did not show its meeting options this evening.");
});

it("a meeting of which no one said what it is, is one of them", async () => {
  const { day } = planning;
  const { id } = await day.lessons.occurrence({ chatId: "19:meeting_other@thread.v2", meetingId: "m" });
  await day.lessons.report(id, {
    report: "meeting-found",
    organiser: idOf("doyle"),
    graphId: "g",
    title: "Phonics",
    startsAt: `${TOMORROW}T14:00:00.000Z`,
    endsAt: `${TOMORROW}T14:30:00.000Z`,
    staff: [{ person: idOf("doyle"), part: "organiser" }],
    staffNames: {},
    protectable: true,
    recognise: "ask",
    titles: [],
    defaultKind: "class",
  });
  const { told } = await evening();
  expect(told.map(({ person }) => person)).toEqual(["doyle"]);
  expect(told[0]?.text).toContain("The 14:00 meeting");
  expect(told[0]?.text).toContain("You have not said yet whether it is a lesson with pupils.");
});

it("a weekly lesson is looked at each week until its last, and not after", async () => {
  const { day, practice } = planning;
  const id = await planning.plan({ day: "2026-11-25", weeklyUntil: "2026-12-02" });
  await planning.carryOut(id);
  practice.switches.lobbyCanBeSet = false;
  const { chatId } = await day.lessons.read(id);
  practice.rooms.byThread(chatId)?.change({ lobbyBypassSettings: { scope: "everyone" } });
  expect((await evening("2026-11-25")).told).toHaveLength(1);
  expect((await evening("2026-11-26")).told).toEqual([]);
  // Its first lesson has been held; the next has not been told of by Teams yet.
  day.wait(25 * 3_600_000);
  await day.lessons.report(id, { report: "meeting-started", source: "event" });
  await day.lessons.report(id, { report: "meeting-ended" });
  day.wait(6 * 24 * 3_600_000);
  practice.switches.lobbyCanBeSet = true;
  const lesson = await day.lessons.read(id);
  expect(lesson.phase).toBe("over");
  const around = { now: day.now(), timeZone: "Europe/London" };
  expect(startOn(lesson, false, "2026-12-02", around)).toBe("2026-12-02T10:00:00.000Z");
  expect(startOn(lesson, false, "2026-12-03", around)).toBeUndefined();
  // The work of its end is done: the lobby is as it was asked for.
  await planning.carryOut(id);
  expect(await evening("2026-12-02")).toEqual({ outcome: { done: true }, told: [] });
  // The next of the series knows when the last one is.
  const next = await day.lessons.occurrence({ chatId, meetingId: "m", at: day.now(), heard: "start" });
  expect([next.id === id, next.weeklyUntil]).toEqual([false, "2026-12-02"]);
  await day.lessons.report(next.id, { report: "meeting-started", source: "event" });
  await day.lessons.report(next.id, { report: "meeting-ended" });
  day.wait(7 * 24 * 3_600_000);
  expect((await evening("2026-12-09")).told).toEqual([]);
});

it("a closed chat keeps it from no other organiser, and an outage is tried again", async () => {
  planning.practice.switches.calendars = "none";
  await planning.carryOut(await planFor(TOMORROW));
  const teacher = "okafor";
  const call = { service: "connector", operation: "send message", repeatable: false } as const;
  const closed = errorFromAnswer(call, { status: 403, code: "BotDisabledByAdmin" });
  expect((await evening(TOMORROW, { [teacher]: closed })).outcome).toMatchObject({
    failed: expect.any(String),
  });
  const away = new CloudError({ ...call, kind: "temporary", status: 503 });
  expect((await evening(TOMORROW, { [teacher]: away })).outcome).toMatchObject({
    reason: expect.any(String),
  });
});

it("each evening plans the next, at five by the school's clock, also in summer and if Microsoft is away", async () => {
  const { day, practice } = planning;
  const { record, school } = day;
  await scheduleTomorrow({ record, school, now: () => "2026-11-24T10:00:00.000Z" });
  await scheduleTomorrow({ record, school, now: () => "2026-06-30T16:00:00.000Z" });
  practice.faults.add({ operation: "graph.*", kind: 503, times: 99 });
  await evening();
  const planned = (await record.dutiesOf(keepingStream("school")))
    .concat(await record.dutiesOf("keeping"))
    .flatMap(({ work, notBefore }) =>
      work.kind === "tell-tomorrow" ? [`${new Date(notBefore).toISOString()} ${work.day}`] : [],
    );
  expect(planned).toEqual(
    expect.arrayContaining(["2026-07-01T16:00:00.000Z 2026-07-02", "2026-11-24T17:00:00.000Z 2026-11-25"]),
  );
});

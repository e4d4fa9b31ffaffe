import type { PlanAsked } from "../../src/desk/plan-desk.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { privateChatId } from "../../src/practice/chat/chats.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeAll(async () => {
  planning = await Planning.open();
});
afterAll(() => planning.close());
beforeEach(() => planning.reset());

const lessonOf = (id: string) => planning.day.lessons.read(id);
const roomOf = async (id: string) => {
  const { chatId } = await lessonOf(id);
  return planning.practice.rooms.byThread(chatId);
};

describe("a lesson that a teacher plans", () => {
  it("stands in the calendar, has its options read back, its staff, its app and its families", async () => {
    const { day, teacher } = planning;
    const kept = await day.classes.keep(teacher, {
      name: "4 Willow",
      pupils: [
        { name: "Maya Singh", adults: ["Maya's mum"] },
        { name: "Ben Price", adults: [] },
      ],
    });
    if ("refused" in kept) throw new Error(kept.say);
    const id = await planning.plan({ class: kept.class, staff: [idOf("hughes")] });
    expect((await planning.view(id)).lines.map(({ state }) => state)).toEqual([
      ...Array(5).fill("not yet"),
      "your turn",
    ]);
    const done = await planning.carryOut(id);
    expect(done.filter(([, outcome]) => !("done" in outcome))).toEqual([]);
    const view = await planning.view(id);
    expect(view.lines).toEqual([
      {
        title: "Calendar",
        state: "done",
        words: "The lesson is in your calendar, with its Teams meeting.",
      },
      {
        title: "Lesson Guard",
        state: "done",
        words: "Lesson Guard is in the meeting’s chat, with the side panel.",
      },
      {
        title: "Meeting options",
        state: "done",
        words: "Lobby on. Families' mics and cameras off. Confirmed 10:00.",
      },
      {
        title: "Co-organisers",
        state: "done",
        words: expect.stringMatching(/ is a co-organiser: they can admit people\.$/),
      },
      {
        title: "Private messages",
        state: "done",
        words: "Lesson Guard can write to each of you in private.",
      },
      {
        title: "Families",
        state: "your turn",
        words:
          "2 children are on the register. Make and send 1 link on the page Families: 1 adult has none that works. For 1 child no adult is on the list, so no one can get a link. The links of this list lead to the lesson that is next, and to this one when its turn comes.",
      },
    ]);
    expect(view.ready).toBe(false);
    expect(view.when).toBe("Tuesday 1 December 2026, 10:00 to 10:45");
    const room = await roomOf(id);
    expect(room?.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer" },
      allowAttendeeToEnableMic: false,
      allowBreakoutRooms: false,
    });
    expect([...(room?.meeting.invited ?? [])]).toEqual([[idOf("hughes"), "coorganizer"]]);
    const list = await day.classes.view(teacher, kept.class);
    expect(list).toMatchObject({ meets: true, weekly: false });
    expect(planning.practice.ledger.violations).toEqual([]);
  });

  it("is one lesson, however often the form is sent, and whatever answer is lost", async () => {
    const { day, practice } = planning;
    const asked = planning.asked();
    const first = await day.plans.plan(planning.teacher, asked);
    const second = await day.plans.plan(planning.teacher, { ...asked, title: "Another" });
    if ("refused" in first || "refused" in second) throw new Error("refused");
    expect(second.lesson.id).toBe(first.lesson.id);
    expect(second.lesson.title).toBe("Year 4 maths");
    const before = practice.rooms.all.length;
    practice.faults.add({ operation: "graph.event.create", kind: "lostAnswer" });
    const work = { kind: "make-meeting", lesson: first.lesson.id } as const;
    await expect(planning.work(work)).rejects.toThrow("unknown-outcome");
    expect(await planning.line(work.lesson, "Calendar")).toMatchObject({
      state: "not yet",
      words: "Microsoft has not answered. Lesson Guard keeps trying.",
    });
    expect(await planning.work(work, 2)).toEqual({ done: true });
    expect(practice.rooms.all).toHaveLength(before + 1);
    expect((await lessonOf(first.lesson.id)).chatId).toBe(practice.rooms.all.at(-1)?.meeting.threadId);
  });

  it("waits for its meeting, which Exchange makes some seconds after the event, and makes no second event", async () => {
    const { practice } = planning;
    practice.switches.meetingAfterReads = 3;
    const id = await planning.plan();
    const work = { kind: "make-meeting", lesson: id } as const;
    const before = practice.rooms.all.length;
    expect(await planning.work(work)).toMatchObject({ reason: "the event has no meeting yet" });
    expect(await planning.line(id, "Calendar")).toMatchObject({
      state: "not yet",
      words: "It is in your calendar. Its Teams meeting is being made.",
    });
    expect(await planning.work(work, 2)).toMatchObject({ reason: "the event has no meeting yet" });
    expect(await planning.work(work, 3)).toEqual({ done: true });
    expect(practice.rooms.all).toHaveLength(before + 1);
  });

  it("says what the administrator has to give, and goes on once it is given", async () => {
    const { practice } = planning;
    practice.switches.calendars = "none";
    practice.switches.revokedRoles = ["TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All"];
    const id = await planning.plan();
    expect(await planning.work({ kind: "make-meeting", lesson: id })).toMatchObject({ retryAfterMs: 30_000 });
    expect(await planning.line(id, "Calendar")).toMatchObject({
      state: "your turn",
      words: expect.stringMatching(/role Application Calendars\.ReadWrite in Exchange\. Lesson Guard keeps/),
    });
    practice.switches.calendars = "staff";
    expect(await planning.work({ kind: "make-meeting", lesson: id }, 2)).toEqual({ done: true });
    expect(await planning.work({ kind: "add-app", lesson: id })).toMatchObject({ retryAfterMs: 30_000 });
    expect(await planning.line(id, "Lesson Guard")).toMatchObject({
      state: "your turn",
      words: expect.stringContaining("press +, and add Lesson Guard"),
    });
    practice.switches.revokedRoles = [];
    expect(await planning.work({ kind: "add-app", lesson: id }, 2)).toEqual({ done: true });
    await planning.work({ kind: "find-meeting", lesson: id });
    expect(await planning.line(id, "Lesson Guard")).toMatchObject({ state: "done" });
  });

  it("gives up what Exchange refuses for good, and says what to do", async () => {
    const id = await planning.plan();
    const { services } = planning;
    const makeEvent = async () => {
      throw new CloudError({ service: "graph", operation: "make event", kind: "refused", status: 400 });
    };
    const refusing = { ...services, planner: { ...services.planner, makeEvent } };
    const outcome = await planning.workWith(refusing, { kind: "make-meeting", lesson: id });
    expect(outcome).toMatchObject({ failed: expect.any(String) });
    expect(await planning.line(id, "Calendar")).toMatchObject({
      state: "your turn",
      words:
        "Microsoft refused this lesson, and Lesson Guard does not try again. Plan it in Teams: Lesson Guard then asks you what it is.",
    });
  });

  it("gives the bot to a member of staff who does not have it, and names the one for whom that is refused", async () => {
    const { practice, day } = planning;
    const shah = findPerson("shah");
    const chat = shah && practice.chats.find(privateChatId(shah))?.conversation;
    if (chat === undefined) throw new Error("no such chat");
    chat.installed = false;
    practice.switches.revokedRoles = ["TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All"];
    const id = await planning.plan({ staff: [idOf("shah")] });
    const work = { kind: "give-bot", lesson: id, staff: idOf("shah") } as const;
    expect(await planning.work(work)).toMatchObject({ retryAfterMs: 30_000 });
    expect(await planning.line(id, "Private messages")).toMatchObject({
      state: "your turn",
      words: expect.stringMatching(/^\S+: Microsoft does not let Lesson Guard install itself\./),
    });
    practice.switches.revokedRoles = [];
    expect(await planning.work(work, 2)).toEqual({ done: true });
    expect(await day.record.personalConversation(idOf("shah"))).toBe(chat.id);
  });

  it("believes what Teams told of a chat, where it may not look, and looks where it may", async () => {
    const { practice, day } = planning;
    const work = { kind: "give-bot", lesson: await planning.plan(), staff: idOf("okafor") } as const;
    await day.record.savePersonalConversation(idOf("okafor"), "an older chat");
    practice.switches.revokedRoles = ["TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All"];
    expect(await planning.work(work)).toEqual({ done: true });
    expect(await day.record.personalConversation(idOf("okafor"))).toBe("an older chat");
    practice.switches.revokedRoles = [];
    expect(await planning.work(work, 2)).toEqual({ done: true });
    expect(await day.record.personalConversation(idOf("okafor"))).toMatch(/^a:1/);
  });

  it("names a colleague without an address, and invites the others", async () => {
    planning.withoutMail = idOf("hughes");
    const id = await planning.plan({ staff: [idOf("hughes"), idOf("shah")] });
    await planning.work({ kind: "make-meeting", lesson: id });
    const { lines } = await planning.view(id);
    expect(lines.filter(({ words }) => words.includes("no e-mail address"))).toHaveLength(1);
    expect([...((await roomOf(id))?.meeting.invited.keys() ?? [])]).toEqual([idOf("shah")]);
  });

  it("takes the place of the lesson that Teams told of first, where a policy puts the app into each new meeting", async () => {
    const { practice, day } = planning;
    practice.switches.appInNewMeetings = true;
    const id = await planning.plan();
    let first = "";
    const { platform } = planning.services;
    const early = {
      ...planning.services,
      platform: {
        ...platform,
        find: async (by: Parameters<typeof platform.find>[0]) => {
          const found = await platform.find(by);
          if (first === "" && found?.chatId !== undefined)
            first = (await day.lessons.occurrence({ chatId: found.chatId, meetingId: "m" })).id;
          return found;
        },
      },
    };
    expect(await planning.workWith(early, { kind: "make-meeting", lesson: id })).toEqual({ done: true });
    const { chatId } = await lessonOf(id);
    expect(first).not.toBe("");
    expect((await day.record.lessonByChat(chatId))?.lesson).toBe(id);
    expect(await lessonOf(first)).toMatchObject({ phase: "over", replacedBy: id });
    // What Teams tells of the chat from now on belongs to the lesson that was planned.
    const heard = await day.lessons.occurrence({ chatId, meetingId: "m" });
    expect(heard.id).toBe(id);
  });
});

describe("a lesson that cannot be held", () => {
  const refusal = async (more: Partial<PlanAsked>) => {
    const answer = await planning.day.plans.plan(planning.teacher, planning.asked(more));
    return "refused" in answer ? answer.say : "planned";
  };

  it.each<[string, Partial<PlanAsked>, RegExp]>([
    ["in the past", { day: "2026-11-24", time: "09:00" }, /passed/],
    ["until before it begins", { weeklyUntil: "2026-11-30" }, /before the first/],
    ["more than a year ahead", { weeklyUntil: "2028-01-01" }, /one year ahead/],
    ["with a person who is not staff", { staff: ["a-parent"] }, /not in the staff group/],
    ["with a list of someone else's", { class: "theirs" }, /no such list/],
  ])("is not planned %s", async (_what, more, words) => {
    expect(await refusal(more)).toMatch(words);
  });
});

it("is not said to be with a stranger where the directory does not answer: it may be a colleague", async () => {
  planning.day.staffing.away = "fails";
  const answer = await planning.day.plans.plan(planning.teacher, planning.asked({ staff: [idOf("hughes")] }));
  expect(answer).toMatchObject({ refused: "directory-away", say: expect.stringContaining("just now") });
  planning.day.staffing.away = "no";
});

describe("what is planned", () => {
  it("is listed for the person who planned it, the soonest first, and for no one else", async () => {
    const { day, teacher } = planning;
    const late = await planning.plan({ day: "2026-12-20" });
    const soon = await planning.plan({ day: "2026-12-19", staff: [idOf("hughes")] });
    const listed = (await day.plans.planned(teacher)).map(({ id }) => id);
    expect(listed.filter((id) => id === late || id === soon)).toEqual([soon, late]);
    expect(await day.plans.planned({ ...teacher, id: idOf("hughes") })).toEqual([]);
  });

  it("gives a text for families without a name, a link or the title", async () => {
    const id = await planning.plan({
      title: "Reading with Mabel",
      kind: "one-to-one",
      weeklyUntil: "2026-12-18",
    });
    const { text } = await planning.view(id);
    expect(`${text.subject}\n${text.body}`).not.toMatch(/Mabel|https?:|teams/i);
    expect(text.subject).toBe("Oakfield: a live lesson by video on Tuesday 1 December 2026");
    expect(text.body).toContain("10:00 to 10:45, every week until 15 December 2026.");
    expect(text.body).toContain("between 09:55 and 09:58");
    expect(text.body).toContain("Phone the school office: 01234 567890.");
  });

  it("keeps the address of the meeting nowhere in the record", async () => {
    const id = await planning.plan();
    await planning.carryOut(id);
    const facts = await planning.day.record.read(`lesson:${id}`);
    expect(facts.length).toBeGreaterThan(5);
    expect(JSON.stringify(facts)).not.toMatch(/https?:|meetup-join/);
  });
});

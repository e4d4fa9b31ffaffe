import { CHAT_PERMISSIONS } from "../../src/app/permissions.ts";
import { createPlanner, type EventToMake, type Planner } from "../../src/meeting/planner.ts";
import { createTeamsPlatform, type Platform } from "../../src/meeting/platform.ts";
import { privateChatId } from "../../src/practice/chat/chats.ts";
import { appInTeams } from "../../src/practice/school/app-package.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import { tenantId } from "../../src/practice/school/tenant.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import { type PracticeGraph, startPracticeGraph } from "./support/practice-graph.ts";

let practice: PracticeGraph;
let planner: Planner;
let platform: Platform;

const idOf = (word: string): string => findPerson(word)?.account?.objectId ?? "";
const mailOf = (word: string): string => findPerson(word)?.account?.userPrincipalName ?? "";
const kindOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => "done",
    (error: unknown) => (error as { readonly kind?: unknown }).kind,
  );

beforeAll(async () => {
  practice = await startPracticeGraph();
  const { graph, endpoint } = practice;
  planner = createPlanner({
    graph,
    graphEndpoint: endpoint,
    teamsAppId: appInTeams.id,
    chatPermissions: CHAT_PERMISSIONS,
  });
  const bot = { id: "b", tenantId, credential: { kind: "secret", secret: "s" } } as const;
  platform = createTeamsPlatform({ bot }, graph);
});
afterAll(() => practice.stop());
beforeEach(() => Object.assign(practice.switches, usualSwitches()));

let made = 0;
/** A lesson after the end of summer time, unless said. */
const asked = (more: Partial<EventToMake> = {}): EventToMake => {
  made += 1;
  return {
    organiser: idOf("okafor"),
    transaction: `plan-${made}`,
    title: "Year 4 maths",
    startsAt: "2026-12-01T10:00:00.000Z",
    endsAt: "2026-12-01T10:45:00.000Z",
    timeZone: "Europe/London",
    invited: [mailOf("hughes")],
    ...more,
  };
};
const roomOf = (joinUrl: string | undefined) =>
  practice.rooms.all.find(({ meeting }) => meeting.joinWebUrl === joinUrl);

describe("a calendar event with a meeting", () => {
  it("stands in the organiser's calendar, with the staff invited, and its meeting is found by its link", async () => {
    const { joinUrl } = await planner.makeEvent(asked());
    const room = roomOf(joinUrl);
    expect(room?.startsAt).toBe(Date.parse("2026-12-01T10:00:00Z"));
    expect(room?.meeting.lastsMs).toBe(45 * 60_000);
    const found = await platform.find({ userId: idOf("okafor"), joinUrl: joinUrl ?? "" });
    expect(found).toMatchObject({
      organiserId: idOf("okafor"),
      chatId: room?.meeting.threadId,
      attendees: [{ userId: idOf("hughes"), role: "attendee" }],
    });
    expect(practice.ledger.violations).toEqual([]);
  });

  it("is at the same time of day in summer", async () => {
    const { joinUrl } = await planner.makeEvent(
      asked({ startsAt: "2027-06-01T09:00:00.000Z", endsAt: "2027-06-01T09:30:00.000Z" }),
    );
    expect(new Date(roomOf(joinUrl)?.startsAt ?? 0).toISOString()).toBe("2027-06-01T09:00:00.000Z");
  });

  it("is weekly where that is asked", async () => {
    const { joinUrl } = await planner.makeEvent(asked({ weeklyUntil: "2026-12-18" }));
    expect(roomOf(joinUrl)?.meeting.weekly).toBe(true);
    expect(practice.ledger.violations).toEqual([]);
  });

  it("is made once: a second request under the same transaction finds the first", async () => {
    const event = asked();
    const first = await planner.makeEvent(event);
    const before = practice.rooms.all.length;
    expect(await planner.makeEvent(event)).toEqual(first);
    expect(await planner.findEvent(event)).toEqual(first);
    expect(practice.rooms.all).toHaveLength(before);
  });

  it("is not another one of the same hour", async () => {
    await planner.makeEvent(asked());
    expect(await planner.findEvent(asked())).toBeUndefined();
  });

  it("shows its meeting only after a while, as Exchange does", async () => {
    practice.switches.meetingAfterReads = 2;
    const { event, joinUrl } = await planner.makeEvent(asked());
    expect(joinUrl).toBeUndefined();
    expect(await planner.joinUrlOf(idOf("okafor"), event)).toBeUndefined();
    expect(await planner.joinUrlOf(idOf("okafor"), event)).toMatch(/^https:/);
  });

  it("is refused where Exchange gave no role for the mailbox", async () => {
    practice.switches.calendars = "none";
    expect(await kindOf(planner.makeEvent(asked()))).toBe("not-allowed");
  });

  it("is refused in a mailbox of a pupil, whatever else is given", async () => {
    expect(await kindOf(planner.makeEvent(asked({ organiser: idOf("ethan") })))).toBe("not-allowed");
    practice.ledger.forgetViolations();
  });
});

describe("the app, added by Graph", () => {
  const newChat = async (): Promise<string> => {
    const { joinUrl } = await planner.makeEvent(asked());
    return roomOf(joinUrl)?.meeting.threadId ?? "";
  };

  it("is in the chat of the meeting, of which Teams tells the bot, and a second time changes nothing", async () => {
    const chat = await newChat();
    expect(practice.chats.find(chat)?.conversation.installed).toBe(false);
    await planner.addToChat(chat);
    await planner.addToChat(chat);
    expect(practice.chats.find(chat)?.conversation.installed).toBe(true);
    expect(practice.added.filter((one) => one === chat)).toHaveLength(1);
    expect(practice.ledger.violations).toEqual([]);
  });

  it.each([
    ["the consent is missing", { revokedRoles: ["TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All"] }],
    ["the school allows no app to read a chat", { rscInChats: false }],
    ["the app is blocked", { appBlocked: true }],
  ])("is not added where %s", async (_why, switches) => {
    const chat = await newChat();
    Object.assign(practice.switches, switches);
    expect(await kindOf(planner.addToChat(chat))).toBe("not-allowed");
    expect(practice.chats.find(chat)?.conversation.installed).toBe(false);
  });

  it("is not added under an id that the catalogue does not know", async () => {
    const { graph, endpoint } = practice;
    const other = createPlanner({
      graph,
      graphEndpoint: endpoint,
      teamsAppId: "0f8c1f2e-7f3b-4f6e-9a57-2a1d4c1c9b10",
      chatPermissions: CHAT_PERMISSIONS,
    });
    expect(await kindOf(other.addToChat(await newChat()))).toBe("gone");
  });

  it("is installed for a member of staff, whose chat with it is then known", async () => {
    const shah = findPerson("shah");
    if (shah === undefined) throw new Error("no such person");
    const chat = practice.chats.find(privateChatId(shah))?.conversation;
    if (chat === undefined) throw new Error("no such chat");
    chat.installed = false;
    expect(await planner.installFor(idOf("shah"))).toBe(chat.id);
    expect(chat.installed).toBe(true);
    expect(await planner.installFor(idOf("shah"))).toBe(chat.id);
    practice.switches.revokedRoles = ["TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All"];
    expect(await kindOf(planner.installFor(idOf("shah")))).toBe("not-allowed");
  });
});

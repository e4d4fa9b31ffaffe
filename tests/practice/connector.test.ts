import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, listOf, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;
let token: string;
const hello = { type: "message", text: "Hello" };

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
  token = await cloud.connectorToken();
});
afterAll(() => practice.stop());
beforeEach(() => practice.forgetViolations());

const chatOf = async (of: string) => {
  const chat = (await practice.state()).chats.find((one) => one.of === of);
  if (!chat) throw new Error(`no chat of ${of}`);
  return chat;
};

const botUser = async (person: string): Promise<string> =>
  (await practice.state()).people.find(({ id }) => id === person)?.botUserId ?? "";

const send = (conversation: string, activity: unknown = hello) =>
  cloud.connector(
    "POST",
    `/v3/conversations/${encodeURIComponent(conversation)}/activities`,
    activity,
    token,
  );

const create = (body: unknown) => cloud.connector("POST", "/v3/conversations", body, token);

describe("the Bot Connector in practice", () => {
  it("gives one conversation per person, and posts each time it is asked to", async () => {
    const members = [{ id: await botUser("lowe") }];
    const first = await create({ isGroup: false, members, activity: hello });
    const second = await create({ isGroup: false, members, activity: hello });
    expect(first.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
    expect(second.body.activityId).not.toBe(first.body.activityId);
    expect((await chatOf("lowe")).messages).toHaveLength(2);
  });

  it("refuses a conversation with an anonymous user", async () => {
    const answer = await create({ isGroup: false, members: [{ id: "29:1somebody" }] });
    expect(answer.status).toBe(400);
    expect(answer.body.error?.message).toBe("Bot cannot create a conversation with an anonymous user");
  });

  it("refuses a person who has not installed the app", async () => {
    const answer = await create({ isGroup: false, members: [{ id: await botUser("ethan") }] });
    expect(answer.body.error?.code).toBe("BotNotInConversationRoster");
  });

  it("starts a thread in the channel and keeps its card up to date", async () => {
    const channel = await chatOf("dsl");
    const made = await create({
      isGroup: true,
      channelData: { channel: { id: channel.id } },
      activity: hello,
    });
    expect(made.body.id).toBe(`${channel.id};messageid=${textOf(made.body.activityId)}`);
    const path = `/v3/conversations/${encodeURIComponent(textOf(made.body.id))}/activities/${textOf(made.body.activityId)}`;
    const updated = await cloud.connector("PUT", path, { type: "message", text: "Changed" }, token);
    const removed = await cloud.connector("DELETE", path, undefined, token);
    const again = await cloud.connector("PUT", path, hello, token);
    expect([updated.status, removed.status, again.status]).toEqual([200, 200, 404]);
    expect(again.body.error?.code).toBe("ActivityNotFoundInConversation");
    expect((await chatOf("dsl")).messages[0]).toMatchObject({ edited: true, deleted: true, text: "" });
  });

  it("answers 404 for a conversation it does not know", async () => {
    expect((await send("19:nowhere@thread.v2")).body.error?.code).toBe("ConversationNotFound");
  });

  it("refuses a message of more than 100 KB, counted as UTF-16", async () => {
    const answer = await send((await chatOf("phonics")).id, { type: "message", text: "x".repeat(52_000) });
    expect(answer.status).toBe(413);
    expect(await practice.violations()).toHaveLength(1);
  });

  it.each([
    ["of a later version", { version: "1.6", body: [] }],
    ["with an element it does not know", { version: "1.5", body: [{ type: "Badge", text: "New" }] }],
    [
      "with a value it does not know",
      { version: "1.5", body: [{ type: "TextBlock", text: "a", size: "Huge" }] },
    ],
    [
      "with a link to nowhere",
      { version: "1.5", body: [], actions: [{ type: "Action.OpenUrl", title: "Go" }] },
    ],
  ])("refuses a card that Teams cannot draw: %s", async (_which, card) => {
    const content = { type: "AdaptiveCard", ...card };
    const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
    const answer = await send((await chatOf("phonics")).id, { type: "message", attachments });
    expect(answer.status).toBe(400);
  });

  it("notes a link that Teams would not follow into the app", async () => {
    const { botId, catalogue } = await practice
      .state()
      .then(({ botId, teamsApp }) => ({ botId, catalogue: teamsApp.id }));
    const link = (id: string, tab: string) => ({
      type: "message",
      text: `https://teams.microsoft.com/l/entity/${id}/${tab}`,
    });
    const { id } = await chatOf("phonics");
    await send(id, link(catalogue, "settings"));
    expect(await practice.violations()).toEqual([]);
    await send(id, link(botId, "record"));
    await send(id, link(catalogue, "no-such-tab"));
    expect((await practice.violations()).map(({ why }) => why)).toEqual([
      "Teams has no app with the id in this link.",
      "The app has no such tab.",
    ]);
  });

  it("refuses a token for Graph", async () => {
    const answer = await cloud.connector("POST", "/v3/conversations", {}, await cloud.graphToken());
    expect(answer.status).toBe(401);
    expect(await practice.violations()).toHaveLength(1);
  });

  it("holds the eighth message in a second back with 429, and does not call it a violation", async () => {
    const { id } = await chatOf("reading");
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(id)));
    const held = answers.filter(({ status }) => status === 429);
    expect(held).toHaveLength(1);
    expect(Number(held[0]?.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect(await practice.violations()).toEqual([]);
  });

  it("shows a targeted message to one person", async () => {
    const { id } = await chatOf("maths");
    const path = `/v3/conversations/${encodeURIComponent(id)}/activities?isTargetedActivity=true`;
    const lost = await cloud.connector("POST", path, hello, token);
    await cloud.connector("POST", path, { ...hello, recipient: { id: await botUser("okafor") } }, token);
    expect(lost.status).toBe(400);
    expect((await chatOf("maths")).messages.at(-1)?.onlyFor).toBe("okafor");
  });

  it("lists the invited and the guests inside, whose tenant proves nothing", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await practice.do({ do: "arrive", meeting: "maths", person: "family-01" });
    await practice.do({ do: "admit", meeting: "maths", person: "family-01" });
    const path = `/v3/conversations/${encodeURIComponent((await chatOf("maths")).id)}/pagedmembers`;
    const { body } = await cloud.connector("GET", path, undefined, token);
    const guest = listOf(body.members).find((member) => textOf(member.userRole) === "anonymous");
    expect(guest).toEqual({
      id: expect.stringMatching(/^29:/),
      name: "Amara's mum",
      tenantId: practice.running.tenantId,
      userRole: "anonymous",
    });
    expect(body.members).toHaveLength(4);
  });

  it("knows the meeting and a participant's role, and no one without a part in it", async () => {
    const { meetingId, onlineMeetingId } = await practice.meeting("maths");
    const { people } = await practice.state();
    const oid = (id: string) => people.find((person) => person.id === id)?.objectId;
    const info = await cloud.connector("GET", `/v1/meetings/${meetingId}`, undefined, token);
    const teacher = await cloud.connector(
      "GET",
      `/v1/meetings/${meetingId}/participants/${oid("okafor")}`,
      undefined,
      token,
    );
    const colleague = await cloud.connector(
      "GET",
      `/v1/meetings/${meetingId}/participants/${oid("doyle")}`,
      undefined,
      token,
    );
    expect(info.body.details?.msGraphResourceId).toBe(onlineMeetingId);
    expect(teacher.body.meeting).toEqual({ role: "Organizer", inMeeting: true });
    expect(colleague.status).toBe(404);
  });
});

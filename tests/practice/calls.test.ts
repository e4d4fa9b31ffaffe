import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, type Json, listOf, received, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;
let token: string;

let callback = 0;

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
  token = await cloud.graphToken();
});
afterAll(() => practice.stop());
beforeEach(() => {
  callback += 1;
});
afterEach(async () => {
  await practice.switches({ removeParticipant: true, rosterOutOfOrder: false });
  if (!(await practice.meeting("maths")).running) return;
  await setScope("organization");
  await practice.do({ do: "end", meeting: "maths" });
});

const calls = "/v1.0/communications/calls";

const join = async (callOptions?: unknown): Promise<string> => {
  const { threadId } = await practice.meeting("maths");
  const organiser = (await practice.state()).people.find(({ id }) => id === "okafor")?.objectId;
  const answer = await cloud.graph(
    "POST",
    calls,
    {
      "@odata.type": "#microsoft.graph.call",
      callbackUri: `${practice.running.frontDoor}/api/calls/c${callback}`,
      requestedModalities: ["audio"],
      mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
      chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId, messageId: "0" },
      meetingInfo: {
        "@odata.type": "#microsoft.graph.organizerMeetingInfo",
        organizer: { "@odata.type": "#microsoft.graph.identitySet", user: { id: organiser } },
        allowConversationWithoutHost: true,
      },
      tenantId: practice.running.tenantId,
      ...(callOptions === undefined ? {} : { callOptions }),
    },
    token,
  );
  expect(answer.status).toBe(201);
  expect(answer.body.state).toBe("establishing");
  return textOf(answer.body.id);
};

/** Notifications so far, as `{resourceUrl, resourceData, changeType}`. */
const notified = (): Json[] =>
  received(practice.running)
    .filter(({ path }) => path === `/api/calls/c${callback}`)
    .flatMap(({ body }) => listOf(body.value));

const states = () =>
  notified().flatMap(({ resourceData }) =>
    resourceData?.state === undefined ? [] : textOf(resourceData.state),
  );
const rosters = () => notified().filter(({ resourceUrl }) => textOf(resourceUrl).endsWith("/participants"));

const numberOf = ({ resourceData }: ReturnType<typeof rosters>[number]): number =>
  Number(resourceData?.[0]?.rosterSequenceNumber);
const sequenceNumbers = () => rosters().map(numberOf);

const settled = (state: string): Promise<unknown> =>
  practice.until(`call is ${state}`, async () => states().includes(state));

const setScope = async (scope: string): Promise<void> => {
  await practice.do({
    do: "setOptions",
    meeting: "maths",
    person: "okafor",
    options: { lobbyBypassSettings: { scope } },
  });
};

const participant = async (call: string, person: string) => {
  const { participant: id } = (await practice.seat("maths", person)) ?? { participant: "" };
  return `${calls}/${call}/participants/${id}`;
};

describe("a call of the bot", () => {
  it("is established, then tells the whole roster, with rising sequence numbers", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await join();
    await settled("established");
    await practice.do({ do: "arrive", meeting: "maths", person: "family-02" });
    const withThree = () => rosters().find(({ resourceData }) => listOf(resourceData).length === 3);
    await practice.until("a roster with three", async () => withThree() !== undefined);
    expect(withThree()?.resourceData).toContainEqual(
      expect.objectContaining({
        isInLobby: true,
        info: expect.objectContaining({
          identity: expect.objectContaining({
            guest: expect.objectContaining({ displayName: "Oliver Bennett" }),
          }),
        }),
      }),
    );
    // Notifications may overtake each other on their way: the number tells which list is the newer.
    const numbers = sequenceNumbers();
    expect(new Set(numbers).size).toBe(numbers.length);
    const byNumber = rosters().toSorted((a, b) => numberOf(a) - numberOf(b));
    const lengths = byNumber.map(({ resourceData }) => listOf(resourceData).length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths.at(-1)).toBe(3);
  });

  it("tells only the changes, leavers marked, where the application asked for that", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join({ "@odata.type": "#microsoft.graph.callOptions", isDeltaRosterEnabled: true });
    await settled("established");
    await practice.do({ do: "arrive", meeting: "maths", person: "hughes" });
    const path = await participant(call, "hughes");
    await cloud.graph("DELETE", path, undefined, token);
    const leaver = () => rosters().find(({ resourceData }) => resourceData?.[0]?.removedState !== undefined);
    await practice.until("the leaver", async () => leaver() !== undefined);
    expect(leaver()?.resourceData).toHaveLength(1);
  });

  it("waits in the lobby once the scope is organizer, sees only itself, and goes on when admitted", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await setScope("organizer");
    const call = await join();
    await practice.until("first roster", async () => rosters().length > 0);
    expect(rosters()[0]?.resourceData).toEqual([expect.objectContaining({ isInLobby: true })]);
    const removal = await cloud.graph("DELETE", await participant(call, "lesson-guard"), undefined, token);
    expect(removal.status).toBe(403);
    await practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
    await settled("established");
    expect(states()).toEqual(["establishing", "established"]);
  });

  it("stays in when the lobby is narrowed after it joined", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await join();
    await settled("established");
    await setScope("organizer");
    expect((await practice.seat("maths", "lesson-guard"))?.where).toBe("in");
  });

  it("removes a person at once, and their client may come back to the lobby", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await practice.do({ do: "arrive", meeting: "maths", person: "stranger" });
    await practice.do({ do: "admit", meeting: "maths", person: "stranger" });
    await settled("established");
    const path = await participant(call, "stranger");
    expect((await cloud.graph("DELETE", path, undefined, token)).status).toBe(204);
    expect(await practice.seat("maths", "stranger")).toBeUndefined();
    expect((await cloud.graph("DELETE", path, undefined, token)).status).toBe(404);
    await practice.clock({ advanceMinutes: 1 });
    expect((await practice.seat("maths", "stranger"))?.where).toBe("lobby");
  });

  it("may not remove anyone without the administrator's opt-in", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await settled("established");
    await practice.switches({ removeParticipant: false });
    const answer = await cloud.graph("DELETE", await participant(call, "okafor"), undefined, token);
    expect(answer.status).toBe(403);
    expect(await practice.violations()).toEqual([]);
  });

  it("mutes a person, which the roster shows", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await settled("established");
    const path = await participant(call, "okafor");
    expect((await cloud.graph("POST", `${path}/mute`, { clientContext: "m1" }, token)).status).toBe(200);
    const roster = await cloud.graph("GET", `${calls}/${call}/participants`, undefined, token);
    expect(roster.body.value?.[0]).toMatchObject({
      isMuted: true,
      mediaStreams: [{ serverMuted: true }, {}],
    });
  });

  it("is joined a second time by a second request: nothing makes them one", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const [first, second] = [await join(), await join()];
    expect(second).not.toBe(first);
    expect((await practice.meeting("maths")).seats.filter(({ callingBot }) => callingBot)).toHaveLength(2);
  });

  it("ends with 5001 when staff end the meeting, and is then unknown", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await settled("established");
    await practice.do({ do: "end", meeting: "maths" });
    await settled("terminated");
    expect(notified().at(-1)?.resourceData?.resultInfo).toMatchObject({ code: 200, subcode: 5001 });
    expect((await cloud.graph("GET", `${calls}/${call}`, undefined, token)).status).toBe(404);
  });

  it("ends alone with 7000 when the bot hangs up; the people go on", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await settled("established");
    expect((await cloud.graph("DELETE", `${calls}/${call}`, undefined, token)).status).toBe(204);
    await settled("terminated");
    expect(notified().at(-1)?.resourceData?.resultInfo?.subcode).toBe(7000);
    expect((await practice.meeting("maths")).running).toBe(true);
  });

  it("is kept alive while practice time is moved on: the application's own clock is not", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await join();
    await settled("established");
    await practice.clock({ advanceMinutes: 300 });
    expect(states()).not.toContain("terminated");
  });

  it("ends with 8537 when keepAlive is missed for 45 minutes", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    const call = await join();
    await settled("established");
    await practice.clock({ advanceMinutes: 40, keepAlive: "missed" });
    expect((await cloud.graph("POST", `${calls}/${call}/keepAlive`, undefined, token)).status).toBe(200);
    await practice.clock({ advanceMinutes: 40, keepAlive: "missed" });
    expect(states()).not.toContain("terminated");
    await practice.clock({ advanceMinutes: 6, keepAlive: "missed" });
    await settled("terminated");
    expect(notified().at(-1)?.resourceData?.resultInfo).toMatchObject({ code: 408, subcode: 8537 });
  });

  it("tells two roster changes in the wrong order when asked to", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await join();
    await settled("established");
    await practice.switches({ rosterOutOfOrder: true });
    await practice.do({ do: "arrive", meeting: "maths", person: "hughes" });
    await practice.do({ do: "arrive", meeting: "maths", person: "shah" });
    await practice.until("both rosters", async () => rosters().length >= 3);
    const numbers = sequenceNumbers();
    const [first = 0] = numbers;
    expect(numbers.slice(-2)).toEqual([first + 2, first + 1]);
  });
});

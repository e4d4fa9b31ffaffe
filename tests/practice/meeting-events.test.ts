import type { Switches } from "../../src/practice/switches.ts";
import type { PracticeClient } from "../e2e/support/practice.ts";
import { type Json, received, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;

beforeAll(async () => {
  practice = await startWithReceiver();
});
afterAll(() => practice.stop());

/** Bot events after this many activities, by the end of their trimmed name. */
const eventsOf = async (name: string, since: number, count = 1) => {
  const found = () =>
    received(practice.running)
      .slice(since)
      .map(({ body }) => body)
      .filter((body) => (body.name === undefined ? "" : textOf(body.name)).trim().endsWith(name));
  await practice.until(name, async () => found().length >= count);
  return found();
};

const play = async (switches: Partial<Switches>): Promise<number> => {
  const since = received(practice.running).length;
  await practice.switches(switches);
  await practice.do({ do: "start", meeting: "maths" });
  return since;
};

const usual = {
  eventShape: "pascal",
  eventsTwice: false,
  startAfterJoins: false,
  startLost: false,
  endLost: false,
  participantEvents: true,
} as const;

afterEach(async () => {
  if ((await practice.meeting("maths")).running) await practice.do({ do: "end", meeting: "maths" });
  await practice.switches(usual);
});

describe("the bot is told", () => {
  it("of its installation for staff, in the channel and in meetings, and for no pupil", () => {
    const installed = received(practice.running)
      .map(({ body }) => body)
      .filter(({ type }) => textOf(type) === "installationUpdate");
    const kinds = installed.map(({ conversation }) => textOf(conversation?.conversationType));
    expect(kinds.filter((kind) => kind === "personal")).toHaveLength(9);
    expect(
      installed.find(({ conversation }) => textOf(conversation?.conversationType) === "channel"),
    ).toMatchObject({
      channelData: { settings: { selectedChannel: { name: "DSL" } } },
    });
    expect(kinds.filter((kind) => kind === "groupChat")).toHaveLength(4);
  });

  it("of the start, in PascalCase, with the meeting's id in channelData", async () => {
    const since = await play({});
    const [start] = await eventsOf("meetingStart", since);
    const { meetingId } = await practice.meeting("maths");
    expect(start?.channelData?.meeting?.id).toBe(meetingId);
    expect(Object.keys(start?.value ?? {}).sort()).toEqual([
      "Id",
      "JoinUrl",
      "MeetingType",
      "StartTime",
      "Title",
    ]);
  });

  it.each([
    ["camel", ({ value }: Json) => value?.startTime !== undefined && value.title !== undefined],
    ["noTitle", ({ value }: Json) => value?.Title === undefined],
    ["blankName", ({ name }: Json) => textOf(name).startsWith(" ")],
    ["otherId", ({ value, channelData }: Json) => value?.Id !== channelData?.meeting?.id],
  ] as const)("of the start in the shape %s", async (eventShape, fits) => {
    const since = await play({ eventShape });
    const [start] = await eventsOf("meetingStart", since);
    expect(fits(start ?? {})).toBe(true);
  });

  it("two times, where events are delivered twice", async () => {
    const since = await play({ eventsTwice: true });
    expect(await eventsOf("meetingStart", since, 2)).toHaveLength(2);
  });

  it("of the start after the joins, where they overtake it", async () => {
    const since = await play({ startAfterJoins: true });
    const [join] = await eventsOf("meetingParticipantJoin", since);
    const [start] = await eventsOf("meetingStart", since);
    const order = received(practice.running).map(({ body }) => body.id);
    expect(order.indexOf(join?.id)).toBeLessThan(order.indexOf(start?.id));
  });

  it("of a guest's arrival under the organiser's name", async () => {
    const since = await play({});
    await practice.do({ do: "arrive", meeting: "maths", person: "impostor" });
    await practice.do({ do: "admit", meeting: "maths", person: "impostor" });
    const [, guest] = await eventsOf("meetingParticipantJoin", since, 2);
    const { people } = await practice.state();
    expect(guest?.from?.aadObjectId).toBe(people.find(({ id }) => id === "okafor")?.objectId);
    expect(guest?.value?.members?.[0]?.user).not.toHaveProperty("aadObjectId");
    expect(guest?.value?.members?.[0]?.user?.userRole).toBe("anonymous");
  });

  it("of the end, and not where that is lost", async () => {
    const since = await play({});
    const [{ value: started } = {}] = await eventsOf("meetingStart", since);
    // The end of the meeting before may still be on its way.
    const ends = async () =>
      (await eventsOf("meetingEnd", since)).filter(
        ({ value }) => textOf(value?.EndTime) >= textOf(started?.StartTime),
      );
    await practice.do({ do: "end", meeting: "maths" });
    await practice.until("it is told of the end", async () => (await ends()).length > 0);
    await play({ endLost: true });
    await practice.do({ do: "end", meeting: "maths" });
    // What is sent after it has arrived: the end has not been passed on the way.
    await play({ endLost: false });
    expect(await eventsOf("meetingStart", since, 3)).toHaveLength(3);
    expect(await ends()).toHaveLength(1);
  });

  it("nothing of who comes and goes, where participant events are off", async () => {
    const since = await play({ participantEvents: false });
    await eventsOf("meetingStart", since);
    await practice.do({ do: "arrive", meeting: "maths", person: "hughes" });
    await practice.do({ do: "leave", meeting: "maths", person: "hughes" });
    const ofHughes = received(practice.running)
      .slice(since)
      .filter(({ body }) => JSON.stringify(body.value ?? {}).includes("Mr D Hughes"));
    expect(ofHughes).toEqual([]);
  });
});

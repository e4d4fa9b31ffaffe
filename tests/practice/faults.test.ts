import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, received, startWithReceiver } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;
let token: string;
let chat: string;

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
  token = await cloud.connectorToken();
  chat = (await practice.state()).chats.find(({ of }) => of === "lowe")?.id ?? "";
});
afterAll(() => practice.stop());
afterEach(() => practice.clearFaults());

const path = () => `/v3/conversations/${encodeURIComponent(chat)}/activities`;
const send = (text: string) => cloud.connector("POST", path(), { type: "message", text }, token);

const sent = async (text: string): Promise<number> => {
  const { chats } = await practice.state();
  return chats.find(({ id }) => id === chat)?.messages.filter((message) => message.text === text).length ?? 0;
};

/** Lets the application itself make the request, as it is the one that is killed. */
const askByApplication = async (text: string): Promise<void> => {
  const url = `${practice.running.connector}/uk/${practice.running.tenantId}${path()}`;
  const order = { url, method: "POST", token, body: { type: "message", text } };
  const ask = () =>
    fetch(`http://127.0.0.1:${practice.running.appPort}/ask`, {
      method: "POST",
      // A connection to the application before the last crash leads nowhere.
      headers: { connection: "close" },
      body: JSON.stringify(order),
    }).catch(() => undefined);
  const isUp = async () => (await practice.state()).app.up;
  await practice.until("the application is up", isUp);
  await ask();
  await practice.until("the application is gone", async () => !(await isUp()));
};

const recorded = () => received(practice.running).filter((line) => "answered" in line).length;

describe("a fault", () => {
  it.each([429, 503, 504] as const)("answers %d once, without doing the work", async (kind) => {
    await practice.fault({ operation: "connector.activity.*", kind, retryAfter: 2 });
    const answer = await send(`fault ${kind}`);
    expect(answer.status).toBe(kind);
    expect(answer.headers["retry-after"]).toBe(kind === 504 ? undefined : "2");
    expect(await sent(`fault ${kind}`)).toBe(0);
    expect((await send(`fault ${kind}`)).status).toBe(201);
  });

  it("loses the answer after the work was done", async () => {
    await practice.fault({ operation: "connector.activity.send", kind: "lostAnswer" });
    await expect(send("lost")).rejects.toThrow();
    expect(await sent("lost")).toBe(1);
  });

  it("resets before the work, and spares the requests it is told to let pass", async () => {
    await practice.fault({ operation: "connector.activity.send", kind: "reset", skip: 1 });
    expect((await send("reset one")).status).toBe(201);
    await expect(send("reset two")).rejects.toThrow();
    expect(await sent("reset two")).toBe(0);
  });

  it("hangs: the request is taken and never answered", async () => {
    await practice.fault({ operation: "connector.activity.send", kind: "hang" });
    const late = new Promise((later) => setTimeout(() => later("no answer"), 300));
    expect(await Promise.race([send("hangs").catch(() => "cut"), late])).toBe("no answer");
    expect(await sent("hangs")).toBe(0);
  });

  it("lasts, as an outage, until it is lifted, and touches nothing else", async () => {
    await practice.fault({ operation: "graph.*", kind: "outage" });
    const graphToken = await cloud.graphToken();
    await expect(cloud.graph("GET", "/v1.0/education/classes", undefined, graphToken)).rejects.toThrow();
    await expect(cloud.graph("GET", "/v1.0/education/classes", undefined, graphToken)).rejects.toThrow();
    await practice.clearFaults();
    expect((await cloud.graph("GET", "/v1.0/education/classes", undefined, graphToken)).status).toBe(200);
  });

  it("answers late, and the ledger shows who was first on the wire", async () => {
    await new Promise((later) => setTimeout(later, 1000));
    const before = (await practice.ledger()).at(-1)?.seq ?? 0;
    await practice.fault({ operation: "connector.activity.send", kind: "slow", delayMs: 200 });
    await Promise.all([send("slow"), send("quick")]);
    const [slow, quick] = await practice.ledger(before + 1);
    expect(quick?.seq).toBeLessThan(slow?.answeredSeq ?? 0);
    expect(quick?.answeredSeq).toBeLessThan(slow?.answeredSeq ?? 0);
  });
});

describe("a crash", () => {
  // Teams takes 8 messages to one chat in 2 seconds: a quick machine has sent as many by now.
  beforeEach(() => new Promise((later) => setTimeout(later, 2000)));
  afterEach(() => practice.app({ act: "start" }));

  it("at `received` leaves the work undone", async () => {
    await practice.fault({ operation: "connector.activity.send", kind: "received" });
    await askByApplication("crash received");
    expect(await sent("crash received")).toBe(0);
  });

  it("at `answered` leaves the work done and the answer unsent", async () => {
    await practice.fault({ operation: "connector.activity.send", kind: "answered" });
    await askByApplication("crash answered");
    await practice.until("it was sent", async () => (await sent("crash answered")) === 1);
    expect(
      (await practice.ledger()).findLast(({ operation }) => operation === "connector.activity.send")?.status,
    ).toBeUndefined();
  });

  it("at `notRecorded` leaves the work done and answered, and the answer unrecorded", async () => {
    const before = recorded();
    await practice.fault({ operation: "connector.activity.send", kind: "notRecorded" });
    await askByApplication("crash not recorded");
    await practice.until("it was sent", async () => (await sent("crash not recorded")) === 1);
    expect(
      (await practice.ledger()).findLast(({ operation }) => operation === "connector.activity.send")?.status,
    ).toBe(201);
    expect(recorded()).toBe(before);
  });

  it("loses what is delivered while the application is down", async () => {
    await practice.app({ act: "kill" });
    await practice.do({ do: "start", meeting: "phonics" });
    const entry = await practice.until("the delivery failed", async () =>
      (await practice.ledger()).find(
        ({ operation, status }) => operation === "teams.meetingStart" && status !== undefined,
      ),
    );
    expect(entry.status).toBe(502);
  });
});

import { exportJWK } from "jose";
import restify from "restify";
import { openIdKeys } from "../../src/meeting/open-id-keys.ts";
import type { ActivityHandlers } from "../../src/teams/handlers.ts";
import { createReceiver, type ReceiveReport } from "../../src/teams/receive.ts";
import { badTokens, newSigner, sign } from "../meeting/support/tokens.ts";
import { BOT, CHAT, MEETING, type Payload, payload, SERVICE_URL, TEACHER, TENANT } from "./payload.ts";

const known = newSigner("known");
const unendorsed = newSigner("unendorsed");
const stranger = newSigner("stranger");
const good = {
  aud: BOT,
  iss: "https://api.botframework.com",
  serviceurl: SERVICE_URL,
  exp: Math.floor(Date.now() / 1000) + 600,
};

/** What the handlers were told, and what they do about it. */
type Stage = {
  calls: [name: string, argument: unknown][];
  replies: unknown[];
  reports: ReceiveReport[];
  fail: Error | undefined;
  pressAnswer: Awaited<ReturnType<ActivityHandlers["cardPressed"]>>;
};

const stage: Stage = {
  calls: [],
  replies: [],
  reports: [],
  fail: undefined,
  pressAnswer: { message: "Paused" },
};

const handler =
  <T>(name: string, answer: () => T) =>
  async (argument: unknown): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (stage.fail !== undefined) throw stage.fail;
    stage.calls.push([name, argument]);
    return answer();
  };

const nothing = () => undefined;
const handlers: ActivityHandlers = {
  meetingStarted: handler("meetingStarted", nothing),
  meetingEnded: handler("meetingEnded", nothing),
  participantsJoined: handler("participantsJoined", nothing),
  participantsLeft: handler("participantsLeft", nothing),
  installed: handler("installed", nothing),
  cardPressed: handler("cardPressed", () => stage.pressAnswer),
  textReceived: handler("textReceived", () => ({ text: "Hello" })),
  serviceUrlSeen: (url) => stage.calls.push(["serviceUrlSeen", url]),
};

/** The keys are published over HTTP, because botbuilder fetches them by itself. */
const startServer = async () => {
  const server = restify.createServer();
  const base = () => `http://127.0.0.1:${server.address().port}`;
  server.get("/metadata", async (_request, response) => {
    response.send({
      issuer: "https://api.botframework.com",
      jwks_uri: `${base()}/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
    });
  });
  server.get("/keys", async (_request, response) => {
    const publish = async (signer: typeof known, endorsements?: readonly string[]) => ({
      ...(await exportJWK(signer.publicKey)),
      kid: signer.kid,
      ...(endorsements === undefined ? {} : { endorsements }),
    });
    response.send({ keys: [await publish(known, ["msteams"]), await publish(unendorsed, ["webchat"])] });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const metadata = `${base()}/metadata`;
  const receive = createReceiver({
    config: {
      bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "s" } },
      entraEndpoint: "https://login.example",
      botOpenIdMetadata: metadata,
      serviceUrlHosts: ["smba.trafficmanager.net"],
    },
    handlers,
    replies: {
      send: async (...sent) => stage.replies.push(["send", ...sent]),
      update: async (...sent) => stage.replies.push(["update", ...sent]),
    },
    credentials: { accessToken: async () => "unused" },
    report: (what) => stage.reports.push(what),
    keys: openIdKeys(metadata),
  });
  server.post("/api/messages", async (request, response) => receive(request, response));
  return {
    url: `${base()}/api/messages`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  Object.assign(stage, {
    calls: [],
    replies: [],
    reports: [],
    fail: undefined,
    pressAnswer: { message: "Paused" },
  });
});

const post = async (activity: Payload | string, header?: string) => {
  const authorization = header ?? `Bearer ${await sign(known, good)}`;
  const answer = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === "" ? {} : { authorization }) },
    body: typeof activity === "string" ? activity : JSON.stringify(activity),
  });
  return { status: answer.status, body: await answer.text() };
};

const called = () => stage.calls.filter(([name]) => name !== "serviceUrlSeen");

describe("events from Teams reach their handler before Microsoft is answered", () => {
  it.each([
    ["meeting-start", "meetingStarted"],
    ["meeting-end", "meetingEnded"],
    ["participant-join-staff", "participantsJoined"],
    ["participant-join-anonymous-parent", "participantsJoined"],
    ["participant-leave", "participantsLeft"],
    ["installation-update-add-meeting", "installed"],
  ])("%s is handled as %s", async (name, handlerName) => {
    expect(await post(payload(name))).toEqual({ status: 200, body: "" });
    expect(called().map(([to]) => to)).toEqual([handlerName]);
  });

  it("whatever blank the event's name came with", async () => {
    await post({ ...payload("meeting-start"), name: " application/vnd.microsoft.meetingStart" });
    expect(called()).toEqual([["meetingStarted", expect.objectContaining({ meetingId: MEETING })]]);
  });

  it("even where the event names no one who did it", async () => {
    const { from: _from, recipient: _recipient, ...bare } = payload("meeting-start");
    expect((await post(bare)).status).toBe(200);
    expect(called()).toHaveLength(1);
  });

  it.each(["remove", "remove-upgrade"])("an installation update %s installs nothing", async (action) => {
    await post({ ...payload("installation-update-add-meeting"), action });
    expect(called()).toEqual([]);
  });

  it("the bot's own arrivals count as no one's", async () => {
    await post(payload("participant-join-bot-itself"));
    expect(called()).toEqual([]);
  });

  it("the newest service address is told first", async () => {
    await post(payload("meeting-start"));
    expect(stage.calls[0]).toEqual(["serviceUrlSeen", SERVICE_URL]);
  });

  it("what is not for us is answered 200 and forgotten", async () => {
    expect(await post({ ...payload("meeting-start"), type: "typing" })).toEqual({ status: 200, body: "" });
    expect(called()).toEqual([]);
  });
});

describe("a press is answered in the invoke itself", () => {
  it.each([
    [{ message: "Paused" }, "application/vnd.microsoft.activity.message", "Paused"],
    [
      { refused: "Only staff can do this." },
      "application/vnd.microsoft.activity.message",
      "Only staff can do this.",
    ],
    [
      { card: { type: "AdaptiveCard", refresh: {} } },
      "application/vnd.microsoft.card.adaptive",
      { type: "AdaptiveCard", refresh: {} },
    ],
  ])("answers what the press led to: %j", async (answer, type, value) => {
    stage.pressAnswer = answer;
    const { status, body } = await post(payload("card-action-invoke"));
    expect([status, JSON.parse(body)]).toEqual([200, { statusCode: 200, type, value }]);
    expect(stage.replies).toEqual([]);
    expect(called()).toEqual([
      ["cardPressed", expect.objectContaining({ from: expect.objectContaining({ aadObjectId: TEACHER }) })],
    ]);
  });

  it("an invoke without a handler is 501", async () => {
    expect((await post({ ...payload("card-action-invoke"), name: "task/fetch" })).status).toBe(501);
    const submit = { action: { type: "Action.Submit" } };
    expect((await post({ ...payload("card-action-invoke"), value: submit })).status).toBe(501);
    expect(called()).toEqual([]);
  });

  it("fifty presses at the same time are fifty presses", async () => {
    const activity = payload("card-action-invoke");
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(activity)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(called()).toHaveLength(50);
  });
});

describe("a press of an older client (Action.Submit)", () => {
  const submit = (conversationType: string) => ({
    ...payload("card-action-invoke"),
    type: "message",
    value: { verb: "pause" },
    conversation: { id: CHAT, conversationType, tenantId: TENANT },
  });

  it("is recorded, and answered with words in a personal chat", async () => {
    await post(submit("personal"));
    expect(called()).toEqual([["cardPressed", expect.objectContaining({ verb: "pause" })]]);
    expect(stage.replies).toEqual([["send", CHAT, { text: "Paused" }]]);
  });

  it("redraws the pressed card in a personal chat", async () => {
    stage.pressAnswer = { card: { type: "AdaptiveCard" } };
    await post(submit("personal"));
    expect(stage.replies).toEqual([
      ["update", CHAT, "1764000000000", expect.objectContaining({ card: { type: "AdaptiveCard" } })],
    ]);
  });

  it("is never answered where families read", async () => {
    await post(submit("groupChat"));
    expect(called()).toHaveLength(1);
    expect(stage.replies).toEqual([]);
  });
});

it("a message is answered with what the handler says", async () => {
  await post({ ...payload("card-action-invoke"), type: "message", value: undefined, text: "help" });
  expect(called()).toEqual([
    ["textReceived", expect.objectContaining({ conversation: { id: CHAT, type: "group" } })],
  ]);
  expect(stage.replies).toEqual([["send", CHAT, { text: "Hello" }]]);
});

describe("an activity not proven to come from Teams is refused and reaches no handler", () => {
  it("every bad token, each for its own reason, with a neutral 401", async () => {
    const claims = (change: object) => sign(known, { ...good, ...change });
    const foreign = "https://foreign.example/";
    const tokens = [
      ...(await badTokens(good, { known, stranger })),
      ["a key not endorsed for Teams", `Bearer ${await sign(unendorsed, good)}`, "endorsement"],
      ["another serviceurl claim", `Bearer ${await claims({ serviceurl: foreign })}`, "service-url"],
      ["an empty serviceurl claim", `Bearer ${await claims({ serviceurl: "" })}`, "service-url"],
      ["no serviceurl claim", `Bearer ${await claims({ serviceurl: undefined })}`, "service-url"],
    ] as const;
    for (const [what, header, reason] of tokens) {
      stage.reports = [];
      expect([what, await post(payload("meeting-start"), header ?? "")]).toEqual([
        what,
        { status: 401, body: "" },
      ]);
      expect([what, stage.reports]).toEqual([what, [{ event: "refused", reason }]]);
    }
    expect(stage.calls).toEqual([]);
  });

  it.each([
    ["a foreign host", "https://foreign.example/uk/"],
    ["a host that only begins like Microsoft's", "https://smba.trafficmanager.net.foreign.example/uk/"],
    ["Microsoft's name before an @", "https://smba.trafficmanager.net@foreign.example/uk/"],
    ["plain http", "http://smba.trafficmanager.net/uk/"],
    ["another port", "https://smba.trafficmanager.net:8443/uk/"],
    ["no address", "words"],
  ])("%s, even where the token's claim agrees", async (_what, serviceUrl) => {
    const header = `Bearer ${await sign(known, { ...good, serviceurl: serviceUrl })}`;
    expect(await post({ ...payload("meeting-start"), serviceUrl }, header)).toEqual({
      status: 401,
      body: "",
    });
    expect(stage.calls).toEqual([]);
  });

  it.each([
    ["of another tenant", { conversation: { id: CHAT, tenantId: BOT } }],
    ["of another tenant in channelData", { channelData: { tenant: { id: BOT }, meeting: { id: MEETING } } }],
    ["of no tenant", { conversation: { id: CHAT }, channelData: { meeting: { id: MEETING } } }],
    ["of another channel", { channelId: "webchat" }],
    ["without a service address", { serviceUrl: undefined }],
  ])("an activity %s is refused", async (_what, change) => {
    expect(await post({ ...payload("meeting-start"), ...change })).toEqual({ status: 401, body: "" });
    expect(stage.calls).toEqual([]);
  });

  it("a body that is too large or no activity, after the token", async () => {
    expect((await post(`{"type":"message","text":"${"x".repeat(320_000)}"}`)).status).toBe(413);
    for (const body of ["words", "[]", "null", "{}"]) expect((await post(body)).status).toBe(400);
    expect((await post("words", "")).status).toBe(401);
    expect(stage.calls).toEqual([]);
  });
});

describe("a handler that fails", () => {
  it.each(["meeting-start", "card-action-invoke"])(
    "makes %s a 500 without a word about any person",
    async (name) => {
      stage.fail = new Error("Zoya Abara could not be recorded");
      expect(await post(payload(name))).toEqual({ status: 500, body: "" });
      expect(stage.reports).toEqual([expect.objectContaining({ event: "failed", error: "Error" })]);
      expect(JSON.stringify(stage.reports)).not.toContain("Zoya");
    },
  );
});

import { CloudError } from "../../src/meeting/cloud-error.ts";
import { createConnector } from "../../src/teams/connector.ts";
import { createSender } from "../../src/teams/send.ts";
import { type Answer, type Cloud, type Seen, startCloud } from "../meeting/support/cloud.ts";
import { NO_LIMITS } from "../meeting/support/no-limits.ts";
import { BOT, CHAT, MEETING, payload, TEACHER, TENANT } from "./payload.ts";

let answer: (seen: Seen) => Answer;
let cloud: Cloud;
let tokens: (boolean | undefined)[] = [];

beforeAll(async () => {
  cloud = await startCloud((seen) => answer(seen));
});
afterAll(() => cloud.stop());
beforeEach(() => {
  cloud.asked.length = 0;
  tokens = [];
});

/** `timeout` is short only where the test waits for it: a busy machine is slow, not broken. */
const sender = (serviceUrl: () => string | undefined = () => `${cloud.url}/uk/`, timeout = 60_000) => {
  const connector = createConnector({
    credentials: {
      accessToken: async (_scope, fresh) => {
        tokens.push(fresh);
        return `token-${tokens.length}`;
      },
    },
    serviceUrl,
    limiter: NO_LIMITS,
    fetch: cloud.fetch,
    timeout,
  });
  return createSender(
    { bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "s" } } },
    connector,
  );
};

const CARD = { card: { type: "AdaptiveCard", version: "1.5" }, summary: "Lesson checklist" };
const failure = async (doing: Promise<unknown>): Promise<Partial<CloudError>> => {
  const error: unknown = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CloudError)) throw new Error("no CloudError");
  const { kind, status, code, retryAfterMs } = error;
  return {
    kind,
    code,
    ...(status ? { status } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
};

describe("what is sent follows the connector's documented paths", () => {
  it("opens a 1:1 chat", async () => {
    answer = () => ({ status: 201, body: { id: "a:1" } });
    expect(await sender().openPersonal(TEACHER)).toBe("a:1");
    expect(cloud.asked[0]).toMatchObject({
      method: "POST",
      path: "/uk/v3/conversations",
      body: { isGroup: false, members: [{ id: TEACHER }], tenantId: TENANT, bot: { id: `28:${BOT}` } },
    });
    expect(cloud.asked[0]?.headers.authorization).toBe("Bearer token-1");
  });

  it("sends a card with its summary", async () => {
    answer = () => ({ status: 201, body: { id: "17" } });
    expect(await sender().send(CHAT, CARD)).toEqual({ activityId: "17" });
    expect(cloud.asked[0]).toMatchObject({
      method: "POST",
      path: `/uk/v3/conversations/${encodeURIComponent(CHAT)}/activities`,
      body: {
        type: "message",
        summary: "Lesson checklist",
        attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: CARD.card }],
      },
    });
  });

  it("is sent on to no other address: our token would go with it", async () => {
    answer = ({ path }) =>
      path === "/elsewhere"
        ? { status: 200, body: { id: "17" } }
        : { status: 307, headers: { location: `${cloud.url}/elsewhere` } };
    await failure(sender().send(CHAT, CARD));
    expect(cloud.asked.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  it("posts to a channel and keeps both ids", async () => {
    answer = () => ({ status: 201, body: { id: "19:c;messageid=5", activityId: "5" } });
    expect(await sender().postToChannel("19:c", CARD)).toEqual({
      conversationId: "19:c;messageid=5",
      activityId: "5",
    });
    const documented = payload("channel-create-conversation-request")["body"] as Record<string, unknown>;
    expect(Object.keys(cloud.asked[0]?.body ?? {}).sort()).toEqual(Object.keys(documented).sort());
  });

  it("updates and takes back; what is gone counts as taken back, not as updated", async () => {
    answer = ({ method }) => (method === "PUT" ? { status: 200, body: { id: "5" } } : { status: 200 });
    await sender().update("19:c;messageid=5", "5", CARD);
    await sender().remove("19:c;messageid=5", "5");
    expect(cloud.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "PUT /uk/v3/conversations/19%3Ac%3Bmessageid%3D5/activities/5",
      "DELETE /uk/v3/conversations/19%3Ac%3Bmessageid%3D5/activities/5",
    ]);
    answer = () => ({ status: 404, body: { error: { code: "ActivityNotFoundInConversation" } } });
    await expect(sender().remove("c", "5")).resolves.toBeUndefined();
    expect(await failure(sender().update("c", "5", CARD))).toMatchObject({ kind: "gone", status: 404 });
  });

  it("reads a meeting and a team's channels", async () => {
    answer = ({ path }) => {
      if (path.endsWith("/conversations")) {
        return { status: 200, body: { conversations: [{ id: "19:g" }, { id: "19:d", name: "DSL" }] } };
      }
      return { status: 200, body: payload("get-meeting-info-response") };
    };
    expect(await sender().meetingInfo(MEETING)).toMatchObject({
      meetingId: MEETING,
      chatId: CHAT,
      organiserId: TEACHER,
      type: "Scheduled",
      startsAt: "2026-11-24T09:00:00Z",
    });
    expect(await sender().channels("19:g")).toEqual([{ id: "19:g" }, { id: "19:d", name: "DSL" }]);
  });
});

describe("what goes wrong is sorted by what may be done next", () => {
  const say = (status: number, body?: unknown, headers?: Record<string, string>) => {
    answer = () => ({ status, body, ...(headers ? { headers } : {}) });
  };

  it("throttled, with the time to wait", async () => {
    say(429, { error: { code: "Throttled" } }, { "retry-after": "7" });
    const throttled = { kind: "throttled", status: 429, code: "Throttled", retryAfterMs: 7000 };
    expect(await failure(sender().send(CHAT, CARD))).toEqual(throttled);
  });

  it.each([
    [403, { error: { code: "BotNotInConversationRoster" } }, "not-allowed", "BotNotInConversationRoster"],
    [
      403,
      { error: { code: "Forbidden", subCode: "MessageWritesBlocked" } },
      "not-allowed",
      "MessageWritesBlocked",
    ],
    [403, { subCode: "MessageWritesBlocked" }, "not-allowed", "MessageWritesBlocked"],
    [400, { error: { code: "BadArgument", message: "Zoya" } }, "refused", "BadArgument"],
    [413, { error: { code: "MessageSizeTooBig" } }, "refused", "MessageSizeTooBig"],
    [404, { error: { code: "ConversationNotFound" } }, "gone", "ConversationNotFound"],
    [412, { error: { code: "PreconditionFailed" } }, "temporary", "PreconditionFailed"],
    [503, undefined, "temporary", ""],
    [500, { error: { code: "ServiceError" } }, "unknown-outcome", "ServiceError"],
    [502, undefined, "unknown-outcome", ""],
    [504, undefined, "unknown-outcome", ""],
  ] as const)("a send answered %s %j is %s", async (status, body, kind, code) => {
    say(status, body);
    expect(await failure(sender().send(CHAT, CARD))).toEqual({ kind, status, code });
    expect(cloud.asked).toHaveLength(1);
  });

  it("an update may be sent again after a gateway's failure", async () => {
    say(504);
    expect((await failure(sender().update(CHAT, "1", CARD))).kind).toBe("temporary");
  });

  it.each(["hang", "reset"] as const)(
    "a send that meets a %s may have been done; a read has not",
    async (how) => {
      answer = () => how;
      const impatient = sender(undefined, 300);
      expect((await failure(impatient.send(CHAT, CARD))).kind).toBe("unknown-outcome");
      expect((await failure(impatient.channels("19:g"))).kind).toBe("temporary");
      expect(cloud.asked).toHaveLength(2);
    },
  );

  it("a send that never left has not been done", async () => {
    const other = await startCloud(() => undefined);
    await other.stop();
    const nowhere = sender(() => other.url);
    expect(await failure(nowhere.send(CHAT, CARD))).toEqual({ kind: "temporary", code: "ECONNREFUSED" });
  });

  it("before Teams has spoken there is nowhere to send", async () => {
    const early = sender(() => undefined);
    expect(await failure(early.send(CHAT, CARD))).toEqual({ kind: "temporary", code: "no-service-address" });
  });

  it("a 401 is tried once more with a fresh token, then not signed in", async () => {
    answer = ({ headers }) =>
      headers.authorization === "Bearer token-1" ? { status: 401 } : { status: 201, body: { id: "17" } };
    expect(await sender().send(CHAT, CARD)).toEqual({ activityId: "17" });
    expect(tokens).toEqual([false, true]);
    say(401, { error: { code: "BotNotRegistered" } });
    expect(await failure(sender().send(CHAT, CARD))).toMatchObject({
      kind: "not-signed-in",
      code: "BotNotRegistered",
    });
  });

  it("an error carries none of Microsoft's words", async () => {
    say(400, { error: { code: "Zoya Abara is not here", message: "Zoya Abara" } });
    const error = await sender()
      .send(CHAT, CARD)
      .catch((thrown: unknown) => thrown);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain("Zoya");
  });

  it("an answer that is not what was promised is refused, not believed", async () => {
    say(201, { name: "no id" });
    expect(await failure(sender().send(CHAT, CARD))).toMatchObject({
      kind: "refused",
      code: "unexpected-answer",
    });
  });
});

import { PracticeLesson } from "./support/lesson.ts";
import type { TokenOrder } from "./support/practice.ts";
import { RecordFile } from "./support/record-file.ts";

const ELSEWHERE = "5f0c2a4e-0000-4000-8000-00000000e15e";
const FOREIGN = "https://smba.example.net/teams/";

let lesson: PracticeLesson;
let record: RecordFile;
let lessonId = "";
/** The callback of the call under way. */
let callback = "";
let call: unknown;
let drawnFrom: object = {};
let cardPress: { readonly serviceUrl: string };

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  const { practice } = lesson;
  record = new RecordFile(practice);
  await lesson.recognised();
  await practice.do({ do: "start", meeting: "maths" });
  ({ lesson: lessonId } = await lesson.shows(
    "Lesson Guard waits",
    (view) => view.call.state === "not proven",
  ));
  await practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
  await lesson.shows("Lesson Guard is in", (view) => view.call.state === "proven");
  const { chats } = await practice.state();
  const own = chats.find((chat) => chat.kind === "private" && chat.of === "okafor");
  const card = own?.messages.at(-1);
  await practice.press({
    person: "okafor",
    message: card?.id ?? "",
    action: "pause",
    data: { lesson: lessonId },
  });
  const { turn } = await lesson.shows("the lesson is paused", (view) => view.phase === "paused");
  drawnFrom = { lesson: lessonId, turn: String(turn) };
  const delivered = (await practice.ledger()).filter((entry) => entry.way === "toApp");
  cardPress = delivered.findLast((entry) => entry.operation === "teams.cardAction")?.body as typeof cardPress;
  const notification = delivered.findLast((entry) => entry.operation === "graph.call.notification");
  callback = notification?.path ?? "";
  call = ended(notification?.body);
});

afterAll(() => lesson.endsWell());

type Notification = {
  readonly value: readonly { readonly resourceUrl: string; readonly resourceData: unknown }[];
};

/** The same notification, saying that the call is over. */
const ended = (body: unknown): unknown => {
  const { value, ...rest } = body as Notification;
  const [first] = value;
  const resource = (first?.resourceUrl ?? "").replace(/\/participants$/, "");
  return { ...rest, value: [{ ...first, changeType: "deleted", resourceUrl: resource, resourceData: {} }] };
};

/** A press that the record would keep: the same card, now with Resume. */
const resume = (change: object = {}): object => {
  const { value, ...rest } = cardPress as { serviceUrl: string; value?: { action: object } };
  return {
    ...rest,
    value: { ...value, action: { ...value?.action, verb: "resume", data: drawnFrom } },
    ...change,
  };
};

const bad: readonly (readonly [string, Omit<TokenOrder, "kind">])[] = [
  ["expired", { expired: true }],
  ["for another audience", { claims: { aud: ELSEWHERE } }],
  ["from another issuer", { claims: { iss: "https://login.example.net/v2.0" } }],
  ["signed with another key", { otherKey: true }],
  ["with alg none", { algorithm: "none" }],
  ["with HS256 and the public key as its secret", { algorithm: "HS256" }],
];
const otherTenant = ["for another tenant", { claims: { tid: ELSEWHERE } }] as const;

/** Answers 401 and leaves the record as it was. */
const isRefused = async (send: () => Promise<number>): Promise<void> => {
  await record.quiet();
  const before = record.size();
  expect(await send()).toBe(401);
  await record.quiet();
  expect(record.size()).toEqual(before);
};

describe("the panel", () => {
  const presses = async (authorization: string | undefined): Promise<number> => {
    const path = `${lesson.practice.running.gateway}/api/lessons/${lessonId}/press`;
    const response = await fetch(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify({ press: "resume" }),
    });
    const answer = await response.text();
    if (response.status === 401) expect(answer).not.toContain("Okafor");
    return response.status;
  };

  it.each([...bad, otherTenant])("refuses a token %s", (_what, spoilt) =>
    isRefused(async () =>
      presses(`Bearer ${await lesson.practice.token({ kind: "panel", person: "okafor", ...spoilt })}`),
    ),
  );

  it("refuses a press without a token", () => isRefused(() => presses(undefined)));

  it.each(["bot", "call"] as const)("refuses a token meant for the %s", (kind) =>
    isRefused(async () => presses(`Bearer ${await lesson.practice.token({ kind })}`)),
  );

  it.each(["/api/me", "/api/meetings?chat=x", "/api/lessons", "/api/concerns", "/api/settings", "/api/live"])(
    "reads nothing of %s without a token",
    async (path) => {
      const response = await fetch(`${lesson.practice.running.gateway}${path}`);
      expect(response.status).toBe(401);
      await response.body?.cancel();
    },
  );
});

describe("the bot", () => {
  const delivers = async (token: string | null, body: object = resume()): Promise<number> =>
    (await lesson.practice.deliver({ body, kind: "bot", token, path: "/api/messages" })).status;

  it.each(bad)("refuses a token %s", (_what, spoilt) =>
    isRefused(async () => delivers(await lesson.practice.token({ kind: "bot", ...spoilt }))),
  );

  it("refuses an activity without a token", () => isRefused(() => delivers(null)));

  it("refuses a panel's token", () =>
    isRefused(async () => delivers(await lesson.practice.token({ kind: "panel", person: "okafor" }))));

  it("refuses an activity of another tenant", () =>
    isRefused(async () =>
      delivers(
        await lesson.practice.token({ kind: "bot" }),
        resume({
          conversation: { conversationType: "personal", tenantId: ELSEWHERE, id: "a:1" },
          channelData: { tenant: { id: ELSEWHERE } },
        }),
      ),
    ));

  it("refuses a foreign service address, though the token names it too", () =>
    isRefused(async () =>
      delivers(
        await lesson.practice.token({ kind: "bot", claims: { serviceurl: FOREIGN } }),
        resume({ serviceUrl: FOREIGN }),
      ),
    ));

  it("refuses a service address the token does not name", () =>
    isRefused(async () =>
      delivers(await lesson.practice.token({ kind: "bot" }), resume({ serviceUrl: FOREIGN })),
    ));
});

describe("the call's notifications", () => {
  const delivers = async (token: string | null): Promise<number> =>
    (await lesson.practice.deliver({ body: call, kind: "call", token, path: callback })).status;

  it.each([...bad, otherTenant])("refuses a token %s", (_what, spoilt) =>
    isRefused(async () => delivers(await lesson.practice.token({ kind: "call", ...spoilt }))),
  );

  it("refuses a notification without a token", () => isRefused(() => delivers(null)));

  it("refuses a bot's token", () =>
    isRefused(async () => delivers(await lesson.practice.token({ kind: "bot" }))));
});

// What was refused above would have been recorded: otherwise the tests above could not fail.
it("takes the same press and the same notification with good tokens", async () => {
  const { practice } = lesson;
  const { status } = await practice.deliver({ body: resume(), kind: "bot", path: "/api/messages" });
  expect(status).toBe(200);
  expect(record.events().map(({ type }) => type)).toContain("Resumed");
  const notified = await practice.deliver({ body: call, kind: "call", path: callback });
  expect(notified.status).toBe(202);
  expect(record.events().map(({ type }) => type)).toContain("CallLost");
});

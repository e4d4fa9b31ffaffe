import { createNotificationGuard, parseNotifications } from "../../src/meeting/notifications.ts";
import { KeysUnavailable } from "../../src/meeting/open-id-keys.ts";
import { badTokens, keyPublisher, newSigner, sign } from "./support/tokens.ts";

const BOT = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const CALL = "57dab8b1-894c-409a-b240-bd8beae78896";

const known = newSigner("known");
const stranger = newSigner("stranger");
const good = {
  aud: BOT,
  iss: "https://api.botframework.com",
  tid: TENANT,
  exp: Math.floor(Date.now() / 1000) + 600,
};

const guardWith = (publisher = keyPublisher([known])) => {
  const config = {
    bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "s" } },
    callingOpenIdMetadata: "https://unused.example",
  } as const;
  return createNotificationGuard(config, publisher.keys());
};

describe("a call notification is believed only from Microsoft", () => {
  it.each(["https://api.botframework.com", "https://graph.microsoft.com"])(
    "accepts a token from the issuer %s",
    async (iss) => {
      await expect(guardWith()(`Bearer ${await sign(known, { ...good, iss })}`)).resolves.toBeUndefined();
    },
  );

  it("refuses every bad token, each for its own reason", async () => {
    const guard = guardWith();
    const tokens = [
      ...(await badTokens(good, { known, stranger })),
      ["another tenant", `Bearer ${await sign(known, { ...good, tid: BOT })}`, "tenant"],
      ["no tenant", `Bearer ${await sign(known, { ...good, tid: undefined })}`, "tenant"],
    ] as const;
    for (const [what, header, reason] of tokens) {
      const refused = await guard(header).then(
        () => "accepted",
        (error: { reason?: string }) => error.reason,
      );
      expect([what, refused]).toEqual([what, reason]);
    }
  });

  it("says that it cannot tell, while the keys cannot be read", async () => {
    const publisher = keyPublisher([known]);
    publisher.goAway();
    const header = `Bearer ${await sign(known, good)}`;
    await expect(guardWith(publisher)(header)).rejects.toThrow(KeysUnavailable);
  });
});

const parent = {
  id: "p-parent",
  info: { identity: { guest: { id: "x", displayName: "Zoya Abara" } } },
  isInLobby: true,
  isMuted: false,
  mediaStreams: [
    { mediaType: "audio", direction: "sendReceive", sourceId: "1", serverMuted: false },
    { mediaType: "video", direction: "inactive", sourceId: "2" },
  ],
  rosterSequenceNumber: 7,
};

const roster = (people: unknown, changeType = "updated") => ({
  changeType,
  resourceUrl: `/communications/calls/${CALL}/participants`,
  resourceData: people,
});

const call = (resourceData: object) => ({
  changeType: "updated",
  resourceUrl: `/communications/calls/${CALL}`,
  resourceData,
});

const parse = (value: unknown) => parseNotifications({ value }, TENANT);

describe("call notifications are read tolerantly", () => {
  it("reads the state of a call and why it ended", () => {
    const ended = call({ state: "terminated", resultInfo: { code: 200, subcode: 5000, message: "words" } });
    expect(parse([ended])).toEqual({
      notifications: [{ kind: "call", callId: CALL, state: "terminated", code: 200, subcode: 5000 }],
      skipped: 0,
    });
  });

  it("reads a call that went as ended", () => {
    const gone = { ...call({ resultInfo: { code: 200, subcode: 7000 } }), changeType: "deleted" };
    expect(parse([gone]).notifications).toEqual([
      { kind: "call", callId: CALL, state: "terminated", code: 200, subcode: 7000 },
    ]);
  });

  it("reads who is there, who waits, whose camera and microphone are on", () => {
    expect(parse([roster([parent])]).notifications).toEqual([
      {
        kind: "roster",
        callId: CALL,
        participants: [
          {
            id: "p-parent",
            identity: "guest",
            shown: "Zoya Abara",
            place: "lobby",
            muted: false,
            cameraOn: false,
            micOn: true,
            sequence: 7,
          },
        ],
      },
    ]);
  });

  it.each([
    [
      "a signed-in person",
      { user: { id: "u1", displayName: "Ms A", tenantId: TENANT } },
      { identity: "user", userId: "u1", shown: "Ms A" },
    ],
    [
      "a user of another directory",
      { user: { id: "u1", displayName: "Ms A", tenantId: BOT } },
      { identity: "guest", shown: "Ms A" },
    ],
    ["a phone", { phone: { id: "+44", displayName: "+44 ***" } }, { identity: "phone", shown: "+44 ***" }],
    [
      "a bot",
      { application: { id: BOT, displayName: "Notes" } },
      { identity: "application", applicationId: BOT, shown: "Notes" },
    ],
    ["a hidden identity", { encrypted: { id: "e", displayName: "?" } }, { identity: "unknown", shown: "?" }],
    ["no person at all", {}, { identity: "unknown", shown: "" }],
  ])("tells who it is: %s", (_who, identity, expected) => {
    const [notification] = parse([roster([{ id: "p", info: { identity } }])]).notifications;
    if (notification?.kind !== "roster") throw new Error("no roster");
    expect(notification.participants[0]).toMatchObject(expected);
    expect(notification.participants[0]?.userId).toBe("userId" in expected ? expected.userId : undefined);
  });

  it("does not count a muted person's microphone as on, no matter who muted them", () => {
    const byServer = [{ mediaType: "audio", direction: "sendReceive", serverMuted: true }];
    const [notification] = parse([
      roster([
        { ...parent, isMuted: true },
        { ...parent, mediaStreams: byServer },
      ]),
    ]).notifications;
    if (notification?.kind !== "roster") throw new Error("no roster");
    expect(notification.participants.map(({ micOn }) => micOn)).toEqual([false, false]);
  });

  it.each([
    ["removed", roster([{ ...parent, removedState: { reason: "Removed" } }])],
    ["deleted from the roster", roster([parent], "deleted")],
    [
      "deleted alone",
      { ...roster(parent, "deleted"), resourceUrl: `/communications/calls/${CALL}/participants/p-parent` },
    ],
  ])("reads a person who was %s as out", (_how, item) => {
    const [notification] = parse([item]).notifications;
    expect(notification).toMatchObject({ participants: [{ id: "p-parent", place: "out" }] });
  });

  it("accepts the older `resource` and other prefixes", () => {
    const old = {
      changeType: "updated",
      resource: `/app/calls/${CALL}`,
      resourceData: { state: "Established" },
    };
    expect(parse([old]).notifications).toEqual([{ kind: "call", callId: CALL, state: "established" }]);
  });

  it("skips and counts nonsense without losing the rest", () => {
    const mixed = [
      null,
      { changeType: "updated", resourceUrl: "/communications/onlineMeetings/1", resourceData: {} },
      call({}),
      roster([null, { id: 5 }, parent]),
      {
        changeType: "updated",
        resourceUrl: `/communications/calls/${CALL}/operations/9`,
        resourceData: null,
      },
      call({ state: "established" }),
    ];
    const { notifications, skipped } = parse(mixed);
    expect(notifications.map(({ kind }) => kind)).toEqual(["roster", "call"]);
    expect(skipped).toBe(5);
  });

  it.each([[undefined], [null], ["words"], [{ value: "words" }], [[]]])(
    "reads no notification from %p",
    (body) => {
      expect(parseNotifications(body, TENANT)).toEqual({ notifications: [], skipped: 1 });
    },
  );
});

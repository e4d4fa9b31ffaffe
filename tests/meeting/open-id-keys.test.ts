import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { exportJWK } from "jose";
import { KeysUnavailable, openIdKeys } from "../../src/meeting/open-id-keys.ts";
import { keyPublisher, newSigner } from "./support/tokens.ts";

const first = newSigner("first");
const second = newSigner("second");

const waitUntil = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await setImmediate();
};

describe("the signing keys of a publisher", () => {
  it("are read once for many callers at the same time", async () => {
    const publisher = keyPublisher([first]);
    const keys = publisher.keys();
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find("first")));
    expect(found.every((key) => key !== undefined)).toBe(true);
    expect(publisher.reads()).toBe(2);
  });

  it("are read again for a key not known yet, at most once in the cooldown", async () => {
    let now = 0;
    const publisher = keyPublisher([first]);
    const keys = publisher.keys({ now: () => now });
    await keys.find("first");
    publisher.rotateTo([first, second]);
    expect(await keys.find("second")).toBeUndefined();
    expect(publisher.reads()).toBe(2);
    now = 30_000;
    expect(await keys.find("second")).toBeDefined();
    await keys.find("made-up");
    await keys.find("made-up-too");
    expect(publisher.reads()).toBe(4);
  });

  it("forget a key that is no longer published, within a day", async () => {
    let now = 0;
    const publisher = keyPublisher([first]);
    const keys = publisher.keys({ now: () => now });
    await keys.find("first");
    publisher.rotateTo([second]);
    now = 24 * 60 * 60 * 1000 + 1;
    expect(await keys.find("first")).toBeUndefined();
  });

  it("stay good while the publisher is away", async () => {
    let now = 0;
    const publisher = keyPublisher([first]);
    const keys = publisher.keys({ now: () => now });
    await keys.find("first");
    publisher.goAway();
    now = 25 * 60 * 60 * 1000;
    expect(await keys.find("first")).toBeDefined();
    await expect(keys.find("second")).rejects.toThrow(KeysUnavailable);
  });

  it("are unavailable, not unknown, where the publisher was never reached, and come back by themselves", async () => {
    let now = 0;
    const publisher = keyPublisher([first]);
    publisher.goAway();
    const keys = publisher.keys({ now: () => now });
    await expect(keys.find("first")).rejects.toThrow(KeysUnavailable);
    await expect(keys.find("first")).rejects.toThrow(KeysUnavailable);
    expect(publisher.reads()).toBe(1);
    publisher.comeBack();
    // Not half a minute later: until then no one could press anything.
    now = 1000;
    expect(await keys.find("first")).toBeDefined();
  });

  it("are there before the first press", async () => {
    const publisher = keyPublisher([first]);
    const keys = publisher.keys();
    await waitUntil(() => publisher.reads() === 2);
    publisher.fallSilent();
    expect(await keys.find("first")).toBeDefined();
  });

  it.each([
    ["half a day", 13, 0],
    ["a day", 25, 1000],
  ])(
    "keep no press waiting that are known, however silent the publisher is: older than %s",
    async (_age, hours, ms) => {
      let now = 0;
      const publisher = keyPublisher([first]);
      const keys = publisher.keys({ now: () => now });
      await keys.find("first");
      publisher.fallSilent();
      now = hours * 60 * 60 * 1000;
      jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] });
      try {
        let found: unknown;
        void keys.find("first").then((key) => {
          found = key;
        });
        await jest.advanceTimersByTimeAsync(ms);
        expect(found).toBeDefined();
      } finally {
        jest.useRealTimers();
      }
    },
  );

  it("are read again in the second half of a day, while what is known is used", async () => {
    let now = 0;
    const publisher = keyPublisher([first]);
    const keys = publisher.keys({ now: () => now });
    await keys.find("first");
    publisher.rotateTo([second]);
    now = 13 * 60 * 60 * 1000;
    expect(await keys.find("first")).toBeDefined();
    await waitUntil(() => publisher.reads() === 4);
    expect(await keys.find("second")).toBeDefined();
    expect(await keys.find("first")).toBeUndefined();
  });

  it("carry the channels they may sign for", async () => {
    const keys = keyPublisher([first], ["msteams"]).keys();
    expect((await keys.find("first"))?.endorsements).toEqual(["msteams"]);
  });
});

describe("a publisher that answers with something else, over HTTP", () => {
  /** Where the metadata points for the keys, from the publisher's own address. */
  type Points = (base: string) => string;

  const published = async (points: Points): Promise<string> => {
    const jwk = { ...(await exportJWK(first.publicKey)), kid: "first" };
    const server = createServer((request, response) => {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const answers: Record<string, object> = {
        "/metadata": { jwks_uri: points(base) },
        "/keys": { keys: [jwk] },
        "/large": { keys: [jwk], padding: "x".repeat(600 * 1024) },
      };
      const answer = answers[request.url ?? ""];
      if (answer === undefined) {
        response.statusCode = 302;
        response.setHeader("location", "/keys");
        response.end();
      } else response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const keys = openIdKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`);
    try {
      return await keys.find("first").then(
        (key) => (key === undefined ? "unknown" : "found"),
        (error: unknown) => (error instanceof KeysUnavailable ? "unavailable" : "other"),
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  it.each<[string, Points, string]>([
    ["gives its keys from its own address", (base) => `${base}/keys`, "found"],
    [
      "is not believed on another host",
      (base) => `${base.replace("127.0.0.1", "localhost")}/keys`,
      "unavailable",
    ],
    ["is not followed elsewhere", (base) => `${base}/moved`, "unavailable"],
    ["is not read to its end where it is too large", (base) => `${base}/large`, "unavailable"],
  ])("of keys over HTTP: %s", async (_what, points, outcome) => {
    expect(await published(points)).toBe(outcome);
  });
});

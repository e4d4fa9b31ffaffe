import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK } from "jose";
import { KeysUnavailable, openIdKeys } from "../../src/meeting/open-id-keys.ts";
import { keyPublisher, newSigner } from "./support/tokens.ts";

const first = newSigner("first");
const second = newSigner("second");

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
    now = 30_000;
    expect(await keys.find("first")).toBeDefined();
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

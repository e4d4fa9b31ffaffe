import { createServer, type Server } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { z } from "zod";
import { createCredentials, createMsalClient, SCOPES } from "../../src/meeting/credentials.ts";
import { createGraphClient } from "../../src/meeting/graph-client.ts";
import { createConnector } from "../../src/teams/connector.ts";
import { NO_LIMITS } from "./support/no-limits.ts";

const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";

const servers: Server[] = [];
const listening = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  return (server.address() as AddressInfo).port;
};

/** Each way in which the address, the name or the trust is wrong: on this machine, by real sockets. */
const ADDRESSES = {
  "a name that no machine has": () => Promise.resolve("https://login.no-such-school.invalid"),
  "nothing answers there": async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((closed) => server.close(closed));
    return `https://127.0.0.1:${port}`;
  },
  "a certificate that no one vouches for": async () => {
    const made = await generate([{ name: "commonName", value: "login.microsoftonline.com" }]);
    return `https://127.0.0.1:${await listening(createSecure({ key: made.private, cert: made.cert }))}`;
  },
  "a port that speaks no TLS": async () =>
    `https://127.0.0.1:${await listening(createServer((_, answer) => answer.end("hello")))}`,
  "a page where an answer should be": async () =>
    `http://127.0.0.1:${await listening(createServer((_, answer) => answer.end("<html>Sign in to the Wi-Fi</html>")))}`,
};

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe("where we are the ones who are wrong about the network", () => {
  it.each(Object.entries(ADDRESSES))(
    "%s: signing in is an outage and no refusal of anything",
    async (_what, address) => {
      const heard: unknown[] = [];
      const credential = { kind: "secret", secret: "s3cret" } as const;
      const bot = { id: "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60", tenantId: TENANT, credential };
      const client = createMsalClient({ bot, entraEndpoint: await address() });
      const { accessToken } = createCredentials(client, (_service, outcome) => heard.push(outcome));
      await expect(accessToken(SCOPES.graph)).rejects.toMatchObject({
        service: "entra",
        kind: "temporary",
        code: expect.stringMatching(/^\w+$/),
      });
      // Counted as failing: it is seen by who watches.
      expect(heard).toEqual(["temporary"]);
    },
  );

  it.each(Object.entries(ADDRESSES))("%s: what Graph was asked is asked again", async (_what, address) => {
    const client = createGraphClient({
      graphEndpoint: await address(),
      credentials: { accessToken: () => Promise.resolve("token") },
      limiter: NO_LIMITS,
    });
    const ask = client.request({
      method: "PATCH",
      path: "/users/1/onlineMeetings/1",
      operation: "set options",
      body: {},
      answer: z.object({ id: z.string() }),
    });
    await expect(ask).rejects.toMatchObject({ service: "graph", kind: "temporary" });
  });

  const page = () =>
    ADDRESSES["a page where an answer should be"]().then((address) => ({
      credentials: { accessToken: () => Promise.resolve("token") },
      limiter: NO_LIMITS,
      graphEndpoint: address,
      serviceUrl: () => Promise.resolve(address),
    }));

  it.each([
    ["GET", "temporary"],
    ["PATCH", "temporary"],
    ["DELETE", "temporary"],
    ["POST", "unknown-outcome"],
  ] as const)(
    "the page of a web filter, with status 200, is no success of a %s to Graph",
    async (method, kind) => {
      const asked = createGraphClient(await page()).request({
        method,
        path: "/communications/calls/1/participants/2",
        operation: "remove participant",
        answer: z.unknown(),
      });
      await expect(asked).rejects.toMatchObject({ kind, code: "NOT_THEIRS" });
    },
  );

  it("nor is a message told because of it", async () => {
    const asked = createConnector(await page())({
      method: "POST",
      path: "/v3/conversations/1/activities",
      operation: "send message",
      repeatable: false,
      body: {},
      answer: z.unknown(),
    });
    await expect(asked).rejects.toMatchObject({ kind: "unknown-outcome", code: "NOT_THEIRS" });
  });
});

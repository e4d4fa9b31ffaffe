import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import type { PracticeClient, TokenOrder } from "../e2e/support/practice.ts";
import { Cloud, received, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
});
afterAll(() => practice.stop());

const keysOf = async (metadataUrl: string) => {
  const metadata = (await cloud.get(metadataUrl)).body;
  const keys: unknown = (await cloud.get(textOf(metadata.jwks_uri))).body;
  const set = keys as { keys: { kty: string; endorsements?: string[] }[] };
  return { issuer: textOf(metadata.issuer), keys: set, find: createLocalJWKSet(set) };
};

const bot = () => keysOf(`${practice.running.connector}/v1/.well-known/openidconfiguration`);
const calling = () => keysOf(`${practice.running.connector}/calling/v1/.well-known/OpenIdConfiguration`);
const entra = () =>
  keysOf(`${practice.running.entra}/${practice.running.tenantId}/v2.0/.well-known/openid-configuration`);

describe("signatures in practice", () => {
  it("signs an activity as the Bot Framework does, bound to its serviceUrl", async () => {
    const [first] = received(practice.running);
    const token = first?.authorization.replace("Bearer ", "") ?? "";
    const { find, issuer, keys } = await bot();
    const { payload } = await jwtVerify(token, find, {
      issuer: "https://api.botframework.com",
      audience: practice.running.botId,
      algorithms: ["RS256"],
    });
    expect(issuer).toBe("https://api.botframework.com");
    expect(payload["serviceurl"]).toBe(first?.body.serviceUrl);
    expect(keys.keys[0]?.endorsements).toContain("msteams");
  });

  it("signs a call notification with the calling service's key and names the tenant", async () => {
    const { find } = await calling();
    const { payload } = await jwtVerify(await practice.token({ kind: "call" }), find, {
      issuer: "https://api.botframework.com",
      audience: practice.running.botId,
    });
    expect(payload["tid"]).toBe(practice.running.tenantId);
  });

  it("gives a signed-in person a v2 token for the panel", async () => {
    const { find, issuer } = await entra();
    const { payload } = await jwtVerify(await practice.token({ kind: "panel", person: "okafor" }), find, {
      issuer,
      audience: practice.running.botId,
    });
    expect(payload).toMatchObject({
      ver: "2.0",
      scp: "access_as_user",
      tid: practice.running.tenantId,
      name: "Ms A Okafor",
      azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it("has no token for a guest", async () => {
    await expect(practice.token({ kind: "panel", person: "family-01" })).rejects.toThrow("409");
  });

  const spoilt: [string, Partial<TokenOrder>][] = [
    ["an expired one", { expired: true }],
    ["one for another audience", { claims: { aud: "somebody-else" } }],
    ["one of another issuer", { claims: { iss: "https://elsewhere.invalid" } }],
    ["one signed with another key", { otherKey: true }],
    ["alg none", { algorithm: "none" }],
    ["HS256 keyed with the public key", { algorithm: "HS256" }],
  ];
  it.each(spoilt)("mints %s that does not verify", async (_what, order) => {
    const token = await practice.token({ kind: "bot", ...order });
    const { find } = await bot();
    expect(decodeProtectedHeader(token).kid).toBeDefined();
    await expect(
      jwtVerify(token, find, { issuer: "https://api.botframework.com", audience: practice.running.botId }),
    ).rejects.toThrow();
  });
});

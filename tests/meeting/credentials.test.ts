import { generate } from "selfsigned";
import type { BotCredential } from "../../src/config.ts";
import { createCredentials, createMsalClient, SCOPES } from "../../src/meeting/credentials.ts";
import { type Answer, type Cloud, type Seen, startCloud } from "./support/cloud.ts";

const BOT = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";

let cloud: Cloud;
let token: (seen: Seen) => Answer;

beforeAll(async () => {
  cloud = await startCloud((seen) => {
    if (seen.path.endsWith("/.well-known/openid-configuration")) {
      return {
        status: 200,
        body: {
          issuer: `${cloud.url}/${TENANT}/v2.0`,
          authorization_endpoint: `${cloud.url}/${TENANT}/oauth2/v2.0/authorize`,
          token_endpoint: `${cloud.url}/${TENANT}/oauth2/v2.0/token`,
          jwks_uri: `${cloud.url}/keys`,
        },
      };
    }
    return seen.path.endsWith("/oauth2/v2.0/token") ? token(seen) : undefined;
  });
});
afterAll(() => cloud.stop());
beforeEach(() => {
  cloud.asked.length = 0;
});

const credentials = (credential: BotCredential = { kind: "secret", secret: "s3cret" }) => {
  const bot = { id: BOT, tenantId: TENANT, credential };
  return createCredentials(createMsalClient({ bot, entraEndpoint: cloud.url, fetch: cloud.fetch }));
};

const forms = () =>
  cloud.asked
    .filter(({ path }) => path.endsWith("/token"))
    .map(({ body }) => new URLSearchParams(String(body)));

const giveTokens = () => {
  token = () => ({
    status: 200,
    body: { token_type: "Bearer", expires_in: 3599, access_token: `t${forms().length}` },
  });
};

describe("the app's own tokens", () => {
  it("are fetched once for each audience and kept", async () => {
    giveTokens();
    const { accessToken } = credentials();
    expect(await accessToken(SCOPES.graph)).toBe("t1");
    expect(await accessToken(SCOPES.connector)).toBe("t2");
    expect(await accessToken(SCOPES.graph)).toBe("t1");
    expect(forms().map((form) => form.get("scope"))).toEqual([SCOPES.graph, SCOPES.connector]);
    expect(Object.fromEntries(forms()[0] ?? [])).toMatchObject({
      client_id: BOT,
      client_secret: "s3cret",
      grant_type: "client_credentials",
    });
  });

  it("are fetched anew after a 401", async () => {
    giveTokens();
    const { accessToken } = credentials();
    await accessToken(SCOPES.graph);
    expect(await accessToken(SCOPES.graph, true)).toBe("t2");
    expect(await accessToken(SCOPES.graph)).toBe("t2");
  });

  it("are not asked for where Entra sends us elsewhere: the secret goes on to no other address", async () => {
    token = () => ({ status: 307, headers: { location: `${cloud.url}/elsewhere` } });
    await expect(credentials().accessToken(SCOPES.graph)).rejects.toMatchObject({ service: "entra" });
    expect(cloud.asked.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  it("can be had with a certificate: the key stays here", async () => {
    giveTokens();
    const made = await generate([{ name: "commonName", value: "bot" }]);
    await credentials({ kind: "certificate", pem: `${made.cert}\n${made.private}` }).accessToken(
      SCOPES.graph,
    );
    const form = forms()[0];
    expect(form?.get("client_secret")).toBeNull();
    expect(form?.get("client_assertion")?.split(".")).toHaveLength(3);
  });

  it("cannot be had where Entra does not know us: by its own number, and neither word nor secret leaves", async () => {
    token = () => ({
      status: 401,
      body: { error: "invalid_client", error_codes: [7000215], error_description: "AADSTS7000215 s3cret" },
    });
    const error = await credentials()
      .accessToken(SCOPES.graph)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ service: "entra", kind: "not-signed-in", code: "AADSTS7000215" });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain("s3cret");
  });

  it.each([
    ["an outage", { status: 503, body: {} }],
    ["a cut connection", "reset"],
  ] as const)("may be had later after %s", async (_what, answer) => {
    token = () => answer;
    const error = await credentials()
      .accessToken(SCOPES.graph)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ service: "entra", kind: "temporary" });
  });
});

import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
} from "@azure/msal-node";
import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, startWithReceiver } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
});
afterAll(() => practice.stop());

/** MSAL's own requests, with the practice certificate trusted. */
const trusting = (certificateFile: string): INetworkModule => {
  const agent = new Agent({ ca: readFileSync(certificateFile) });
  const ask = <T>(method: string, url: string, options?: NetworkRequestOptions) =>
    new Promise<{ headers: Record<string, string>; body: T; status: number }>((done, failed) => {
      const sent = request(url, { method, agent, headers: options?.headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () =>
          done({ headers: {}, body: JSON.parse(text) as T, status: response.statusCode ?? 0 }),
        );
      });
      sent.on("error", failed);
      sent.end(options?.body);
    });
  return {
    sendGetRequestAsync: (url, options) => ask("GET", url, options),
    sendPostRequestAsync: (url, options) => ask("POST", url, options),
  };
};

describe("Entra in practice", () => {
  it("gives MSAL a Graph token with the granted roles, without asking the internet", async () => {
    const { entra, tenantId, botId, botPassword, certificateFile } = practice.running;
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: botId,
        clientSecret: botPassword,
        authority: `${entra}/${tenantId}`,
        knownAuthorities: [new URL(entra).host],
      },
      system: { networkClient: trusting(certificateFile) },
    });
    const result = await client.acquireTokenByClientCredential({
      scopes: ["https://graph.microsoft.com/.default"],
    });
    const [, payload = ""] = result?.accessToken.split(".") ?? [];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
      roles: string[];
      appid: string;
    };
    expect(claims.appid).toBe(botId);
    expect(claims.roles).toContain("OnlineMeetings.ReadWrite.All");
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, 7000215],
    ["no secret", { client_secret: "", client_id: "unknown" }, 400, 700016],
    ["another grant", { grant_type: "password" }, 400, 70003],
    ["a scope without .default", { scope: "User.Read" }, 400, 1002012],
    ["a resource the tenant does not know", { scope: "https://elsewhere.invalid/.default" }, 400, 500011],
  ])("refuses %s with the documented AADSTS body", async (_what, form, status, code) => {
    const answer = await cloud.askToken("https://graph.microsoft.com/.default", form);
    expect(answer.status).toBe(status);
    expect(answer.body.error_codes).toEqual([code]);
    expect(answer.body.error_description).toContain(`AADSTS${code}`);
  });

  it("does not know another tenant", async () => {
    const answer = await cloud.askToken(
      "https://graph.microsoft.com/.default",
      {},
      "11111111-1111-4111-8111-111111111111",
    );
    expect(answer.body.error_codes).toEqual([90002]);
  });

  it("keeps the secret out of the ledger", async () => {
    await cloud.graphToken();
    expect(JSON.stringify(await practice.ledger())).not.toContain(practice.running.botPassword);
  });
});

import { ConfidentialClientApplication } from "@azure/msal-node";
import { Client } from "@microsoft/microsoft-graph-client";
import { AdaptiveCard, TextBlock } from "@microsoft/teams.cards";
import { Application, TeamsAdapter } from "@microsoft/teams-ai";
import draft4 from "ajv-draft-04";
import Database from "better-sqlite3";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { parse } from "csv-parse/sync";
import { generateKeyPair, jwtVerify, SignJWT } from "jose";
import { Kysely, SqliteDialect } from "kysely";
import pino from "pino";
import { h } from "preact";
import restify from "restify";
import { generate } from "selfsigned";
import { request } from "undici";
import { z } from "zod";

describe("each package works inside jest", () => {
  it("jose signs and verifies", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const token = await new SignJWT({ scp: "access_as_user" })
      .setProtectedHeader({ alg: "RS256" })
      .setAudience("lesson-guard")
      .sign(privateKey);
    const { payload } = await jwtVerify(token, publicKey, { audience: "lesson-guard" });
    expect(payload["scp"]).toBe("access_as_user");
  });

  it("kysely queries SQLite in memory", async () => {
    const db = new Kysely<{ lesson: { id: string } }>({
      dialect: new SqliteDialect({ database: new Database(":memory:") }),
    });
    await db.schema.createTable("lesson").addColumn("id", "text").execute();
    await db.insertInto("lesson").values({ id: "one" }).execute();
    expect(await db.selectFrom("lesson").selectAll().execute()).toEqual([{ id: "one" }]);
    await db.destroy();
  });

  it("teams.cards builds a card", () => {
    expect(new AdaptiveCard(new TextBlock("hello")).body).toHaveLength(1);
  });

  it("botbuilder and teams-ai construct", () => {
    expect(
      new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: "a" })),
    ).toBeDefined();
    const adapter = new TeamsAdapter({ MicrosoftAppId: "a" });
    expect(new Application({ adapter, botAppId: "a" }).adapter).toBe(adapter);
  });

  it("the Graph client and MSAL construct", () => {
    expect(Client.initWithMiddleware({ authProvider: { getAccessToken: async () => "t" } })).toBeDefined();
    const auth = { clientId: "a", clientSecret: "b", authority: "https://login.microsoftonline.com/t" };
    expect(new ConfidentialClientApplication({ auth })).toBeDefined();
  });

  it("restify listens and answers", async () => {
    const server = restify.createServer();
    server.get("/health", async (_request, response) => {
      response.send({ up: true });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address();
    const answer = await request(`http://127.0.0.1:${port}/health`);
    expect(await answer.body.json()).toEqual({ up: true });
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  });

  it("the small ones answer", async () => {
    expect(parse("name,class\nA,1", { columns: true })).toEqual([{ name: "A", class: "1" }]);
    expect(pino({ enabled: false }).level).toBe("silent");
    expect(z.string().parse("x")).toBe("x");
    expect(new draft4.default().validate({ type: "string" }, "x")).toBe(true);
    expect(h("p", null).type).toBe("p");
    const pems = await generate([{ name: "commonName", value: "localhost" }]);
    expect(pems.cert).toContain("BEGIN CERTIFICATE");
  });
});

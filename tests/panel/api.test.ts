import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Api, ApiError } from "../../src/panel/api.ts";
import { TokenCache } from "../../src/panel/token.ts";

/** A server, or what stands before it, that answers so. */
const answering = (status: number, type: string, body: string): Server =>
  createServer((_request, response) => {
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });

describe("what a page says of an answer that is not Lesson Guard's", () => {
  const usual = globalThis.fetch;
  let server: Server | undefined;

  afterEach(() => {
    globalThis.fetch = usual;
    server?.close();
  });

  const failed = async (made: Server, method: "GET" | "POST"): Promise<ApiError> => {
    server = made;
    await new Promise<void>((listening) => made.listen(0, "127.0.0.1", listening));
    const { port } = made.address() as AddressInfo;
    globalThis.fetch = (path, init) =>
      usual(`http://127.0.0.1:${port}${typeof path === "string" ? path : ""}`, init);
    const api = new Api(new TokenCache(async () => "token"));
    const asked = method === "GET" ? api.get("/api/x") : api.post("/api/x", {});
    const error: unknown = await asked.catch((problem: unknown) => problem);
    if (!(error instanceof ApiError)) throw new Error("it was answered");
    return error;
  };

  it.each([500, 502, 503, 504])("a press may or may not have been done: %s without words", async (status) => {
    const { words } = await failed(answering(status, "text/html", "<h1>Bad Gateway</h1>"), "POST");
    expect(words).toBe(
      "Lesson Guard did not answer. This may or may not have been done. This page does not send it again.",
    );
  });

  it("a look has done nothing", async () => {
    const { words } = await failed(answering(502, "text/html", "<h1>Bad Gateway</h1>"), "GET");
    expect(words).toBe("Lesson Guard did not answer.");
  });

  it("Lesson Guard's own words stand as they are", async () => {
    const body = JSON.stringify({ error: { code: "storage-away", say: "Nothing was recorded." } });
    expect((await failed(answering(503, "application/json", body), "POST")).words).toBe(
      "Nothing was recorded.",
    );
  });

  it("what refuses a press has not done it", async () => {
    expect((await failed(answering(403, "text/html", "no"), "POST")).words).toBe(
      "Lesson Guard refused this.",
    );
  });
});

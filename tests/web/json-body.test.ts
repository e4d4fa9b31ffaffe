import restify, { type Request, type Response } from "restify";
import { Refusal, refuse } from "../../src/web/answers.ts";
import { jsonBody } from "../../src/web/json-body.ts";

const MOST = 1000;

describe("the body of a request", () => {
  const server = restify.createServer();
  let address: string;

  beforeAll(async () => {
    const readBody = jsonBody(MOST);
    server.use(async (request: Request) => readBody(request));
    server.on("restifyError", (_request: Request, response: Response, error: unknown, done: () => void) => {
      if (error instanceof Refusal) refuse(response, error);
      done();
    });
    server.post("/", async (request: Request, response: Response) => {
      response.json(200, { body: request.body ?? null });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${server.address().port}`;
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  const post = async (body: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(address, { method: "POST", body, headers });
    return { status: response.status, answer: (await response.json()) as unknown };
  };

  it("is read as JSON", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect(await post('{"press":"pause"}', headers)).toEqual({
      status: 200,
      answer: { body: { press: "pause" } },
    });
  });

  it.each([
    ["compressed, or said to be", "{}", { "content-encoding": "gzip", "content-type": "application/json" }],
    ["broken", '{"press"', { "content-type": "application/json" }],
  ])("%s is refused, and the program lives", async (_, body, headers) => {
    expect(await post(body, headers)).toMatchObject({
      status: 400,
      answer: { error: { code: "bad-request" } },
    });
  });

  it.each(["text/csv", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])(
    "as %s says nothing",
    async (type) => {
      const answered = await post('--x\r\ncontent-disposition: form-data; filename="a"\r\n\r\n"', {
        "content-type": type,
      });
      expect(answered).toEqual({ status: 200, answer: { body: null } });
    },
  );

  it("is refused where it is too large, in words", async () => {
    const answered = await post(JSON.stringify("x".repeat(MOST)), { "content-type": "application/json" });
    expect(answered).toMatchObject({ status: 413, answer: { error: { code: "too-large" } } });
  });
});

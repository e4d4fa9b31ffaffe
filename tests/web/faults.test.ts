import restify from "restify";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { guarded } from "../../src/web/caller.ts";
import { routesOf } from "../../src/web/routes.ts";

/** What an error may hold that no one outside may read. */
const SECRETS = ["Mia Okafor", "select * from personal", "postgres://lg:s3cret@db", "/srv/lesson-guard/src"];

describe("what is answered where something breaks", () => {
  const server = restify.createServer();
  const heard: unknown[] = [];
  let fault: unknown;

  beforeAll(async () => {
    const failing = guarded(
      (error) => heard.push(error),
      async () => {
        throw fault;
      },
    );
    routesOf(server).get("/api/me", failing);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it.each([
    ["an error", new Error(SECRETS.join(" ")), 500, "fault"],
    ["an error with a cause", new Error("broke", { cause: new Error(SECRETS.join(" ")) }), 500, "fault"],
    [
      "an error with a status",
      Object.assign(new Error(SECRETS.join(" ")), { statusCode: 418 }),
      500,
      "fault",
    ],
    ["what is no error", { message: SECRETS.join(" ") }, 500, "fault"],
    ["the record", new RecordAwayError(new Error(SECRETS.join(" "))), 503, "storage-away"],
  ])("says nothing of %s, and what to do", async (_what, thrown, status, code) => {
    fault = thrown;
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/api/me`);
    const body = await answer.text();
    expect(answer.status).toBe(status);
    expect(JSON.parse(body)).toEqual({ error: { code, say: expect.stringMatching(/phone|again/i) } });
    expect(SECRETS.filter((one) => body.includes(one))).toEqual([]);
    expect(body).not.toMatch(/\bat .*:\d+:\d+/);
    expect(heard.at(-1)).toBe(thrown);
  });
});

import { z } from "zod";
import { CloudError, retryAfterMs } from "../../src/meeting/cloud-error.ts";
import { readPages } from "../../src/meeting/graph-client.ts";
import { GraphStage } from "./support/graph.ts";

const stage = new GraphStage();
beforeAll(() => stage.start());
afterAll(() => stage.cloud.stop());
beforeEach(() => stage.reset());

const anything = z.unknown();
const get = (timeout?: number) =>
  stage
    .client(timeout)
    .request({ method: "GET", path: "/chats/1", operation: "read chat", answer: anything });
const post = (timeout?: number) =>
  stage.client(timeout).request({
    method: "POST",
    path: "/communications/calls",
    operation: "join call",
    body: { a: 1 },
    answer: anything,
  });

const failure = async (doing: Promise<unknown>): Promise<CloudError> => {
  const error: unknown = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CloudError) return error;
  throw new Error("no CloudError", { cause: error });
};

describe("the Graph client", () => {
  it("asks v1.0 with our token and a body in JSON", async () => {
    stage.answer = () => ({ status: 201, body: { id: "c" } });
    expect(await post()).toEqual({ id: "c" });
    expect(stage.asked[0]).toMatchObject({
      method: "POST",
      path: "/v1.0/communications/calls",
      body: { a: 1 },
      headers: { authorization: "Bearer token-1", "content-type": "application/json" },
    });
  });

  it.each([429, 503, 504, 500])("never tries again by itself after %s", async (status) => {
    stage.answer = () => ({ status, body: { error: { code: "x" } }, headers: { "retry-after": "2" } });
    const error = await failure(get());
    expect(error).toMatchObject({ status, retryAfterMs: 2000, operation: "read chat", service: "graph" });
    expect(stage.asked).toHaveLength(1);
  });

  it.each([
    [429, "throttled", "throttled"],
    [503, "temporary", "temporary"],
    [500, "temporary", "unknown-outcome"],
    [504, "temporary", "unknown-outcome"],
    [404, "gone", "gone"],
    [409, "temporary", "temporary"],
    [423, "temporary", "temporary"],
    [403, "not-allowed", "not-allowed"],
    [400, "refused", "refused"],
  ])("sorts %s: a read %s, a second call %s", async (status, read, sent) => {
    stage.answer = () => ({ status, body: { error: { code: "Forbidden", message: "Zoya Abara" } } });
    expect((await failure(get())).kind).toBe(read);
    const error = await failure(post());
    expect(error).toMatchObject({ kind: sent, code: "Forbidden" });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain("Zoya");
  });

  it("sorts an error whose body is no JSON by its status", async () => {
    stage.answer = () => ({ status: 503, headers: { "content-type": "text/html" } });
    expect((await failure(get())).kind).toBe("temporary");
  });

  it.each(["hang", "reset"] as const)("knows that a %s leaves the outcome unknown", async (how) => {
    stage.answer = () => how;
    expect((await failure(post(200))).kind).toBe("unknown-outcome");
    expect((await failure(get(200))).kind).toBe("temporary");
  });

  it("fetches a fresh token once after a 401", async () => {
    stage.answer = ({ headers }) => ({
      status: headers.authorization === "Bearer token-1" ? 401 : 200,
      body: {},
    });
    expect(await get()).toEqual({});
    expect(stage.tokens).toEqual([false, true]);
    stage.answer = () => ({ status: 401, body: { error: { code: "InvalidAuthenticationToken" } } });
    expect((await failure(get())).kind).toBe("not-signed-in");
    expect(stage.asked).toHaveLength(4);
  });

  it("after a 403 tries once with a fresh token, because the permissions stand in it, and then not for a while", async () => {
    stage.answer = ({ headers }) => ({
      status: headers.authorization === "Bearer token-1" ? 403 : 200,
      body: {},
    });
    const client = stage.client();
    const read = () => client.request({ method: "GET", path: "/x", operation: "read", answer: z.object({}) });
    expect(await read()).toEqual({});
    expect(stage.tokens).toEqual([false, true]);
    stage.answer = () => ({ status: 403, body: { error: { code: "Forbidden" } } });
    expect(await failure(read())).toMatchObject({ kind: "not-allowed", status: 403 });
    expect(stage.asked).toHaveLength(3);
  });

  it("does not follow a redirect with our token", async () => {
    stage.answer = ({ path }) =>
      path === "/elsewhere"
        ? { status: 200, body: {} }
        : { status: 302, headers: { location: "/elsewhere" } };
    await failure(get());
    expect(stage.asked.map(({ path }) => path)).toEqual(["/v1.0/chats/1"]);
  });

  it("refuses an answer that is not what was promised", async () => {
    stage.answer = () => ({ status: 200, body: { id: 5 } });
    const asked = stage
      .client()
      .request({ method: "GET", path: "/x", operation: "read", answer: z.object({ id: z.string() }) });
    expect(await failure(asked)).toMatchObject({ kind: "refused", code: "unexpected-answer" });
  });

  it("reads every page, and does not believe in a list without end", async () => {
    const next = () => `${stage.cloud.url}/v1.0/list?$skiptoken=two`;
    stage.answer = ({ query }) =>
      query.get("$skiptoken") === "two"
        ? { status: 200, body: { value: [3] } }
        : { status: 200, body: { value: [1, 2], "@odata.nextLink": next() } };
    const list = { path: "/list", query: { $top: 2 }, operation: "list", item: z.number() };
    expect(await readPages(stage.client(), list)).toEqual([1, 2, 3]);
    expect(stage.asked.map(({ query }) => query.toString())).toEqual(["%24top=2", "%24skiptoken=two"]);
    stage.answer = () => ({ status: 200, body: { value: [1], "@odata.nextLink": next() } });
    expect(await failure(readPages(stage.client(), list, 3))).toMatchObject({ code: "too-many-pages" });
  });
});

it.each([
  ["7", 7000],
  ["7, 7", 7000],
  ["7,9", 9000],
  ["Tue, 24 Nov 2026 09:00:10 GMT, 7", 10_000],
  ["999999999", 3_600_000],
  ["Fri, 24 Nov 2056 09:00:10 GMT", 3_600_000],
  ["0", 0],
  ["Tue, 24 Nov 2026 09:00:10 GMT", 10_000],
  ["Tue, 24 Nov 2026 08:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %j is %s ms", (header, ms) => {
  expect(retryAfterMs(header, Date.parse("2026-11-24T09:00:00Z"))).toBe(ms);
});

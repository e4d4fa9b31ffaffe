import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type InProcess, startInProcess } from "../support/in-process.ts";

const OF_EACH = 40;

const HEAD = "host: localhost\r\n";

/** Targets and hosts that are no address, or that would take the path out of the host. */
const NO_ADDRESS: readonly (readonly [what: string, target: string, host: string])[] = [
  ["a target that is half an address", "http://[::bad/family", "localhost"],
  ["a target without a host", "http://", "localhost"],
  ["a target with a port that is none", "http://a:99999/", "localhost"],
  ["a target of another server", "//[", "localhost"],
  ["a target that is a star", "*", "localhost"],
  ["a host that is half an address", "/health", "["],
  ["a host with a blank", "/health", "a b"],
  ["a host with a port that is none", "/health", "x:99999"],
  ["a host that names the path", "/api/me", "x/health?"],
  ["a host that names a person", "/health", "a@b"],
];

/** What Node's server tells its listeners of beside plain requests, and what is none. */
const ODD: readonly (readonly [what: string, sent: string])[] = [
  ["an upgrade", `GET /health HTTP/1.1\r\n${HEAD}connection: Upgrade\r\nupgrade: websocket\r\n\r\n`],
  [
    "an upgrade of a press",
    `POST /api/messages HTTP/1.1\r\n${HEAD}connection: upgrade\r\nupgrade: h2c\r\ncontent-length: 0\r\n\r\n`,
  ],
  ["CONNECT", `CONNECT school.example:443 HTTP/1.1\r\n${HEAD}\r\n`],
  [
    "an expectation",
    `POST /api/messages HTTP/1.1\r\n${HEAD}expect: a-miracle\r\ncontent-length: 2\r\n\r\n{}`,
  ],
  [
    "a body that was announced and broken off",
    `POST /api/messages HTTP/1.1\r\n${HEAD}expect: 100-continue\r\ncontent-length: 99\r\n\r\n{`,
  ],
  ["no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n"],
  ["a head that is too long", `GET / HTTP/1.1\r\nx: ${"a".repeat(40_000)}\r\n\r\n`],
  ["two lengths", `POST / HTTP/1.1\r\n${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\n`],
  ...NO_ADDRESS.map(([what, target, host]): readonly [string, string] => [
    what,
    `GET ${target} HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
  ]),
  ["a press of a stranger", `POST /api/concerns HTTP/1.1\r\n${HEAD}content-length: 900000\r\n\r\n{`],
];

describe("odd connections", () => {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  let app: InProcess;
  let port = 0;

  beforeAll(async () => {
    app = await startInProcess({ dataDir: folder });
    port = app.server.address().port;
  });

  afterAll(async () => {
    await app.practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const descriptors = (): number => readdirSync("/proc/self/fd").length;

  /** Resolves with what came back once the server has closed, or after it had a second to answer and we close. */
  const send = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = "";
      const socket: Socket = connect(port, "127.0.0.1", () => socket.write(text));
      const leave = setTimeout(() => socket.destroy(), 1_000);
      socket.on("data", (chunk: Buffer) => {
        answer += chunk.toString("latin1");
        if (/\r\n\r\n/.test(answer) && !answer.startsWith("HTTP/1.1 100")) socket.end();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearTimeout(leave);
        resolve(answer);
      });
    });

  const isWell = async (): Promise<void> => {
    const health = await fetch(`http://127.0.0.1:${port}/health`, { headers: { connection: "close" } });
    expect(health.status).toBe(200);
  };

  it.each(ODD)("%s leaves no connection behind and does no harm", async (_what, sent) => {
    await isWell();
    const before = descriptors();
    await Promise.all(Array.from({ length: OF_EACH }, () => send(sent)));
    await isWell();
    for (let tries = 0; descriptors() > before + 5 && tries < 50; tries += 1) await sleep(100);
    expect(descriptors()).toBeLessThanOrEqual(before + 5);
  });

  it("answers an upgrade as the plain request that it also is", async () => {
    expect(await send(ODD[0]?.[1] ?? "")).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it.each(NO_ADDRESS)("answers %s with 400, and the headers of every answer", async (_what, target, host) => {
    const answer = await send(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
    expect(answer).toContain('{"error":{"code":"bad-request","say":"Lesson Guard could not read that.');
  });

  it.each([
    ["no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", 400],
    ["a head that is too long", `GET / HTTP/1.1\r\nx: ${"a".repeat(40_000)}\r\n\r\n`, 431],
    ["two lengths", `POST / HTTP/1.1\r\n${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
  ])("answers %s with the headers of every answer", async (_what, sent, status) => {
    const answer = await send(sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
    expect(answer).toMatch(/strict-transport-security: /i);
    const [, body = ""] = answer.split("\r\n\r\n");
    expect(JSON.parse(body)).toMatchObject({ error: { code: "bad-request" } });
    expect(answer).toContain(`content-length: ${body.length}\r\n`);
  });

  it("refuses a stranger before their body has been read", async () => {
    const answer = await send(`POST /api/concerns HTTP/1.1\r\n${HEAD}content-length: 900000\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 401/);
  });

  describe("a body that is refused", () => {
    const LONG = 900_000;
    const tokens = new Map<string, string>();

    beforeAll(async () => {
      for (const kind of ["panel", "bot", "call"] as const)
        tokens.set(
          kind,
          await app.practice.token({ kind, ...(kind === "panel" ? { person: "okafor" } : {}) }),
        );
    });

    /** Sends the start of a body, then the rest of it, then asks for the health on the same connection. */
    const refusedThenHealth = (route: string, signedAs: string, more: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let heard = "";
        const authorization = tokens.has(signedAs) ? `authorization: Bearer ${tokens.get(signedAs)}\r\n` : "";
        const head = `${route} HTTP/1.1\r\n${HEAD}${authorization}${more}content-length: ${LONG}\r\n\r\n`;
        const socket: Socket = connect(port, "127.0.0.1", () => {
          socket.write(head + "x".repeat(LONG / 3));
          setTimeout(() => {
            socket.write("x".repeat((2 * LONG) / 3));
            socket.write(`GET /health HTTP/1.1\r\n${HEAD}connection: close\r\n\r\n`);
          }, 50);
        });
        const late = setTimeout(() => socket.destroy(new Error(`after 10 s: ${heard}`)), 10_000);
        socket.on("data", (chunk: Buffer) => {
          heard += chunk.toString("latin1");
        });
        socket.on("error", reject);
        socket.on("close", () => {
          clearTimeout(late);
          resolve(heard);
        });
      });

    const JSON_TYPE = "content-type: application/json\r\n";

    it.each([
      ["POST /api/messages", "bot", JSON_TYPE, 413],
      ["POST /api/messages", "", JSON_TYPE, 401],
      ["POST /api/concerns", "panel", JSON_TYPE, 413],
      ["POST /api/concerns", "", JSON_TYPE, 401],
      ["PUT /api/settings", "panel", "content-type: multipart/form-data\r\n", 413],
      ["POST /api/concerns", "panel", `${JSON_TYPE}content-encoding: gzip\r\n`, 413],
      ["POST /api/calls/some-call", "call", JSON_TYPE, 413],
      ["POST /api/calls/some-call", "", JSON_TYPE, 401],
      ["GET /api/me", "panel", JSON_TYPE, 413],
      ["GET /panel", "", "", 200],
      ["POST /nowhere", "", "", 404],
      ["DELETE /api/concerns", "panel", "", 405],
    ] as const)(
      "%s (signed in: %s) is answered, and so is the next on its connection",
      async (route, as, more, status) => {
        const heard = await refusedThenHealth(route, as, more);
        expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
        expect(heard.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(status === 200 ? 2 : 1);
        expect(heard).toContain('"up":true');
        expect(heard.match(/^x-content-type-options: nosniff\r$/gim)).toHaveLength(2);
      },
    );
  });

  it("outlives two streams on one connection, the second with a token that ends", async () => {
    const token = await app.practice.token({ kind: "panel", person: "okafor" });
    const ending = await app.practice.token({
      kind: "panel",
      person: "okafor",
      claims: { exp: Math.floor(Date.now() / 1000) + 1 },
    });
    const live = (bearer: string) =>
      `GET /api/live HTTP/1.1\r\n${HEAD}authorization: Bearer ${bearer}\r\n\r\n`;
    const faults: unknown[] = [];
    const heard = (error: unknown): number => faults.push(error);
    process.on("uncaughtException", heard);
    const socket = connect(port, "127.0.0.1", () => socket.write(live(token) + live(ending)));
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("data", resolve));
    // Past the end of the second token, and past the next beats.
    await sleep(12_000);
    socket.destroy();
    await isWell();
    process.off("uncaughtException", heard);
    expect(faults).toEqual([]);
  });

  it("gives one person so many streams: the oldest makes room", async () => {
    const token = await app.practice.token({ kind: "panel", person: "okafor" });
    const stop = new AbortController();
    const open = async () =>
      fetch(`http://127.0.0.1:${port}/api/live`, {
        headers: { authorization: `Bearer ${token}` },
        signal: stop.signal,
      });
    const streams = [];
    for (let n = 0; n < 9; n += 1) streams.push(await open());
    const oldest = await new Response(streams[0]?.body).text();
    expect(oldest).toContain(": moving");
    stop.abort();
  });
});

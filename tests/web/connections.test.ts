import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import restify, { type Request, type Response, type Server } from "restify";
import { limitConnections } from "../../src/web/connections.ts";
import { type EventStream, openEventStream } from "../../src/web/event-stream.ts";

/** Its end, whether it was closed or reset: `once` would take a reset for a failure. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((over) => {
    socket.once("close", () => over());
  });

const HEAD = "GET /live HTTP/1.1\r\nhost: x\r\n\r\n";

describe("what a client may do with its connection", () => {
  let server: Server;
  let port: number;
  let opened: PromiseWithResolvers<EventStream>;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    server = restify.createServer();
    limitConnections(server, () => undefined);
    opened = Promise.withResolvers();
    server.get("/live", async (_request: Request, response: Response) => {
      opened.resolve(openEventStream(response));
      await (await opened.promise).over;
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
    ({ port } = server.address());
  });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.server.closeAllConnections();
    await new Promise<void>((over) => server.close(() => over()));
  });

  const open = async (text = ""): Promise<{ readonly socket: Socket; readonly end: Promise<string> }> => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    let heard = "";
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    const end = closed(socket).then(() => heard);
    await once(socket, "connect");
    if (text !== "") socket.write(text);
    return { socket, end };
  };

  const inUse = (): Promise<number> =>
    new Promise((done, failed) => {
      server.server.getConnections((error, many) => (error === null ? done(many) : failed(error)));
    });

  it("has limits of its own, longer than a press and shorter than for ever", () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections } = server.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 75_000,
      timeout: 120_000,
      maxConnections: 4_000,
    });
  });

  it("a stream that is written faster than it is read is cut off before it fills the memory", async () => {
    const { socket } = await open(HEAD);
    const stream = await opened.promise;
    socket.pause();
    let over = false;
    void stream.over.then(() => {
      over = true;
    });
    let written = 0;
    while (!over && written < 64 * 1024 * 1024) {
      stream.write("x".repeat(16 * 1024));
      written += 16 * 1024;
      await turn();
    }
    expect(over).toBe(true);
    // What the kernel takes for itself, and 64 KiB of ours.
    expect(written).toBeLessThan(32 * 1024 * 1024);
    socket.resume();
    await closed(socket);
    expect(await inUse()).toBe(0);
  });

  it("one that is read is never cut off, however much there is", async () => {
    const { socket, end } = await open(HEAD);
    const stream = await opened.promise;
    for (let n = 0; n < 500; n += 1) {
      stream.write("x".repeat(8 * 1024));
      if (n % 4 === 0) await pause(1);
    }
    stream.end("last");
    socket.end();
    expect((await end).replaceAll(/[^x]/g, "").length).toBeGreaterThanOrEqual(500 * 8 * 1024);
  });

  it("more of them than there may be are closed, and the rest are served", async () => {
    server.server.maxConnections = 5;
    const held = await Promise.all(Array.from({ length: 5 }, () => open()));
    const refused = await Promise.all(Array.from({ length: 20 }, () => open()));
    expect(await Promise.all(refused.map(({ end }) => end))).toEqual(refused.map(() => ""));
    const served = held[0]?.socket as Socket;
    served.write(HEAD);
    (await opened.promise).write("x");
    const [answer] = (await once(served, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a client that sends its request drop by drop", () => {
  it.each([
    ["its head", "GET / HTTP/1.1\r\nx: "],
    ["its body", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 999\r\n\r\n"],
  ])("has %s cut off in time, and leaves nothing behind", async (_what, begins) => {
    // As restify makes it, but that Node looks at its connections more often than each half minute.
    const node = createServer({ connectionsCheckingInterval: 50 }, (request) => request.resume());
    limitConnections({ server: node, on: () => undefined, pre: () => undefined } as never, () => undefined);
    node.headersTimeout = 200;
    node.requestTimeout = 300;
    await new Promise<void>((ready) => node.listen(0, "127.0.0.1", () => ready()));
    const socket = connect((node.address() as AddressInfo).port, "127.0.0.1");
    socket.on("error", () => undefined);
    // What is written before it is connected goes out first.
    socket.write(begins);
    const drops = setInterval(() => socket.write("a"), 20);
    let heard = "";
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString();
    });
    await closed(socket);
    clearInterval(drops);
    // A drop that meets the closed end is answered by a reset, which may overtake the answer.
    if (heard !== "") expect(heard).toMatch(/^HTTP\/1\.1 408 .*"not-in-time".*Nothing was done/s);
    await new Promise<void>((over) => node.close(() => over()));
  });
});

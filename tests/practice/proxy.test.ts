import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { forward } from "../../src/practice/app/proxy.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const listening = async (server: Server): Promise<number> => {
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

describe("a request that is handed on", () => {
  it("is answered to no one where whoever asked has gone", async () => {
    const [gateway, application] = [createServer(), createServer()];
    const target = new URL(`http://127.0.0.1:${await listening(application)}`);
    const said = jest.fn();
    const answered = new Promise<number>((over) => {
      gateway.on("request", (from, to) => {
        jest.spyOn(to, "writeHead").mockImplementation(said);
        forward(from, to, target, {}, over);
      });
    });
    const asks = request({ host: "127.0.0.1", port: await listening(gateway) });
    asks.on("error", () => undefined);
    application.once("request", () => asks.destroy());
    asks.end();
    expect(await answered).toBe(502);
    // What is done with it in the same turn is done.
    await new Promise((turn) => setImmediate(turn));
    expect(said).not.toHaveBeenCalled();
  });
});

import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

/** What Teams, Graph and panels asked of all replicas, and how long they waited for the answer. */
export type Inbound = { readonly path: string; readonly status: number; readonly ms: number };

export type Door = {
  readonly port: number;
  readonly seen: Inbound[];
  /** The ports to which requests go, one after the other. */
  readonly lead: (ports: readonly number[]) => void;
  readonly close: () => void;
};

/** A balancer as it stands before the replicas of a tenant: each request to the next of them. */
export const openDoor = async (): Promise<Door> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const seen: Inbound[] = [];
  let replicas: readonly number[] = [];
  let turn = 0;
  const pass = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const at = performance.now();
    const body = await buffer(from);
    turn += 1;
    const port = replicas[turn % replicas.length];
    const { method, url = "/", headers } = from;
    const note = (status: number): void => {
      if (url !== "/health") seen.push({ path: url, status, ms: performance.now() - at });
    };
    const onward = request({ agent, host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(to);
      answer.once("end", () => note(answer.statusCode ?? 502));
      answer.on("error", () => to.destroy());
    });
    onward.on("error", () => {
      note(502);
      to.destroy();
    });
    onward.end(body);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (from, to) => {
    pass(from, to).catch(() => to.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    seen,
    lead: (ports) => {
      replicas = ports;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
};

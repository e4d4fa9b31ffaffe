import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { Agent, fetch as undiciFetch } from "undici";

export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
};

/** What to answer; `hang` leaves the caller waiting, `reset` cuts the connection after reading the request. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | "hang"
  | "reset";

/** A local https counterpart that answers as the test says and keeps what it was asked. */
export const startCloud = async (answer: (seen: Seen) => Answer | undefined) => {
  const pem = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  const asked: Seen[] = [];
  const server = createServer({ key: pem.private, cert: pem.cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "https://localhost");
      const text = Buffer.concat(chunks).toString("utf8");
      const seen: Seen = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text === "" ? undefined : jsonOrText(text),
      };
      asked.push(seen);
      const said = answer(seen) ?? { status: 501 };
      if (said === "hang") return;
      if (said === "reset") {
        request.socket.destroy();
        return;
      }
      response.writeHead(said.status, { "content-type": "application/json", ...said.headers });
      response.end(said.body === undefined ? undefined : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ connect: { ca: pem.cert } });
  return {
    url: `https://localhost:${port}`,
    asked,
    /** A fetch that trusts this counterpart's certificate. */
    fetch: ((input: string, init: object) =>
      undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    stop: async () => {
      await agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const jsonOrText = (text: string): unknown => (/^[[{"]/.test(text) ? JSON.parse(text) : text);

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

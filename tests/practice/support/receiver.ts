import { appendFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";

/**
 * The smallest application that practice can run: answers `/health`, writes down what it gets, and
 * on `POST /ask {url, method, token, body}` makes one request to the cloud and writes the answer
 * down, as an application would record it.
 */
const log = join(process.env["DATA_DIR"] ?? ".", "received.jsonl");

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
};

const note = (value: unknown): void => {
  appendFileSync(log, `${JSON.stringify(value)}\n`);
};

const ask = async (text: string): Promise<void> => {
  const order = JSON.parse(text) as { url: string; method: string; token: string; body?: unknown };
  const headers = { authorization: `Bearer ${order.token}`, "content-type": "application/json" };
  const body = order.body === undefined ? null : JSON.stringify(order.body);
  const response = await fetch(order.url, { method: order.method, headers, body });
  note({ answered: response.status, body: await response.text() });
};

createServer((request, response) => {
  void (async () => {
    const text = await textOf(request);
    if (request.url === "/health") {
      response.writeHead(200).end("{}");
      return;
    }
    if (request.url === "/ask") {
      await ask(text).catch((error: unknown) =>
        note({ failed: error instanceof Error ? error.message : "unknown" }),
      );
      response.writeHead(204).end();
      return;
    }
    note({
      path: request.url,
      authorization: request.headers.authorization,
      body: text === "" ? null : JSON.parse(text),
    });
    const invoke = text.includes('"type":"invoke"');
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      invoke
        ? JSON.stringify({
            statusCode: 200,
            type: "application/vnd.microsoft.card.adaptive",
            value: {
              type: "AdaptiveCard",
              version: "1.5",
              body: [{ type: "TextBlock", text: "Seen by you" }],
            },
          })
        : "",
    );
  })();
}).listen(Number(process.env["PORT"]), "127.0.0.1");

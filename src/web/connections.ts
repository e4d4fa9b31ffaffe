import type { Socket } from "node:net";
import type { Request, Response, Server } from "restify";
import { badRequest, notInTime, type Refusal } from "./answers.ts";
import { ON_ALL } from "./security-headers.ts";

/** The head of a request has to arrive within this time. */
const HEAD_WITHIN_MS = 10_000;
/** All of a request within this: a press takes a fraction of a second, a register on a slow line longer. */
const REQUEST_WITHIN_MS = 30_000;
/** Longer than the minute after which proxies close an idle connection: so they close it, and never we under them. */
const IDLE_MS = 75_000;
/** A connection ends after this long without a byte: live updates send one every ten seconds. */
const SILENT_MS = 120_000;
/** A school has a few hundred; a proxy in front needs fewer. Leaves most file descriptors to the record. */
const MOST_CONNECTIONS = 4_000;

/**
 * What a client may do with its connection (docs/for-administrators.md): how long it may take, how many
 * there may be, and that everything Node's server reports is answered or closed.
 *
 * - `upgrade`: restify listens to it and answers nothing, so each such connection would stay for ever. Without
 *   a listener Node takes it for the plain request that it also is.
 * - `clientError`: what is no request is refused in words, with the headers of every answer, and its connection ends.
 * - `connect`, `checkExpectation`, `dropRequest`: no one listens; Node closes the connection or answers 417 or 503 by
 *   itself, without a body.
 * - An error of the server after it has begun to listen (no descriptor left to accept with) does not end it.
 * - A response that breaks off while it is written concerns only its reader.
 * - A target or a host that is no address is answered 400 here: restify reads both as one address, and would end the
 *   program on what it cannot read, or take the path out of the host.
 */
export const limitConnections = (server: Server, failed: (error: unknown) => void): void => {
  const node = server.server;
  node.removeAllListeners("upgrade");
  node.headersTimeout = HEAD_WITHIN_MS;
  node.requestTimeout = REQUEST_WITHIN_MS;
  node.keepAliveTimeout = IDLE_MS;
  node.timeout = SILENT_MS;
  node.maxConnections = MOST_CONNECTIONS;
  server.on("error", failed);
  node.on("clientError", refuseClient);
  server.pre((request: Request, response: Response, next: (goOn?: false) => void) => {
    request.on("error", ignored);
    response.on("error", ignored);
    if (isAddressed(request)) {
      next();
      return;
    }
    response.writeHead(400, { ...AS_JSON, connection: "close" });
    response.end(UNREAD);
    next(false);
  });
};

/** What Node's parser gives up on, by its code; anything else is a bad request. */
const UNREADABLE: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

const AS_JSON = { "content-type": "application/json", "cache-control": "no-store" };
const bodyOf = ({ code, say }: Refusal): string => JSON.stringify({ error: { code, say } });
const UNREAD = bodyOf(badRequest());
const TOO_SLOW = bodyOf(notInTime());

const refuseClient = ({ code = "" }: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable || socket.bytesWritten > 0) {
    // It has gone, or has been answered something already: a second answer would be read as part of the first.
    socket.destroy();
    return;
  }
  const status = UNREADABLE[code] ?? "400 Bad Request";
  const body = code === "ERR_HTTP_REQUEST_TIMEOUT" ? TOO_SLOW : UNREAD;
  const headers = { ...ON_ALL, ...AS_JSON, "content-length": String(body.length), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on("error", ignored);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join("")}\r\n${body}`, () => socket.destroy());
};

/** A name or an IPv4 address, or an IPv6 one in brackets, with a port or without. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** Whether it asks for a path of this server, under a host that can be one. */
const isAddressed = ({ url = "", headers: { host } }: Request): boolean =>
  /^\/(?!\/)/.test(url) &&
  (host === undefined || HOST.test(host)) &&
  URL.canParse(`http://${host ?? "localhost"}${url}`);

/** The client has gone: there is no one to tell. */
const ignored = (): void => undefined;

/** Whether a request failed because its client broke off: no fault of ours, and not worth a line in the log. */
export const brokeOff = (request: Request): boolean => request.socket.destroyed && !request.complete;

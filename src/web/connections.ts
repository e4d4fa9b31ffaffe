import type { Request, Response, Server } from "restify";

/** The head of a request is here within this time. */
const HEAD_WITHIN_MS = 10_000;
/** And all of it within this: a press takes a fraction of a second, a register list on a poor line some more. */
const REQUEST_WITHIN_MS = 30_000;
/** Longer than the minute after which proxies give up an idle connection: they close it, and never we under them. */
const IDLE_MS = 75_000;
/** Nothing was read or written for so long: live updates beat every ten seconds. */
const SILENT_MS = 120_000;
/** A school has a few hundred; a proxy in front needs fewer. Leaves most descriptors to the record. */
const MOST_CONNECTIONS = 4_000;

/**
 * What a client may do with its connection, on purpose (docs/for-administrators.md): how long it may take, how many
 * there may be, and that whatever Node's server tells us of is answered or closed.
 *
 * - `upgrade`: restify listens to it and answers nothing, so that each such connection would stay for ever. Without
 *   a listener Node takes it for the plain request that it also is.
 * - `connect`, `checkExpectation`, `clientError`, `dropRequest`: nobody listens; Node closes the connection or
 *   answers 417, 400, 408, 431 or 503 by itself.
 * - An error of the server after it has begun to listen (no descriptor left to accept with) is not the end of it.
 * - A response that breaks while it is written concerns nobody but its reader.
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
  server.pre((request: Request, response: Response, next: () => void) => {
    request.on("error", ignored);
    response.on("error", ignored);
    next();
  });
};

/** The client has gone: there is nobody to tell. */
const ignored = (): void => undefined;

/** Whether a request failed because its client broke off: neither a fault of ours nor worth a line in the log. */
export const brokeOff = (request: Request): boolean => request.socket.destroyed && !request.complete;

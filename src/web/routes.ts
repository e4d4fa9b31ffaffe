import type { Request, Response, Server } from "restify";
import { whileAwaited } from "../desk/awaited.ts";
import { rightsThrough } from "../protocol/who/rights.ts";

type Handler = (request: Request, response: Response) => Promise<void>;
type Open = (path: string, handler: Handler) => void;

export type Routes = { readonly get: Open; readonly post: Open; readonly put: Open };

/**
 * Opens routes that are in the table of rights, and no others: a route missing there stops
 * the program at start, instead of being open to anyone who finds it.
 */
export const routesOf = (server: Server): Routes => {
  const open =
    (method: "get" | "post" | "put"): Open =>
    (path, handler) => {
      const route = `${method.toUpperCase()} ${path}`;
      if (rightsThrough(route).length === 0)
        throw new Error(`${route} stands in no right (protocol/who/rights.ts)`);
      server[method](path, async (request: Request, response: Response) =>
        whileAwaited(async () => handler(request, response)),
      );
    };
  return { get: open("get"), post: open("post"), put: open("put") };
};

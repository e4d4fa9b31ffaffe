import type { Request, Server } from "restify";

/** A request, with the fields that botbuilder wants. */
export type Asked = Request & { method: string; body?: Record<string, unknown> };

/** Listens on a free port of this machine, and says which. */
export const listening = (server: Server): void => {
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
  });
};

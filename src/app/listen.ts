import type { Server } from "restify";
import type { Config } from "../config.ts";

/** Takes requests from now on. @throws where the port is not ours to use */
export const listen = (server: Server, { port, host }: Pick<Config, "port" | "host">): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });

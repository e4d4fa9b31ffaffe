import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server, http or https, that only this machine reaches; closed at once, with whatever is under way. */
export class LoopbackServer {
  readonly #server: Server;

  constructor(server: Server, answer: RequestListener) {
    this.#server = server;
    server.on("request", answer);
  }

  /** @param port 0: any that is free */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  /** 0 until it listens. */
  get port(): number {
    const address = this.#server.address() as AddressInfo | null;
    return address?.port ?? 0;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

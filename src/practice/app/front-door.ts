import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "../cloud/tokens/certificate.ts";
import { forward } from "./proxy.ts";

/** The school's TLS terminator: https outside, plain http to the application behind it. */
export class FrontDoor {
  readonly #server: Server;

  constructor(certificate: Certificate, application: () => URL) {
    this.#server = createServer(certificate, (request, response) => {
      forward(request, response, application(), {
        "x-forwarded-proto": "https",
        "x-forwarded-for": request.socket.remoteAddress ?? "",
      });
    });
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo | null;
    return address?.port ?? 0;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

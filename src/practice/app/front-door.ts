import { createServer } from "node:https";
import type { Certificate } from "../cloud/tokens/certificate.ts";
import { LoopbackServer } from "../loopback.ts";
import type { Switches } from "../switches.ts";
import { forward } from "./proxy.ts";

/** The school's TLS terminator: https outside, plain http to the application behind it. */
export const frontDoor = (
  certificate: Certificate,
  application: () => URL,
  switches: Pick<Switches, "frontDoor">,
): FrontDoor => {
  const server = createServer(certificate);
  const door = new LoopbackServer(server, (request, response) => {
    if (switches.frontDoor === "nothing") {
      request.socket.destroy();
      return;
    }
    if (switches.frontDoor === "anotherProgram") {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<h1>Welcome to nginx!</h1>");
      return;
    }
    forward(request, response, application(), {
      "x-forwarded-proto": "https",
      "x-forwarded-for": request.socket.remoteAddress ?? "",
    });
  });
  return Object.assign(door, { renew: (next: Certificate) => server.setSecureContext(next) });
};

export type FrontDoor = LoopbackServer & {
  /** From now on it shows another certificate. */
  readonly renew: (certificate: Certificate) => void;
};

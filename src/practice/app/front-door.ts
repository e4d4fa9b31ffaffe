import { createServer } from "node:https";
import type { Certificate } from "../cloud/tokens/certificate.ts";
import { LoopbackServer } from "../loopback.ts";
import { forward } from "./proxy.ts";

/** The school's TLS terminator: https outside, plain http to the application behind it. */
export const frontDoor = (certificate: Certificate, application: () => URL): LoopbackServer =>
  new LoopbackServer(createServer(certificate), (request, response) => {
    forward(request, response, application(), {
      "x-forwarded-proto": "https",
      "x-forwarded-for": request.socket.remoteAddress ?? "",
    });
  });

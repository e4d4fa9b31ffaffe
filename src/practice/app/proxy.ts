import { type IncomingMessage, request, type ServerResponse } from "node:http";

/**
 * Hands a request to the application and its answer back, byte for byte as it comes, so that live
 * updates are not held up. 502 while the application is down.
 */
export const forward = (
  from: IncomingMessage,
  to: ServerResponse,
  target: URL,
  extraHeaders: Readonly<Record<string, string>>,
  answered: (status: number) => void = () => undefined,
): void => {
  const onward = request(
    {
      host: target.hostname,
      port: target.port,
      method: from.method,
      path: from.url,
      headers: { ...from.headers, ...extraHeaders },
    },
    (response) => {
      answered(response.statusCode ?? 502);
      to.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(to);
      response.on("error", () => to.destroy());
    },
  );
  onward.setNoDelay(true);
  onward.on("error", () => {
    answered(502);
    // Whoever asked may have gone meanwhile: then there is no one to say it to.
    if (to.headersSent || to.destroyed) to.destroy();
    else
      to.writeHead(502, { "content-type": "text/plain; charset=utf-8" }).end(
        "The application does not answer.\n",
      );
  });
  to.on("close", () => onward.destroy());
  from.pipe(onward);
};

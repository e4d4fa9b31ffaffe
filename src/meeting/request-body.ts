import type { IncomingMessage } from "node:http";

/** Bytes: register lists are the largest bodies, several times what Teams sends. */
export const LARGEST_BODY = 300 * 1024;

/** A body that cannot be read as JSON, or that broke off (400), or is too large (413). */
export class BodyRefused extends Error {
  readonly status: 400 | 413;

  constructor(status: 400 | 413) {
    super("The body was refused.");
    this.name = "BodyRefused";
    this.status = status;
  }
}

/**
 * Reads a request's body as JSON, with a limit in bytes. Nothing else is understood and nothing is unpacked:
 * restify's own reader also takes compressed bodies, forms and files, and a bad one of those ends the program, or
 * stays on its disk. Called once the sender is known.
 *
 * A refused body is still read to its end: else the sender, still writing, never reads our answer, and
 * we never read the next request on the same connection.
 * @returns undefined where nothing was sent, or not as JSON: the route says what it misses
 * @throws BodyRefused
 */
export const readJson = async (request: IncomingMessage, mostBytes = LARGEST_BODY): Promise<unknown> => {
  const { "content-encoding": coding = "identity", "content-type": type = "" } = request.headers;
  const bytes = await readBytes(request, mostBytes);
  if (coding !== "identity") throw new BodyRefused(400);
  if (bytes.length === 0 || !/^application\/json\s*(;|$)/i.test(type)) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    throw new BodyRefused(400);
  }
};

/**
 * Reads the body of a page's own form, as a browser without script sends it. @throws BodyRefused
 */
export const readForm = async (request: IncomingMessage, mostBytes: number): Promise<URLSearchParams> => {
  const { "content-encoding": coding = "identity", "content-type": type = "" } = request.headers;
  const bytes = await readBytes(request, mostBytes);
  if (coding !== "identity" || !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    throw new BodyRefused(400);
  return new URLSearchParams(bytes.toString("utf8"));
};

const readBytes = (request: IncomingMessage, mostBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(new BodyRefused(413));
      }
    });
    const brokenOff = (): void => reject(new BodyRefused(400));
    request.once("end", () => {
      // It closes after its end as well: to make an error, with its stack, for each takes longer than to read it.
      request.off("close", brokenOff);
      resolve(Buffer.concat(chunks));
    });
    request.once("error", brokenOff);
    request.once("close", brokenOff);
    if (request.destroyed || request.readableEnded) brokenOff();
  });

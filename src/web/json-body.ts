import type { IncomingMessage } from "node:http";
import type { Request } from "restify";
import { badRequest, Refusal } from "./answers.ts";

const tooLarge = (): Refusal =>
  new Refusal(413, "too-large", "That is more than Lesson Guard takes at once. Nothing was changed.");

/**
 * Reads each request's body as JSON, at most so many bytes. Nothing else is understood and nothing is
 * unpacked: restify's own reader also takes compressed bodies, forms and files, and a bad one of those ends
 * the program, or lies on its disk. Called once it is known who sends it. @throws Refusal 400, 413
 */
export const jsonBody =
  (mostBytes: number) =>
  async (request: Request): Promise<void> => {
    try {
      request.body = await readJson(request, mostBytes);
    } finally {
      // Whoever is still sending reads our answer first.
      request.resume();
    }
  };

/** Nothing where nothing was sent, or not as JSON: the route says what it misses. @throws Refusal */
const readJson = async (request: IncomingMessage, mostBytes: number): Promise<unknown> => {
  const { "content-encoding": coding = "identity", "content-type": type = "" } = request.headers;
  if (coding !== "identity") throw badRequest();
  const chunks: Buffer[] = [];
  let size = 0;
  const arriving: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of arriving) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0 || !/^application\/json\s*(;|$)/i.test(type)) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    throw badRequest();
  }
};

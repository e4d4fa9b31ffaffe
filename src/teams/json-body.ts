import type { IncomingMessage } from "node:http";

/** Bytes: several times what Teams sends, far less than would hurt. */
const LIMIT = 256 * 1024;

/** A body that is too large (413) or no JSON object (400). */
export class BodyRefused extends Error {
  readonly code = "body-refused";
  readonly status: 400 | 413;

  constructor(status: 400 | 413) {
    super("The body was refused.");
    this.name = "BodyRefused";
    this.status = status;
  }
}

/**
 * Reads a request's body as one JSON object. A body that middleware has parsed already is taken as it is.
 * @throws BodyRefused
 */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const { body } = request as { body?: unknown };
  const value = body === undefined ? parse(await readText(request)) : body;
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BodyRefused(400);
  return value as Record<string, unknown>;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not cut the connection: the caller is to read our answer.
  const iterator: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of iterator) {
    size += chunk.length;
    if (size > LIMIT) {
      request.resume();
      throw new BodyRefused(413);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyRefused(400);
  }
}

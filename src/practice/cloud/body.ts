import type { IncomingMessage } from "node:http";

/** The body of a request: JSON, a form, text that is neither, or bytes. */
export const readBody = async (request: IncomingMessage): Promise<{ text: string; value: unknown }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const type = request.headers["content-type"] ?? "";
  const bytes = Buffer.concat(chunks);
  if (type === "application/octet-stream") return { text: "", value: bytes };
  const text = bytes.toString("utf8");
  if (text === "") return { text, value: undefined };
  if (type.includes("x-www-form-urlencoded")) {
    return { text, value: Object.fromEntries(new URLSearchParams(text)) };
  }
  return { text, value: parseJson(text) };
};

/** The value, or the text itself where it is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
};

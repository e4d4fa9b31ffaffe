import { randomUUID } from "node:crypto";
import { Refusal } from "../answer.ts";

/** Graph's error body. */
export const graphErrorBody = (code: string, message: string): unknown => {
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  return { error: { code, message, innerError: { date, "request-id": id, "client-request-id": id } } };
};

/** A refusal in Graph's shape; `provoked` where a switch of the practice asked for it. */
export const graphRefusal = (status: number, code: string, message: string, provoked = false): Refusal =>
  new Refusal({ status, body: graphErrorBody(code, message) }, `${code}: ${message}`, provoked);

export const notFound = (what: string): Refusal => graphRefusal(404, "NotFound", `${what} was not found.`);

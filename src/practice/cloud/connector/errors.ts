import { Refusal } from "../answer.ts";

/** The Bot Connector's error shape. */
export function connectorErrorBody(code: string, message: string): unknown {
  return { error: { code, message } };
}

/** A refusal in the connector's shape (facts/payloads/connector-errors.json). */
export function connectorRefusal(status: number, code: string, message: string, provoked = false): Refusal {
  return new Refusal({ status, body: connectorErrorBody(code, message) }, `${code}: ${message}`, provoked);
}

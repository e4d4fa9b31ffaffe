import { Refusal } from "../answer.ts";

/** The Bot Connector's error shape. */
export const connectorErrorBody = (code: string, message: string): unknown => ({ error: { code, message } });

/** A refusal in the connector's shape (facts/payloads/connector-errors.json). */
export const connectorRefusal = (status: number, code: string, message: string, provoked = false): Refusal =>
  new Refusal({ status, body: connectorErrorBody(code, message) }, `${code}: ${message}`, provoked);

import { existsSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { join, resolve } from "node:path";
import type { Running } from "../../../src/practice/practice.ts";
import { type PracticeClient, startPractice } from "../../e2e/support/practice.ts";

export const receiverScript = resolve(import.meta.dirname, "receiver.ts");

/** A JSON value to read into; `listOf` and `textOf` say what is expected at the end of the path. */
export type Json = {
  readonly [key: string]: Json | undefined;
};

/** The items; fails on anything that is not a list. */
export const listOf = (value: unknown): readonly Json[] => {
  if (!Array.isArray(value)) throw new Error("not a list");
  return value as readonly Json[];
};

/** The text; fails on anything that is not text. */
export const textOf = (value: unknown): string => {
  if (typeof value !== "string") throw new Error("not text");
  return value;
};

export type Answered = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Json;
};

export type Received = {
  readonly path: string;
  readonly authorization: string;
  readonly body: Json;
};

/** Practice with the tiny receiver as its application. */
export const startWithReceiver = (): Promise<PracticeClient> => startPractice({ app: receiverScript });

/** What the receiver wrote down, oldest first. */
export const received = (running: Running): Received[] => {
  const file = join(running.dataDir, "received.jsonl");
  if (!existsSync(file)) return [];
  return (
    readFileSync(file, "utf8")
      .split("\n")
      // The last line may still be being written.
      .slice(0, -1)
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Received)
  );
};

/** Speaks to the practice cloud as the application would, trusting its certificate. */
export class Cloud {
  readonly #running: Running;
  readonly #ca: string;

  constructor(running: Running) {
    this.#running = running;
    this.#ca = readFileSync(running.certificateFile, "utf8");
  }

  /** An app-only token by client credentials; overrides spoil the request. */
  askToken(
    scope: string,
    form: Record<string, string> = {},
    tenant = this.#running.tenantId,
  ): Promise<Answered> {
    const fields = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: this.#running.botId,
      client_secret: this.#running.botPassword,
      scope,
      ...form,
    });
    return this.send("POST", `${this.#running.entra}/${tenant}/oauth2/v2.0/token`, fields.toString(), {
      "content-type": "application/x-www-form-urlencoded",
    });
  }

  async graphToken(): Promise<string> {
    return textOf((await this.askToken("https://graph.microsoft.com/.default")).body.access_token);
  }

  async connectorToken(): Promise<string> {
    return textOf((await this.askToken("https://api.botframework.com/.default")).body.access_token);
  }

  async graph(method: string, path: string, body?: unknown, token?: string): Promise<Answered> {
    return this.#json(method, `${this.#running.graph}${path}`, body, token ?? (await this.graphToken()));
  }

  async connector(method: string, path: string, body?: unknown, token?: string): Promise<Answered> {
    const base = `${this.#running.connector}/uk/${this.#running.tenantId}`;
    return this.#json(method, `${base}${path}`, body, token ?? (await this.connectorToken()));
  }

  get(url: string): Promise<Answered> {
    return this.send("GET", url, undefined, {});
  }

  #json(method: string, url: string, body: unknown, token: string): Promise<Answered> {
    return this.send(method, url, body === undefined ? undefined : JSON.stringify(body), {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
    });
  }

  send(
    method: string,
    url: string,
    text: string | undefined,
    headers: Record<string, string>,
  ): Promise<Answered> {
    return new Promise((answered, failed) => {
      const sent = request(url, { method, headers, ca: this.#ca }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", failed);
        response.on("end", () => {
          const body = Buffer.concat(chunks).toString("utf8");
          answered({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: body === "" ? {} : (JSON.parse(body) as Json),
          });
        });
      });
      sent.on("error", failed);
      sent.end(text);
    });
  }
}

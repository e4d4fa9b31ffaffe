import { Agent, request } from "node:https";
import type { Addresses } from "../addresses.ts";
import { parseJson } from "../cloud/body.ts";
import { cardTrouble } from "../cloud/connector/card-trouble.ts";
import type { Ledger } from "../cloud/ledger.ts";
import { at } from "../fields.ts";
import { linkTrouble } from "../school/app-package.ts";

export type Delivered = {
  /** 0 where nothing answered: the application is down, or took longer than Microsoft waits. */
  readonly status: number;
  readonly body: unknown;
};

/** The card that answers a press; Teams refuses to draw it, like a sent card, if it cannot be read. */
export const cardIn = ({ body }: Delivered): unknown =>
  at(body, "type") === "application/vnd.microsoft.card.adaptive" ? at(body, "value") : undefined;

/** The Bot service gives up after 10 to 15 s (facts/teams.md 2.6). */
const patienceMs = 15_000;

/**
 * Carries activities and call notifications to the application's front door. One attempt each, as
 * Microsoft makes: an undelivered one is lost.
 */
export class Courier {
  readonly #addresses: Addresses;
  readonly #ledger: Ledger;
  readonly #agent: Agent;

  constructor(addresses: Addresses, ledger: Ledger, ca: string) {
    this.#addresses = addresses;
    this.#ledger = ledger;
    this.#agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
  }

  /** To `/api/messages`. */
  activity(activity: unknown, token: string | undefined, operation: string): Promise<Delivered> {
    return this.post(`${this.#addresses.frontDoor}/api/messages`, activity, token, operation);
  }

  async post(url: string, body: unknown, token: string | undefined, operation: string): Promise<Delivered> {
    const target = new URL(url);
    const entry = this.#ledger.received({
      way: "toApp",
      operation,
      method: "POST",
      path: target.pathname,
      query: target.search,
      body,
    });
    const delivered = await this.#send(target, JSON.stringify(body), token);
    this.#ledger.answered(entry, delivered.status, delivered.body);
    const trouble = cardTrouble(cardIn(delivered)) ?? linkTrouble(delivered.body);
    if (trouble !== undefined) this.#ledger.violated(entry, delivered.status, trouble);
    return delivered;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(target: URL, text: string, token: string | undefined): Promise<Delivered> {
    return new Promise((resolve) => {
      const sent = request(
        target,
        {
          method: "POST",
          agent: this.#agent,
          timeout: patienceMs,
          headers: {
            "content-type": "application/json; charset=utf-8",
            "content-length": Buffer.byteLength(text),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", () => resolve({ status: 0, body: undefined }));
          response.on("end", () => {
            const answer = Buffer.concat(chunks).toString("utf8");
            resolve({
              status: response.statusCode ?? 0,
              body: answer === "" ? undefined : parseJson(answer),
            });
          });
        },
      );
      sent.on("timeout", () => sent.destroy());
      sent.on("error", () => resolve({ status: 0, body: undefined }));
      sent.end(text);
    });
  }
}

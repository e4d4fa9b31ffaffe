import { createGraphClient, type GraphClient } from "../../../src/meeting/graph-client.ts";
import { type Answer, type Cloud, type Seen, startCloud } from "./cloud.ts";
import { NO_LIMITS } from "./no-limits.ts";

/** The real Graph client in front of a local counterpart whose answers the test writes. */
export class GraphStage {
  answer: (seen: Seen) => Answer | undefined = () => undefined;
  /** Whether each token asked for had to be fresh. */
  readonly tokens: boolean[] = [];
  #cloud: Cloud | undefined;

  async start(): Promise<void> {
    this.#cloud = await startCloud((seen) => this.answer(seen));
  }

  get cloud(): Cloud {
    if (this.#cloud === undefined) throw new Error("The stage has not been started.");
    return this.#cloud;
  }

  get asked(): Seen[] {
    return this.cloud.asked;
  }

  /** @param timeout short only where the test waits for it: a busy machine is slow, not broken */
  client(timeout = 60_000): GraphClient {
    return createGraphClient({
      graphEndpoint: this.cloud.url,
      credentials: {
        accessToken: async (_scope, fresh = false) => {
          this.tokens.push(fresh);
          return `token-${this.tokens.length}`;
        },
      },
      limiter: NO_LIMITS,
      fetch: this.cloud.fetch,
      timeout,
    });
  }

  reset(): void {
    this.asked.length = 0;
    this.tokens.length = 0;
    this.answer = () => undefined;
  }
}

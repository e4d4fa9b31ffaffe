import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { LoopbackServer } from "../loopback.ts";
import { linkTrouble } from "../school/app-package.ts";
import { Refusal } from "./answer.ts";
import { readBody } from "./body.ts";
import type { Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import { type CloudRequest, matchRoute, type Route } from "./route.ts";
import type { CloudService, Conditions, Outcome } from "./service.ts";
import { shortened } from "./short-list.ts";
import type { Certificate } from "./tokens/certificate.ts";

/** Serves one of Microsoft's services over https: every request named, recorded, checked, answered. */
export class CloudServer extends LoopbackServer {
  readonly #service: CloudService;
  readonly #ledger: Ledger;
  readonly #faults: Faults;
  readonly #conditions: Conditions;

  constructor(
    service: CloudService,
    certificate: Certificate,
    ledger: Ledger,
    faults: Faults,
    conditions: Conditions,
  ) {
    super(createServer(certificate), (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.#service = service;
    this.#ledger = ledger;
    this.#faults = faults;
    this.#conditions = conditions;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "https://cloud.invalid");
    const method = request.method ?? "GET";
    const { value: body } = await readBody(request);
    const found = matchRoute(this.#service.routes, method, url.pathname);
    const operation = found?.route.operation ?? `${this.#service.name}.unknown`;
    const entry = this.#ledger.received({
      way: "toCloud",
      operation,
      method,
      path: url.pathname,
      query: url.search,
      body: operation === "entra.token" ? undefined : noted(body),
    });
    const fault = this.#faults.take(operation);
    const crash = this.#conditions.crash;
    const latency =
      this.#conditions.latencyMs(method, operation) + (fault?.kind === "slow" ? fault.delayMs : 0);

    if (fault?.kind === "received") crash.kill();
    if (fault?.kind === "received" || fault?.kind === "reset" || fault?.kind === "outage") {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === "hang") return;
    if (typeof fault?.kind === "number") {
      const headers: Record<string, string> =
        fault.kind === 504 || fault.kind === 409 ? {} : { "retry-after": String(fault.retryAfter) };
      const answer = {
        status: fault.kind,
        headers,
        body: this.#service.errorBody(fault.kind, "Try again later."),
      };
      this.#send(response, { answer });
      this.#ledger.answered(entry, answer.status, answer.body);
      return;
    }

    const cloudRequest: CloudRequest = {
      method,
      path: url.pathname,
      params: found?.params ?? {},
      query: url.searchParams,
      headers: request.headers,
      body,
      claims: {},
    };
    const worked = await this.#work(cloudRequest, found?.route);
    const outcome = { ...worked, answer: shortened(worked.answer, fault?.kind) };
    if (outcome.why !== undefined && !outcome.provoked) {
      this.#ledger.violated(entry, outcome.answer.status, outcome.why);
    }
    // Microsoft accepts it all the same, and the person who presses the link finds nothing.
    const nowhere = Buffer.isBuffer(body) ? undefined : linkTrouble(body);
    if (nowhere !== undefined) this.#ledger.violated(entry, outcome.answer.status, nowhere);
    if (fault?.kind === "answered") crash.kill();
    if (fault?.kind === "answered" || fault?.kind === "lostAnswer") {
      request.socket.destroy();
      return;
    }
    if (latency > 0) await pause(latency);
    this.#ledger.answered(entry, outcome.answer.status, noted(outcome.answer.body));
    // Killed already at another request: no program is there to act on this answer.
    if (fault?.kind === "notRecorded" && request.socket.destroyed) return;
    if (fault?.kind === "notRecorded") crash.freeze();
    this.#send(response, outcome, fault?.kind === "notRecorded" ? crash.kill : undefined);
  }

  async #work(request: CloudRequest, route: Route | undefined): Promise<Outcome> {
    try {
      if (!route) {
        const why = `no such route here: ${request.method} ${request.path}`;
        return { answer: { status: 501, body: this.#service.errorBody(501, why) }, why };
      }
      const claims = this.#service.authorise(request, route);
      return { answer: await route.handle({ ...request, claims }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const blame = [400, 401, 403, 413, 501].includes(error.answer.status) && !error.provoked;
      return { answer: error.answer, provoked: error.provoked, ...(blame ? { why: error.message } : {}) };
    }
  }

  /** `over`: whether the answer got through, or the caller has gone meanwhile. */
  #send(response: ServerResponse, { answer }: Outcome, over?: () => void): void {
    const isBytes = Buffer.isBuffer(answer.body);
    const text = answer.body === undefined ? "" : isBytes ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      date: this.#conditions.date(),
      ...(text === "" ? {} : { "content-type": "application/json; charset=utf-8" }),
      ...(isBytes ? { "content-length": String(text.length) } : {}),
      ...answer.headers,
    });
    if (over !== undefined) response.once("close", over);
    response.end(text);
  }
}

/** A video is not written down. */
const noted = (body: unknown): unknown => (Buffer.isBuffer(body) ? `${body.length} bytes` : body);

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../config.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import type { Credentials } from "../meeting/credentials.ts";
import { faultOf } from "../meeting/fault.ts";
import { type KEYS_UNAVAILABLE, KeysUnavailable, type OpenIdKeys } from "../meeting/open-id-keys.ts";
import { BodyRefused, readJson } from "../meeting/request-body.ts";
import { type TokenReason, TokenRefused } from "../meeting/verify-token.ts";
import { readActivity } from "./activity.ts";
import { type Accepted, createAdapter } from "./adapter.ts";
import { createGuard, type Verified } from "./guard.ts";
import type { ActivityHandlers } from "./handlers.ts";
import { type CardPress, invokeBody, readExecute } from "./press.ts";
import { createRouter, type Replies } from "./router.ts";

type RefusedReason = TokenReason | typeof KEYS_UNAVAILABLE | "botbuilder" | "body" | "unavailable";

/** What went wrong while receiving, in words that name no one: for a log and counters. */
export type ReceiveReport =
  | { readonly event: "refused"; readonly reason: RefusedReason }
  | {
      readonly event: "failed";
      readonly activity: string;
      readonly error: string;
      readonly frames: readonly string[];
    }
  | { readonly event: "reply-failed"; readonly error: string };

type Dependencies = {
  readonly config: Pick<Config, "bot" | "entraEndpoint" | "botOpenIdMetadata" | "serviceUrlHosts">;
  readonly handlers: ActivityHandlers;
  readonly replies: Replies;
  readonly credentials: Credentials;
  /** @param request what was refused */
  readonly report: (what: ReceiveReport, request?: IncomingMessage) => void;
  readonly keys?: OpenIdKeys;
};

export type Receive = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * `POST /api/messages`: token, then body, then one turn. 200 says that the handlers have finished, so
 * that whatever arrived is recorded; 401 for any bad token, 503 while keys cannot be read, 413 and 400
 * for a body that cannot be read, 500 where a handler failed, 501 for an invoke without a handler.
 */
export const createReceiver = (dependencies: Dependencies): Receive => {
  const guard = createGuard(dependencies.config, dependencies.keys);
  const adapter = createAdapter(dependencies.config, dependencies.credentials);
  const router = createRouter(dependencies.handlers, quietReplies(dependencies.replies, dependencies.report));

  /** What botbuilder has made of tokens that need not be verified anew. */
  const known = new WeakMap<object, Accepted>();
  const acceptedAs = async ({ token }: Verified, accept: () => Promise<Accepted>): Promise<Accepted> => {
    const accepted = known.get(token) ?? (await accept());
    known.set(token, accepted);
    return accepted;
  };

  /** Round teams-ai and botbuilder's turn, which take longer than the press and give it nothing. */
  const pressed = async (press: CardPress): Promise<{ readonly status: number; readonly body: unknown }> => ({
    status: 200,
    body: invokeBody(await dependencies.handlers.cardPressed(press)),
  });

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const authorization = request.headers.authorization;
    const verified = await guard.authenticate(authorization);
    const body = await readJson(request);
    if (!isObject(body)) throw new BodyRefused(400);
    const activity = readActivity(body);
    if (activity === undefined) throw new BodyRefused(400);
    guard.admit(activity, verified);
    dependencies.handlers.serviceUrlSeen(verified.serviceUrl);

    const accepted = await acceptedAs(verified, () => adapter.accept(authorization ?? "", body));

    let failure: { readonly error: unknown } | undefined;
    // Kept away from the adapter, which would answer 200 or print what it caught.
    const caught = (error: unknown): void => {
      failure = { error };
    };
    const press = readExecute(activity);
    const answer =
      press === undefined
        ? await adapter.turn(accepted, body, (context) => router.run(context).then(() => undefined, caught))
        : await pressed(press).catch(caught);
    if (failure !== undefined) {
      dependencies.report({ event: "failed", activity: activity.type, ...faultOf(failure.error) });
      end(response, 500);
      return;
    }
    end(response, answer?.status ?? 200, answer?.body);
  };

  return async (request, response) => {
    try {
      await receive(request, response);
    } catch (error) {
      const { status, reason } = refusal(error);
      dependencies.report({ event: "refused", reason }, request);
      end(response, status);
    }
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refusal = (error: unknown): { readonly status: number; readonly reason: RefusedReason } => {
  if (error instanceof TokenRefused) return { status: 401, reason: error.reason };
  if (error instanceof KeysUnavailable) return { status: 503, reason: error.code };
  if (error instanceof BodyRefused) return { status: error.status, reason: "body" };
  // botbuilder's own check and ours differ: both must agree.
  const { statusCode } = Object(error) as { statusCode?: unknown };
  return statusCode === 401 ? { status: 401, reason: "botbuilder" } : { status: 503, reason: "unavailable" };
};

const end = (response: ServerResponse, status: number, body?: unknown): void => {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
};

/** If a reply cannot be sent, what was recorded stays recorded: a second delivery would record it twice. */
const quietReplies = (replies: Replies, report: Dependencies["report"]): Replies => {
  const quietly = async (sending: Promise<unknown>) => {
    try {
      await sending;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      report({ event: "reply-failed", error: error.message });
    }
  };
  return {
    send: (conversationId, message) => quietly(replies.send(conversationId, message)),
    update: (conversationId, activityId, message) =>
      quietly(replies.update(conversationId, activityId, message)),
  };
};

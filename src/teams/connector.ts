import { z } from "zod";
import {
  type Call,
  CloudError,
  errorFromAnswer,
  errorFromFailure,
  notTheirs,
} from "../meeting/cloud-error.ts";
import { type CloudDependencies, type CloudRequest, createRoad, patience } from "../meeting/cloud-request.ts";

export type ConnectorRequest<T> = CloudRequest<T> & {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** False where a second request acts twice (every send). */
  readonly repeatable: boolean;
  /** What it counts as, and in which conversation; every request also counts for the tenant. */
  readonly counts?: { readonly limit: "send" | "create" | "read"; readonly of: string };
};

/** Every request counts against it. */
const TENANT = { limit: "bot", of: "" } as const;

/** @throws CloudError of service `connector` */
export type Connector = <T>(request: ConnectorRequest<T>) => Promise<T>;

type Dependencies = CloudDependencies & {
  /** The newest address seen; undefined before Teams has written to us. */
  readonly serviceUrl: () => string | undefined | Promise<string | undefined>;
};

const ErrorBody = z.object({
  error: z.object({ code: z.string().nullish(), subCode: z.string().nullish() }).nullish(),
  code: z.string().nullish(),
  subCode: z.string().nullish(),
});

/**
 * The Bot Connector's documented REST paths over Node's own fetch: kept-alive connections, one token
 * cache, one time limit. botbuilder's connector client builds an HTTP pipeline and fetches a token for
 * every turn, has no time limit, and hides whether a request left.
 */
export const createConnector = (dependencies: Dependencies): Connector => {
  const { serviceUrl, fetch: sendRequest = fetch } = dependencies;
  const road = createRoad("connector", dependencies);

  const ask = async (request: ConnectorRequest<unknown>, call: Call, token: string): Promise<unknown> => {
    const address = await serviceUrl();
    if (address === undefined)
      throw new CloudError({ ...call, kind: "temporary", code: "no-service-address" });
    const { status, body, ...hints } = await sent(
      `${address.replace(/\/+$/, "")}${request.path}`,
      request,
      token,
    ).catch((failure: unknown) => {
      throw errorFromFailure(call, failure);
    });
    if (status >= 400) throw errorFromAnswer(call, { status, code: codeOf(body), ...hints });
    return body;
  };

  const sent = async (url: string, request: ConnectorRequest<unknown>, token: string) => {
    const response = await sendRequest(url, {
      method: request.method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: "error",
      signal: patience(dependencies),
    });
    const { status, headers } = response;
    const text = await response.text();
    const body = jsonOf(text);
    if (response.ok && text !== "" && body === undefined) throw notTheirs();
    return { status, body, retryAfter: headers.get("retry-after"), date: headers.get("date") };
  };

  return (request) => {
    const { operation, repeatable, counts, answer } = request;
    const call: Call = { service: "connector", operation, repeatable };
    const counted = counts === undefined ? [TENANT] : [counts, TENANT];
    return road({ call, counts: counted, answer, send: (token) => ask(request, call, token) });
  };
};

/** A body that is no JSON says nothing; the status is enough. */
const jsonOf = (text: string): unknown => {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The subcode says more than the code (`MessageWritesBlocked`). */
const codeOf = (body: unknown): string | undefined => {
  const { error, code, subCode } = ErrorBody.safeParse(body).data ?? {};
  return error?.subCode ?? subCode ?? error?.code ?? code ?? undefined;
};

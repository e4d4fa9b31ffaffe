import { X509Certificate } from "node:crypto";
import { ConfidentialClientApplication, type INetworkModule, type NodeAuthOptions } from "@azure/msal-node";
import type { BotCredential, Config } from "../config.ts";
import { CloudError, errorFromFailure, type Heard } from "./cloud-error.ts";

/** What a token is for. One application, one cache, two audiences. */
export const SCOPES = {
  graph: "https://graph.microsoft.com/.default",
  connector: "https://api.botframework.com/.default",
} as const;

export type Scope = (typeof SCOPES)[keyof typeof SCOPES];

export type Credentials = {
  /**
   * @param fresh true after a 401: the cached token is not trusted any more
   * @throws CloudError of service `entra`
   */
  readonly accessToken: (scope: Scope, fresh?: boolean) => Promise<string>;
};

type Dependencies = Pick<Config, "bot" | "entraEndpoint"> & { readonly fetch?: typeof fetch };

const CALL = { service: "entra", operation: "sign in", repeatable: true } as const;

/** MSAL's client of the bot's registration; shared with botbuilder so that there is one token cache. */
export const createMsalClient = (dependencies: Dependencies): ConfidentialClientApplication => {
  const auth: NodeAuthOptions = {
    clientId: dependencies.bot.id,
    authority: `${dependencies.entraEndpoint}/${dependencies.bot.tenantId}`,
    // Named as known, so that the authority is not looked up at Microsoft's own host first.
    knownAuthorities: [new URL(dependencies.entraEndpoint).host],
    ...msalCredential(dependencies.bot.credential),
  };
  return new ConfidentialClientApplication({
    auth,
    system: { networkClient: timedNetwork(dependencies.fetch ?? fetch) },
  });
};

/** The app's own tokens (client credentials flow), from MSAL's cache until shortly before they expire. */
export const createCredentials = (
  client: ConfidentialClientApplication,
  heard: Heard = () => undefined,
): Credentials => {
  const asking = new Map<string, Promise<string>>();

  const ask = async (scope: Scope, fresh: boolean): Promise<string> => {
    try {
      const answer = await client.acquireTokenByClientCredential({ scopes: [scope], skipCache: fresh });
      if (answer?.accessToken) {
        if (!answer.fromCache) heard("entra", "ok");
        return answer.accessToken;
      }
    } catch (error) {
      const failure = entraError(error);
      heard("entra", failure.kind, failure);
      throw failure;
    }
    throw new CloudError({ ...CALL, kind: "temporary", code: "no-token" });
  };

  return {
    // MSAL's cache is empty until the first answer: a caller that asks meanwhile waits for that one.
    accessToken: (scope, fresh = false) => {
      const key = `${scope} ${fresh}`;
      const asked = asking.get(key) ?? ask(scope, fresh).finally(() => asking.delete(key));
      asking.set(key, asked);
      return asked;
    },
  };
};

/** Refusals by Entra itself, and our own key or certificate where MSAL cannot use it. */
const NOT_SIGNED_IN =
  /^(invalid_|unauthorized_|access_denied|consent_|interaction_|unsupported_)|^ERR_(OSSL|CRYPTO)_/;

/**
 * Entra does not accept our sign-in (`invalid_client`, `unauthorized_client` …): no one can tell for how long. Any
 * other failure happened on the way there. The code is Entra's own number (AADSTS7000215, a wrong secret; 7000222, an
 * expired one) where it gives one: its sentence may name people.
 */
const entraError = (error: unknown): CloudError => {
  const { errorCode, errorNo, code } = Object(error) as Readonly<Record<string, unknown>>;
  const said = typeof errorCode === "string" ? errorCode : typeof code === "string" ? code : "";
  if (!NOT_SIGNED_IN.test(said)) return errorFromFailure(CALL, error);
  const number = String(errorNo);
  return new CloudError({
    ...CALL,
    kind: "not-signed-in",
    code: /^\d{3,9}$/.test(number) ? `AADSTS${number}` : said,
  });
};

const msalCredential = (credential: BotCredential): Partial<NodeAuthOptions> => {
  if (credential.kind === "secret") return { clientSecret: credential.secret };
  const certificate = new X509Certificate(credential.pem);
  const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(
    credential.pem,
  )?.[0];
  return {
    clientCertificate: {
      thumbprintSha256: certificate.fingerprint256.replaceAll(":", ""),
      privateKey: privateKey ?? "",
    },
  };
};

/**
 * MSAL's own network client has no time limit, and an Entra that hangs must not hang a duty. The secret goes only to
 * the address that was set: no redirect is followed.
 */
const timedNetwork = (send: typeof fetch): INetworkModule => {
  const request = async <T>(url: string, init: RequestInit) => {
    const answer = await send(url, { ...init, redirect: "error", signal: AbortSignal.timeout(5000) });
    return {
      headers: Object.fromEntries(answer.headers),
      body: (await answer.json()) as T,
      status: answer.status,
    };
  };
  const headers = (given: Record<string, string> | undefined) =>
    given === undefined ? {} : { headers: given };
  return {
    sendGetRequestAsync: (url, options) => request(url, { method: "GET", ...headers(options?.headers) }),
    sendPostRequestAsync: (url, options) =>
      request(url, { method: "POST", body: options?.body ?? "", ...headers(options?.headers) }),
  };
};

import type { Config } from "../config.ts";
import {
  type KEYS_UNAVAILABLE,
  KeysUnavailable,
  type OpenIdKeys,
  openIdKeys,
} from "../meeting/open-id-keys.ts";
import { bearerToken, type TokenReason, TokenRefused, verifyToken } from "../meeting/verify-token.ts";

/** The person that the token names; Entra groups decide what they may do, not this. */
export type SignedIn = {
  /** Entra object id. */
  readonly id: string;
  /** As the directory shows them. Personal. */
  readonly name: string;
  /** When the token ends, milliseconds since 1970: a live stream is closed by then. */
  readonly expiresAt: number;
};

export type SignIn =
  | { readonly ok: true; readonly person: SignedIn }
  /** `reason` is for the security log; the caller is told the status only. */
  | {
      readonly ok: false;
      readonly status: 401 | 503;
      readonly reason: TokenReason | typeof KEYS_UNAVAILABLE;
    };

/** Teams desktop and mobile, Teams web (facts/teams.md 3.1). */
const TEAMS_CLIENTS = new Set([
  "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
  "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
]);

/**
 * Verifies the Teams single sign-on token that the panel sends with every request: signed by Entra for
 * this tenant and this app, for a person (scope `access_as_user`), through a Teams client.
 */
export const createSignIn = (
  config: Pick<Config, "bot" | "entraEndpoint" | "publicUrl">,
  keys?: OpenIdKeys,
): ((authorization: string | undefined) => Promise<SignIn>) => {
  const { id: botId, tenantId } = config.bot;
  const issuer = `${config.entraEndpoint}/${tenantId}/v2.0`;
  // Entra gives out version 1 unless the registration asks for version 2 (docs/for-administrators.md).
  const issuerOfVersion1 = `https://sts.windows.net/${tenantId}/`;
  const rules = {
    keys: keys ?? openIdKeys(`${issuer}/.well-known/openid-configuration`),
    issuers: [issuer, issuerOfVersion1],
    audiences: [botId, `api://${new URL(config.publicUrl).host}/botid-${botId}`],
    clockTolerance: 60,
  };

  const read = async (authorization: string | undefined): Promise<SignedIn> => {
    const { claims } = await verifyToken(bearerToken(authorization), rules);
    const word = (name: string) => {
      const value = claims[name];
      return typeof value === "string" ? value : "";
    };
    if (word("tid").toLowerCase() !== tenantId) throw new TokenRefused("tenant");
    if (!word("scp").split(" ").includes("access_as_user")) throw new TokenRefused("scope");
    const client = word(claims.iss === issuerOfVersion1 ? "appid" : "azp");
    if (!TEAMS_CLIENTS.has(client)) throw new TokenRefused("client");
    const id = word("oid").toLowerCase();
    if (id === "") throw new TokenRefused("claims");
    return { id, name: word("name"), expiresAt: Number(claims.exp) * 1000 };
  };

  return async (authorization) => {
    try {
      return { ok: true, person: await read(authorization) };
    } catch (error) {
      if (error instanceof TokenRefused) return { ok: false, status: 401, reason: error.reason };
      if (error instanceof KeysUnavailable) return { ok: false, status: 503, reason: error.code };
      throw error;
    }
  };
};

import type { Config } from "../config.ts";
import { type OpenIdKeys, openIdKeys } from "../meeting/open-id-keys.ts";
import { bearerToken, TokenRefused, verifyToken } from "../meeting/verify-token.ts";
import type { IncomingActivity } from "./activity.ts";

/** What a good token says; the activity must match it. */
export type Verified = {
  readonly serviceUrl: string;
  /** The same object for as long as the same token need not be verified anew. */
  readonly token: object;
};

export type Guard = {
  /**
   * Checks the token before a byte of the body is read.
   * @throws TokenRefused → 401, KeysUnavailable → 503
   */
  readonly authenticate: (authorization: string | undefined) => Promise<Verified>;
  /** Checks that the activity matches this token, this tenant and an allowed service. @throws TokenRefused */
  readonly admit: (activity: IncomingActivity, verified: Verified) => void;
};

const ISSUER = "https://api.botframework.com";
const CHANNEL = "msteams";

/**
 * The checks botbuilder lacks, in front of its own (facts/toolchain.md: defects 5 and 6): a bad
 * signature is a 401, a key must be endorsed for Teams, the token must name the service address, the
 * address must be one we would send a token to, and the tenant must be the school's.
 */
export const createGuard = (
  config: Pick<Config, "bot" | "botOpenIdMetadata" | "serviceUrlHosts">,
  keys: OpenIdKeys = openIdKeys(config.botOpenIdMetadata),
): Guard => {
  const hosts = new Set(config.serviceUrlHosts);
  const rules = { keys, issuers: [ISSUER], audiences: [config.bot.id], clockTolerance: 300 };

  return {
    authenticate: async (authorization) => {
      const token = await verifyToken(bearerToken(authorization), rules);
      const { claims, signedWith } = token;
      if (signedWith.endorsements?.includes(CHANNEL) !== true) throw new TokenRefused("endorsement");
      const serviceUrl = claims["serviceurl"];
      if (typeof serviceUrl !== "string" || serviceUrl === "") throw new TokenRefused("service-url");
      return { serviceUrl, token };
    },

    admit: (activity, verified) => {
      if (activity.channelId !== CHANNEL) throw new TokenRefused("endorsement");
      if (activity.serviceUrl !== verified.serviceUrl || !isAllowed(verified.serviceUrl, hosts)) {
        throw new TokenRefused("service-url");
      }
      const tenants = [activity.conversation?.tenantId, activity.channelData?.tenant?.id].filter(Boolean);
      const ours = tenants.every((tenant) => tenant?.toLowerCase() === config.bot.tenantId);
      if (tenants.length === 0 || !ours) throw new TokenRefused("tenant");
    },
  };
};

/** Our token is sent to this address: https, a known host, nothing before an @. */
const isAllowed = (serviceUrl: string, hosts: ReadonlySet<string>): boolean => {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, host, username, password } = new URL(serviceUrl);
  return protocol === "https:" && username === "" && password === "" && hosts.has(host);
};

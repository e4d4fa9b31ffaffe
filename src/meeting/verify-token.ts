import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { type GoodToken, type KnownTokens, knownTokens } from "./known-tokens.ts";
import type { OpenIdKeys } from "./open-id-keys.ts";

/** Why a token was not accepted: for a counter, never for the caller. */
export const TOKEN_REASONS = [
  "no-token",
  "malformed",
  "algorithm",
  "key",
  "signature",
  "expired",
  "lifetime",
  "audience",
  "issuer",
  "tenant",
  "claims",
  "endorsement",
  "service-url",
  "scope",
  "client",
] as const;

export type TokenReason = (typeof TOKEN_REASONS)[number];

/** The caller is not who they must be: the answer is 401 with a neutral body. */
export class TokenRefused extends Error {
  readonly code = "token-refused";
  readonly reason: TokenReason;

  constructor(reason: TokenReason) {
    super(`The token was refused: ${reason}.`);
    this.name = "TokenRefused";
    this.reason = reason;
  }
}

export type TokenRules = {
  readonly keys: OpenIdKeys;
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  /** Seconds by which clocks may differ. */
  readonly clockTolerance: number;
};

/** Seconds: a tenant can have Entra's tokens live for a day, and no longer; Bot Connector's live for an hour. */
const LONGEST_LIFE_S = 24 * 60 * 60;

/** The token of an Authorization header. */
export const bearerToken = (authorization: string | undefined): string => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new TokenRefused(authorization ? "malformed" : "no-token");
  return token;
};

/** Under each set of rules, the tokens that have passed them. */
const passed = new WeakMap<TokenRules, KnownTokens>();

/**
 * Checks form, algorithm (RS256 and no other), key, signature, times, how long it still lives, issuer and audience.
 * One that has passed these same rules a few minutes ago, with a key that is still published, passes again.
 *
 * @returns the same object for the same token, as long as that holds
 * @throws TokenRefused where any of them is wrong, KeysUnavailable where the publisher cannot be reached
 */
export const verifyToken = async (token: string, rules: TokenRules): Promise<GoodToken> => {
  const known = passed.get(rules) ?? knownTokens();
  passed.set(rules, known);
  const before = known.find(token);
  if (before !== undefined && (await rules.keys.find(before.keyId)) === before.signedWith) return before;
  return known.keep(token, await verify(token, rules));
};

const verify = async (token: string, rules: TokenRules): Promise<GoodToken> => {
  const keyId = keyIdOf(token);
  const signedWith = await rules.keys.find(keyId);
  if (signedWith === undefined) throw new TokenRefused("key");
  try {
    const { payload } = await jwtVerify(token, signedWith.key, {
      algorithms: ["RS256"],
      issuer: [...rules.issuers],
      audience: [...rules.audiences],
      clockTolerance: rules.clockTolerance,
      requiredClaims: ["exp"],
    });
    const left = Number(payload.exp) - Date.now() / 1000;
    if (left > LONGEST_LIFE_S + rules.clockTolerance) throw new TokenRefused("lifetime");
    return { claims: payload, signedWith, keyId };
  } catch (error) {
    throw new TokenRefused(reasonOf(error));
  }
};

/** The header is read before any key is fetched, so that a wrong algorithm costs nothing. */
const keyIdOf = (token: string): string => {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw new TokenRefused("malformed");
  }
  if (header.alg !== "RS256") throw new TokenRefused("algorithm");
  if (typeof header.kid !== "string" || header.kid === "") throw new TokenRefused("key");
  return header.kid;
};

const reasonOf = (error: unknown): TokenReason => {
  if (error instanceof TokenRefused) return error.reason;
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "aud") return "audience";
    if (error.claim === "iss") return "issuer";
    return "claims";
  }
  return "malformed";
};

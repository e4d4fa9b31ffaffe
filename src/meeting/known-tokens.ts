import { createHash } from "node:crypto";
import type { JWTPayload } from "jose";
import type { SigningKey } from "./open-id-keys.ts";

export type GoodToken = {
  readonly claims: JWTPayload;
  readonly signedWith: SigningKey;
  readonly keyId: string;
};

export type KnownTokens = {
  /** What this token was found to say; undefined where it has to be verified. */
  readonly find: (token: string) => GoodToken | undefined;
  readonly keep: (token: string, found: GoodToken) => GoodToken;
};

/** As long as the directory's answers are kept: a token says who it is, never what they may do. */
const KEPT_MS = 5 * 60_000;
const MOST = 5_000;

/**
 * Tokens that were verified a short while ago: each press of a person carries the same one for an hour, and to check
 * its signature takes longer than the press. Kept by a digest, never past its own end, and not where the clock has
 * been put back since.
 */
export const knownTokens = (): KnownTokens => {
  const known = new Map<string, GoodToken & { readonly from: number; readonly until: number }>();
  return {
    find: (token) => {
      const digest = digestOf(token);
      const found = known.get(digest);
      if (found === undefined) return undefined;
      const now = Date.now();
      if (now >= found.from && now < found.until) return found;
      known.delete(digest);
      return undefined;
    },
    keep: (token, found) => {
      const from = Date.now();
      const until = Math.min(from + KEPT_MS, Number(found.claims.exp) * 1000);
      const kept = { ...found, from, until };
      known.set(digestOf(token), kept);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return kept;
    },
  };
};

const digestOf = (token: string): string => createHash("sha256").update(token).digest("base64");

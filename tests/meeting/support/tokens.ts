import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { exportJWK, SignJWT } from "jose";
import { type OpenIdKeys, openIdKeys } from "../../../src/meeting/open-id-keys.ts";

const METADATA = "https://keys.example/metadata";
const JWKS = "https://keys.example/jwks";

export type Signer = { readonly kid: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };

export const newSigner = (kid: string): Signer => ({
  kid,
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }),
});

/** A publisher of keys that can rotate them and go away; counts how often it is read. */
export const keyPublisher = (first: readonly Signer[], endorsements?: readonly string[]) => {
  let signers = first;
  let away = false;
  let silent = false;
  let reads = 0;
  const get = (async (url: string) => {
    reads += 1;
    if (away) throw new TypeError("fetch failed");
    if (silent) await new Promise<never>(() => undefined);
    if (url === METADATA) return Response.json({ jwks_uri: JWKS });
    const keys = signers.map(async ({ kid, publicKey }) => ({
      ...(await exportJWK(publicKey)),
      kid,
      use: "sig",
      ...(endorsements === undefined ? {} : { endorsements }),
    }));
    return Response.json({ keys: await Promise.all(keys) });
  }) as typeof fetch;
  return {
    keys: (options: { now?: () => number } = {}): OpenIdKeys =>
      openIdKeys(METADATA, { fetch: get, ...options }),
    rotateTo: (next: readonly Signer[]) => {
      signers = next;
    },
    goAway: () => {
      away = true;
    },
    comeBack: () => {
      away = false;
    },
    /** Takes every request, and answers none. */
    fallSilent: () => {
      silent = true;
    },
    reads: () => reads,
  };
};

export type Claims = Readonly<Record<string, unknown>>;

/** Signs as Microsoft signs: RS256, key id in the header. */
export const sign = (signer: Signer, claims: Claims): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "RS256", kid: signer.kid, typ: "JWT" })
    .sign(signer.privateKey);

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export const unsigned = (signer: Signer, claims: Claims): string =>
  `${part({ alg: "none", kid: signer.kid, typ: "JWT" })}.${part(claims)}.`;

/** HS256 with the public key as the secret: what a careless verifier accepts. */
export const signedWithPublicKey = (signer: Signer, claims: Claims): string => {
  const input = `${part({ alg: "HS256", kid: signer.kid, typ: "JWT" })}.${part(claims)}`;
  const secret = signer.publicKey.export({ type: "spki", format: "pem" });
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
};

/**
 * The tokens every verifier must refuse, made from claims it would accept.
 * @param stranger a signer whose key is not published; `known` signs with a published key id
 */
export const badTokens = async (
  good: Claims,
  signers: { readonly known: Signer; readonly stranger: Signer },
): Promise<readonly (readonly [what: string, header: string | undefined, reason: string])[]> => {
  const { known, stranger } = signers;
  const now = Math.floor(Date.now() / 1000);
  const bearer = async (claims: Claims, signer = known) => `Bearer ${await sign(signer, claims)}`;
  const { exp: _exp, ...endless } = good;
  return [
    ["no header", undefined, "no-token"],
    ["an empty header", "", "no-token"],
    ["another scheme", `Basic ${Buffer.from("a:b").toString("base64")}`, "malformed"],
    ["no token after Bearer", "Bearer ", "malformed"],
    ["something that is no token", "Bearer a.b.c", "malformed"],
    ["alg none", `Bearer ${unsigned(known, good)}`, "algorithm"],
    ["HS256 with the public key", `Bearer ${signedWithPublicKey(known, good)}`, "algorithm"],
    ["a key that was never published", await bearer(good, stranger), "key"],
    ["a published key id with another key", await bearer(good, { ...stranger, kid: known.kid }), "signature"],
    ["an expired token", await bearer({ ...good, exp: now - 3600 }), "expired"],
    ["a token without end", await bearer(endless), "claims"],
    ["a token that lives for two days", await bearer({ ...good, exp: now + 2 * 24 * 3600 }), "lifetime"],
    ["a token from the future", await bearer({ ...good, nbf: now + 3600 }), "claims"],
    ["another audience", await bearer({ ...good, aud: "00000000-0000-4000-8000-000000000000" }), "audience"],
    ["another issuer", await bearer({ ...good, iss: "https://issuer.example" }), "issuer"],
  ];
};

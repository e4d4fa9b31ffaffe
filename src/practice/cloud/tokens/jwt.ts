import { createHmac, sign, verify } from "node:crypto";
import type { SigningKey } from "./keys.ts";

export type Claims = Readonly<Record<string, unknown>>;
export type Algorithm = "RS256" | "none" | "HS256";

/**
 * A signed token. `none` and `HS256` (keyed with the public key's text) exist to prove that the
 * application refuses both.
 */
export const signJwt = (claims: Claims, key: SigningKey, algorithm: Algorithm = "RS256"): string => {
  const header = { typ: "JWT", alg: algorithm, kid: key.kid, x5t: key.kid };
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signature(signed, key, algorithm)}`;
};

const signature = (signed: string, key: SigningKey, algorithm: Algorithm): string => {
  if (algorithm === "none") return "";
  if (algorithm === "RS256") {
    return sign("RSA-SHA256", Buffer.from(signed), key.privateKey).toString("base64url");
  }
  const publicText = key.publicKey.export({ type: "spki", format: "pem" });
  return createHmac("sha256", publicText).update(signed).digest("base64url");
};

/** The claims of a token signed RS256 with this key, or why it is not one. */
export const readJwt = (token: string, key: SigningKey): Claims | { readonly refused: string } => {
  const [head = "", payload = "", mark = "", ...rest] = token.split(".");
  if (rest.length > 0) return { refused: "not a compact JWT" };
  const header = parse(head);
  const claims = parse(payload);
  if (!header || !claims) return { refused: "not a compact JWT" };
  if (header["alg"] !== "RS256" || header["kid"] !== key.kid) return { refused: "unknown key" };
  const good = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${payload}`),
    key.publicKey,
    Buffer.from(mark, "base64url"),
  );
  return good ? claims : { refused: "signature does not fit" };
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const parse = (text: string): Claims | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

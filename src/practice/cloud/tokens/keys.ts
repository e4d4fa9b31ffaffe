import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
};

export type PublicJwk = {
  readonly kty: "RSA";
  readonly use: "sig";
  readonly alg: "RS256";
  readonly kid: string;
  readonly x5t: string;
  readonly n: string;
  readonly e: string;
  readonly endorsements?: readonly string[];
};

/** A fresh RSA key; Microsoft's are RSA 2048 too. */
export const makeKey = (): SigningKey => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: "spki", format: "der" });
  return { kid: createHash("sha1").update(der).digest("base64url"), privateKey, publicKey };
};

/**
 * The key as a metadata document lists it. The Bot Framework adds `endorsements`: without
 * `msteams` there a client must refuse the channel (facts/toolchain.md).
 */
export const publicJwk = (key: SigningKey, endorsements?: readonly string[]): PublicJwk => {
  const { n, e } = key.publicKey.export({ format: "jwk" });
  return {
    kty: "RSA",
    use: "sig",
    alg: "RS256",
    kid: key.kid,
    x5t: key.kid,
    n: n ?? "",
    e: e ?? "",
    ...(endorsements ? { endorsements } : {}),
  };
};

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { findKept, keep } from "./kept.ts";

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

/** An RSA key; Microsoft's are RSA 2048 too. @param of whom: no two use the same */
export const keyOf = (of: "entra" | "bot-framework" | "calling" | "stranger"): SigningKey => {
  const name = `${of}.pem`;
  const privateKey = createPrivateKey(findKept(name) ?? keep(name, freshKey()));
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: "spki", format: "der" });
  return { kid: createHash("sha1").update(der).digest("base64url"), privateKey, publicKey };
};

const freshKey = (): string => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
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

import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { defined } from "../../protocol/defined.ts";
import { canonicalJson } from "../log/canonical-json.ts";
import type { Store } from "../scope.ts";

/** What is signed. Digests and keys are lower-case hex. */
export type Seal = {
  readonly store: Store;
  /** The school it is of, so that no other school's seal can pass for it; absent for the first school. */
  readonly school?: string | undefined;
  /** 1, 2, 3 … within the store. */
  readonly number: number;
  /** ISO 8601 in UTC; everything recorded before it is in the tree. */
  readonly at: string;
  /** The root of the tree over the heads of all streams of the store. */
  readonly root: string;
  /** `sealHash` of the seal before; null for the first. */
  readonly previous: string | null;
  /** The Ed25519 public key, 32 bytes. */
  readonly publicKey: string;
};

export type SignedSeal = Seal & { readonly signature: string };

/** Signed and hashed texts begin with what they are, so that neither can be passed off as the other. */
const signedText = (seal: Seal): string => `lesson-guard seal ${canonicalJson(unsigned(seal))}`;

const unsigned = ({ store, school, number, at, root, previous, publicKey }: Seal): Seal => ({
  store,
  ...defined({ school }),
  number,
  at,
  root,
  previous,
  publicKey,
});

/** @param key an Ed25519 private key, whose public half the seal names */
export const signSeal = (seal: Seal, key: KeyObject): SignedSeal => ({
  ...unsigned(seal),
  signature: sign(null, Buffer.from(signedText(seal)), key).toString("hex"),
});

/** Whether the seal was signed with the key that it names; never throws. */
export const signatureHolds = (seal: SignedSeal): boolean => {
  try {
    const key = createPublicKey({
      format: "jwk",
      key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(seal.publicKey, "hex").toString("base64url") },
    });
    return verify(null, Buffer.from(signedText(seal)), key, Buffer.from(seal.signature, "hex"));
  } catch {
    return false;
  }
};

/** SHA-256 over the seal with its signature: what the next seal and the message to keep hold. */
export const sealHash = (seal: SignedSeal): string =>
  createHash("sha256").update(signedText(seal)).update(seal.signature).digest("hex");

/** The public half of an Ed25519 key, 32 bytes in hex. */
export const publicKeyOf = (key: KeyObject): string => {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.from(x, "base64url").toString("hex");
};

import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownFolder } from "../engine/own-folder.ts";

/** The key that seals are signed with cannot be used. Says nothing of the key itself. */
export class SealKeyError extends Error {
  readonly code = "SEAL_KEY";

  constructor(where: string, cause?: unknown) {
    super(`${where} must be an Ed25519 private key: PEM, or the same in base64.`, { cause });
    this.name = "SealKeyError";
  }
}

const KEY_FILE = "seal-key.pem";

export type SealKeyPlace = { readonly sealKey?: string | undefined; readonly dataDir: string };

/**
 * The key from settings; where none is set, the one in `dataDir`, made at the first start.
 *
 * @throws SealKeyError
 */
export const openSealKey = ({ sealKey, dataDir }: SealKeyPlace): KeyObject => {
  if (sealKey !== undefined) return readSealKey(sealKey, "SEAL_KEY");
  const file = join(dataDir, KEY_FILE);
  ownFolder(dataDir);
  const made = generateKeyPairSync("ed25519").privateKey;
  try {
    // Never over an existing key: seals made with that could not be continued.
    writeFileSync(file, made.export({ type: "pkcs8", format: "pem" }), { flag: "wx", mode: 0o600 });
    return made;
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== "EEXIST") throw error;
    return readSealKey(readFileSync(file, "utf8"), "seal-key.pem in DATA_DIR");
  }
};

/** The same key, where there is one: none is made. @throws SealKeyError */
export const findSealKey = (place: SealKeyPlace): KeyObject | undefined =>
  place.sealKey !== undefined || existsSync(join(place.dataDir, KEY_FILE)) ? openSealKey(place) : undefined;

/** @throws SealKeyError */
export const readSealKey = (text: string, where: string): KeyObject => {
  try {
    const key = createPrivateKey(formOf(text.replaceAll("\\n", "\n").trim()));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw new SealKeyError(where, error);
  }
  throw new SealKeyError(where);
};

const formOf = (text: string): Parameters<typeof createPrivateKey>[0] => {
  if (text.startsWith("-----")) return text;
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("latin1").startsWith("-----")
    ? bytes.toString("latin1")
    : { key: bytes, format: "der", type: "pkcs8" };
};

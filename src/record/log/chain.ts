import { createHash, randomBytes } from "node:crypto";
import type { JsonObject } from "../../protocol/fact.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { StoredFact } from "./stored-fact.ts";

/** What the digest of an event covers: everything but the personal payload, which it commits to. */
export type Link = Omit<StoredFact, "personal"> & {
  readonly commitment: string | null;
  /** `hash` of the event before it in the same stream; null for the first. */
  readonly previous: string | null;
};

/** SHA-256, in lower-case hex. */
export const hashOf = (link: Link): string => createHash("sha256").update(canonicalJson(link)).digest("hex");

/**
 * SHA-256 (hex) over salt ‖ canonical JSON of the personal payload. Without the salt no one can find
 * a short payload (a first name) by trying them all: erasing payload and salt erases the person.
 */
export const commitmentTo = (personal: JsonObject, salt: string): string =>
  createHash("sha256").update(Buffer.from(salt, "hex")).update(canonicalJson(personal)).digest("hex");

/** 32 random bytes in hex, one for each payload. */
export const newSalt = (): string => randomBytes(32).toString("hex");

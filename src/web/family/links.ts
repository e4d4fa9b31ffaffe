import { createHash, createHmac, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";
import { newReference, readable } from "../../desk/random.ts";
import { isSchoolId } from "../../record/scope.ts";

/** What a link says of itself, once its signature is found right. */
export type ReadLink = {
  readonly school: string;
  readonly family: string;
  /** SHA-256 of the secret part: all of it that is kept. */
  readonly digest: string;
};

export type FamilyLinks = {
  /** A new token, to be shown once, and the digest to keep. */
  readonly make: (school: string, family: string) => { readonly token: string; readonly digest: string };
  /**
   * @param text the token, or the whole address that holds it behind "#"
   * @returns undefined where it was not signed here: nothing is looked up then
   */
  readonly read: (text: string) => ReadLink | undefined;
  /** Tells two places apart without keeping where they are. @param link its digest: the same place differs by link */
  readonly placeOf: (address: string, link: string) => string;
  /**
   * A reference for what an adult writes to the chair of governors: longer than any other, and it proves by itself
   * whose it is, because it stands in no record.
   */
  readonly newChairRef: (adult: string) => string;
  readonly isChairRef: (adult: string, ref: string) => boolean;
};

const SECRET_BYTES = 18;
const SIGNATURE_BYTES = 18;
const LONGEST = 500;
/** Of any reference, and what is added to one for the chair of governors. */
const REF_LETTERS = 6;
const REF_END = 5;

const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** @param key the program's own signing key: another one is derived from it, so all links end where it is replaced */
export const createFamilyLinks = (key: KeyObject): FamilyLinks => {
  const own = Buffer.from(
    hkdfSync("sha256", key.export({ type: "pkcs8", format: "der" }), "", "links of families", 32),
  );
  const signatureOf = (text: string): string =>
    createHmac("sha256", own).update(text).digest().subarray(0, SIGNATURE_BYTES).toString("base64url");

  const endOf = (adult: string, begin: string): string => {
    const bytes = createHmac("sha256", own).update(`chair ${adult} ${begin}`).digest();
    return readable(bytes.subarray(0, REF_END));
  };

  return {
    make: (school, family) => {
      const secret = randomBytes(SECRET_BYTES).toString("base64url");
      const text = `${school}.${family}.${secret}`;
      return { token: `${text}.${signatureOf(text)}`, digest: digestOf(secret) };
    },
    read: (text) => {
      if (text.length > LONGEST) return undefined;
      const token = text.trim().replace(/^.*#/su, "");
      const [school = "", family = "", secret = "", signature = "", ...more] = token.split(".");
      if (more.length > 0 || !isSchoolId(school) || family === "" || secret === "") return undefined;
      const right = Buffer.from(signatureOf(`${school}.${family}.${secret}`));
      const given = Buffer.from(signature);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return { school, family, digest: digestOf(secret) };
    },
    newChairRef: (adult) => {
      const begin = newReference();
      return `${begin}${endOf(adult, begin)}`;
    },
    isChairRef: (adult, ref) => {
      const begin = ref.slice(0, REF_LETTERS);
      return ref.length > REF_LETTERS && ref === `${begin}${endOf(adult, begin)}`;
    },
    placeOf: (address, link) =>
      createHmac("sha256", own).update(`${link} ${address}`).digest("base64url").slice(0, 8),
  };
};

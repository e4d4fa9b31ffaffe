import { X509Certificate } from "node:crypto";
import type { BotCredential } from "../config.ts";

/** The secret or certificate that the program signs in with, and its last moment (ISO). */
export type SignInEnd = { readonly of: BotCredential["kind"]; readonly at: string };

/**
 * When the sign-in to Microsoft 365 ends. A certificate says it itself. A secret says nothing, and Entra tells only
 * who may read the directory's applications, which the program has no permission for: there a setting says it.
 *
 * @throws where the certificate cannot be read
 */
export const signInEnd = (credential: BotCredential): SignInEnd | undefined => {
  if (credential.kind === "certificate")
    return { of: "certificate", at: new Date(new X509Certificate(credential.pem).validTo).toISOString() };
  // A date without a time: by its first minute the secret may be over.
  return credential.endsOn === undefined
    ? undefined
    : { of: "secret", at: `${credential.endsOn}T00:00:00.000Z` };
};

const DAY_MS = 24 * 60 * 60_000;

/** Whole days that are left; negative where it is over. */
export const daysLeft = ({ at }: SignInEnd, now: string): number =>
  Math.floor((Date.parse(at) - Date.parse(now)) / DAY_MS);

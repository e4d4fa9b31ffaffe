import { readFileSync } from "node:fs";
import { isIP } from "node:net";

/** Checks of one setting's text; what is said of a wrong one stands in config.ts. */

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const trimSlash = (value: string): string => value.replace(/\/+$/, "");
export const isHttps = (value: string): boolean =>
  URL.canParse(value) && new URL(value).protocol === "https:";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** A loopback address may be plain http: nothing leaves the machine (practice). */
export const isPublicUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, search, hash } = new URL(value);
  if (search !== "" || hash !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};

export const isPostgres = (value: string): boolean =>
  URL.canParse(value) && ["postgres:", "postgresql:"].includes(new URL(value).protocol);

/** The record's database holds names: it may be reached over a network only with a checked certificate. */
export const isSafelyReached = (database: string): boolean => {
  const { hostname, searchParams } = new URL(database);
  // A host in the query replaces the other; one that begins with a slash is a socket of this machine.
  const hosts = searchParams.getAll("host").length === 0 ? [hostname] : searchParams.getAll("host");
  if (hosts.every((host) => isThisMachine(decodeURIComponent(host)))) return true;
  const modes = searchParams.getAll("sslmode");
  return modes.length > 0 && modes.every((mode) => mode === "verify-full");
};

const isThisMachine = (host: string): boolean => host.startsWith("/") || LOOPBACK.has(host);

export const isSmtp = (value: string): boolean =>
  URL.canParse(value) && ["smtp:", "smtps:"].includes(new URL(value).protocol);

/** A day that is in the calendar: `Date.parse` takes 30 February for 2 March. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

/** An address to listen on, or a name of this machine: no port, no scheme. */
export const isHost = (value: string): boolean =>
  isIP(value) !== 0 || (/^[\w.-]+$/.test(value) && !/^[\d.]+$/.test(value));

export const hasPassword = (database: string): boolean =>
  URL.canParse(database) && new URL(database).password !== "";

/** A managed identity: of the machine itself, or by its client id. */
export const isIdentity = (value: string): boolean => value === "system" || GUID.test(value);

/** What App Service leaves in place of a secret that it may not read, or that is not there. */
export const isUnresolved = (value: string): boolean => value.startsWith("@Microsoft.KeyVault(");

type Pem = { readonly pem: string } | { readonly problem: string };

/** @returns the certificate with its key in a setting's text, or what is wrong with it */
export const certificateIn = (text: string, name: string): Pem => {
  // Some hosts keep a text on one line.
  const pem = text.replaceAll("\\n", "\n");
  return pem.includes("BEGIN CERTIFICATE") && /BEGIN (RSA )?PRIVATE KEY/.test(pem)
    ? { pem }
    : { problem: `${name} must be PEM with the certificate and its private key.` };
};

/** The same of a file. */
export const readCertificate = (file: string): Pem => {
  try {
    return certificateIn(readFileSync(file, "utf8"), "BOT_CERTIFICATE_FILE");
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    return {
      problem: `BOT_CERTIFICATE_FILE cannot be read (${String(code)}): it must be a PEM file with the certificate and its private key.`,
    };
  }
};

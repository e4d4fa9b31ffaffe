import { z } from "zod";
import {
  certificateIn,
  GUID,
  hasPassword,
  isDay,
  isHost,
  isHttps,
  isIdentity,
  isPostgres,
  isPublicUrl,
  isSafelyReached,
  isSmtp,
  isUnresolved,
  readCertificate,
  trimSlash,
} from "./setting-checks.ts";

/** How the app proves itself to Entra: a client secret, or a certificate with its private key (PEM). */
export type BotCredential =
  | {
      readonly kind: "secret";
      readonly secret: string;
      /** The day on which it ends, as Entra showed it when it was made. */
      readonly endsOn?: string;
    }
  | { readonly kind: "certificate"; readonly pem: string };

/** Every setting, read once at start. Endpoints have no trailing slash. */
export type Config = {
  readonly port: number;
  /** The address to listen on; unset: all of this machine's. */
  readonly host: string | undefined;
  /** Where Teams and Graph reach us, without a trailing slash. */
  readonly publicUrl: string;
  readonly bot: { readonly id: string; readonly tenantId: string; readonly credential: BotCredential };
  /** PostgreSQL, shared by any number of replicas. Unset: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The managed identity that signs in there in place of a password: its client id, or "system". */
  readonly databaseIdentity: string | undefined;
  readonly dataDir: string;
  /** Ed25519, private: PEM or base64. Unset: a key of its own in `dataDir`; replicas share theirs. */
  readonly sealKey: string | undefined;
  readonly entraEndpoint: string;
  readonly graphEndpoint: string;
  readonly botOpenIdMetadata: string;
  readonly callingOpenIdMetadata: string;
  /** Hosts (with port where it is not 443) a Bot Connector serviceUrl may have; lower case. */
  readonly serviceUrlHosts: readonly string[];
  readonly adminGroupId: string | undefined;
  /** The app's id in Teams, for links that open it there: the id in the catalogue it was uploaded to, if set. */
  readonly teamsAppId: string;
  /** Whether it is the catalogue's id: links with another id fail on some devices. */
  readonly isCatalogId: boolean;
  /** The app's id in its manifest. It may be the bot's, and is never the catalogue's. */
  readonly packageId: string;
  readonly schoolFile: string | undefined;
  /** The school's own mail server; unset: e-mail goes through Graph. */
  readonly smtpUrl: string | undefined;
  /** The token for `GET /metrics`; unset: there are no metrics. */
  readonly metricsToken: string | undefined;
  /** The security log's own file; unset: its lines go to standard output with the others. */
  readonly securityLogFile: string | undefined;
};

/** Settings that are wrong or missing; one plain sentence each, never the value of a secret. */
export class ConfigError extends Error {
  readonly code = "bad-configuration";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export const MICROSOFT = {
  entra: "https://login.microsoftonline.com",
  graph: "https://graph.microsoft.com",
  bot: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  calling: "https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration",
  serviceHosts: ["smba.trafficmanager.net"],
} as const;

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/;

const guid = (missing: string, wrong: string) =>
  z.string({ required_error: missing }).regex(GUID, wrong).toLowerCase();

const endpoint = (name: string, fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform(trimSlash)
    .refine(isHttps, `${name} must be an https address such as ${fallback}.`);

const Env = z.object({
  PORT: z.coerce
    .number({ invalid_type_error: "PORT must be a number from 0 to 65535." })
    .int("PORT must be a whole number.")
    .min(0, "PORT must be a number from 0 to 65535.")
    .max(65_535, "PORT must be a number from 0 to 65535.")
    .default(3978),
  PUBLIC_URL: z
    .string({ required_error: "PUBLIC_URL is missing: the https address at which Teams reaches this app." })
    .transform(trimSlash)
    .refine(isPublicUrl, "PUBLIC_URL must be an https address (plain http only for this machine itself)."),
  BOT_ID: guid(
    "BOT_ID is missing: the application (client) id of the bot's Entra registration. Nothing runs without it.",
    "BOT_ID must be the application (client) id, for example 3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60.",
  ),
  BOT_TENANT_ID: guid(
    "BOT_TENANT_ID is missing: the directory (tenant) id of the school.",
    "BOT_TENANT_ID must be the directory (tenant) id, not a domain name.",
  ),
  BOT_PASSWORD: z.string().optional(),
  BOT_PASSWORD_ENDS: z
    .string()
    .refine(isDay, "BOT_PASSWORD_ENDS must be the day on which the client secret ends, such as 2027-01-14.")
    .optional(),
  BOT_CERTIFICATE_FILE: z.string().optional(),
  BOT_CERTIFICATE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, "DATABASE_URL must be an address such as postgres://user:password@host:5432/name.")
    .refine(
      (value) => !isPostgres(value) || isSafelyReached(value),
      "DATABASE_URL must end with ?sslmode=verify-full, unless the database is on this machine.",
    )
    .optional(),
  DATABASE_IDENTITY: z
    .string()
    .refine(isIdentity, "DATABASE_IDENTITY must be the client id of a managed identity, or the word system.")
    .optional(),
  SEAL_KEY: z.string().optional(),
  DATA_DIR: z.string().default("data"),
  ENTRA_ENDPOINT: endpoint("ENTRA_ENDPOINT", MICROSOFT.entra),
  GRAPH_ENDPOINT: endpoint("GRAPH_ENDPOINT", MICROSOFT.graph),
  BOT_OPENID_METADATA: endpoint("BOT_OPENID_METADATA", MICROSOFT.bot),
  CALLING_OPENID_METADATA: endpoint("CALLING_OPENID_METADATA", MICROSOFT.calling),
  SERVICE_URL_HOSTS: z
    .string()
    .optional()
    .transform((value) => value?.split(/[\s,]+/).flatMap((host) => (host ? [host.toLowerCase()] : [])))
    .refine(
      (hosts) => hosts?.every((host) => HOST.test(host)) ?? true,
      "SERVICE_URL_HOSTS must be host names separated by commas, without https:// and without paths.",
    ),
  ADMIN_GROUP_ID: guid("", "ADMIN_GROUP_ID must be the object id of an Entra group.").optional(),
  SCHOOL_FILE: z.string().optional(),
  HOST: z
    .string()
    .refine(isHost, "HOST must be an address or a name of this machine, without a port, such as 127.0.0.1.")
    .optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtp, "SMTP_URL must be an address such as smtps://user:password@mail.school.example:465.")
    .optional(),
  METRICS_TOKEN: z
    .string()
    .min(24, "METRICS_TOKEN must have 24 characters or more; make it at random.")
    .optional(),
  SECURITY_LOG_FILE: z.string().optional(),
  TEAMS_APP_ID: guid(
    "TEAMS_APP_ID is missing: the app's id in its manifest. Without it, links on cards open nothing in Teams.",
    "TEAMS_APP_ID must be the app's id from its manifest, for example 5d2b7a90-4c1e-4f38-9b6d-7e8f9a0b1c2d.",
  ),
  TEAMS_CATALOG_ID: guid(
    "",
    "TEAMS_CATALOG_ID must be the app's id in the Teams admin centre (Manage apps, Lesson Guard, App ID).",
  ).optional(),
});

/** All that can be set. */
export const SETTINGS: readonly string[] = Object.keys(Env.shape);

const NO_SEAL_KEY =
  "SEAL_KEY is missing: with DATABASE_URL, all instances sign their seals with one Ed25519 key (docs/seal.md).";

type Settings = z.output<typeof Env>;

/** Settings that do not go together. */
const mismatchesIn = (given: Environment): readonly string[] => {
  const { DATABASE_URL: url, DATABASE_IDENTITY: identity, SEAL_KEY: key } = given;
  if (url === undefined)
    return identity === undefined
      ? []
      : ["DATABASE_URL is missing: DATABASE_IDENTITY signs in to that database."];
  return [
    ...(key === undefined ? [NO_SEAL_KEY] : []),
    ...(identity !== undefined && hasPassword(url)
      ? ["DATABASE_URL must name no password, because DATABASE_IDENTITY signs in without one."]
      : []),
  ];
};

/** The Bot Connector of a stand-in is on one of the hosts that were set in place of Microsoft's. */
const allowedServiceHosts = (settings: Settings): readonly string[] => {
  const configured = [
    [settings.GRAPH_ENDPOINT, MICROSOFT.graph],
    [settings.ENTRA_ENDPOINT, MICROSOFT.entra],
    [settings.BOT_OPENID_METADATA, MICROSOFT.bot],
  ] as const;
  const standIns = configured.flatMap(([set, theirs]) => (set === theirs ? [] : [new URL(set).host]));
  return [...new Set([...(settings.SERVICE_URL_HOSTS ?? MICROSOFT.serviceHosts), ...standIns])];
};

const CREDENTIALS = ["BOT_PASSWORD", "BOT_CERTIFICATE_FILE", "BOT_CERTIFICATE"] as const;

const readCredential = (settings: Partial<Settings>): BotCredential | string => {
  const given = CREDENTIALS.filter((name) => settings[name] !== undefined);
  if (given.length > 1) return `Set only one of ${given.join(" and ")}.`;
  const { BOT_PASSWORD: secret, BOT_PASSWORD_ENDS: endsOn } = settings;
  if (secret !== undefined) return { kind: "secret", secret, ...(endsOn === undefined ? {} : { endsOn }) };
  const { BOT_CERTIFICATE_FILE: file, BOT_CERTIFICATE: text } = settings;
  if (file === undefined && text === undefined)
    return "BOT_PASSWORD is missing: the bot's client secret (or BOT_CERTIFICATE_FILE, a PEM file, or BOT_CERTIFICATE, its text).";
  const read = text === undefined ? readCertificate(file ?? "") : certificateIn(text, "BOT_CERTIFICATE");
  return "pem" in read ? { kind: "certificate", pem: read.pem } : read.problem;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as unset. */
const givenIn = (env: Environment): Environment =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );

/** Settings whose secret App Service could not put in place: their text is only the reference. */
const unresolvedIn = (given: Environment): ReadonlySet<string> =>
  new Set(SETTINGS.filter((name) => isUnresolved(given[name] ?? "")));

const unresolvedWords = (name: string): string =>
  `${name} is a reference to a key vault that was not resolved: look in the Azure portal at the web app, Environment variables, ${name}, and at its identity's right to read the vault.`;

/** Where the record is and the key that seals it: all that commands on the record need. */
export type Place = Pick<Config, "dataDir" | "databaseUrl" | "databaseIdentity" | "sealKey">;

const PlaceEnv = Env.pick({ DATA_DIR: true, DATABASE_URL: true, DATABASE_IDENTITY: true, SEAL_KEY: true });

/** @throws ConfigError */
export const readPlace = (env: Environment): Place => {
  const read = PlaceEnv.safeParse(givenIn(env));
  if (!read.success) throw new ConfigError(read.error.issues.map((issue) => issue.message));
  const { DATA_DIR, DATABASE_URL, DATABASE_IDENTITY, SEAL_KEY } = read.data;
  return {
    dataDir: DATA_DIR,
    databaseUrl: DATABASE_URL,
    databaseIdentity: DATABASE_IDENTITY,
    sealKey: SEAL_KEY,
  };
};

/**
 * Reads every setting once.
 * @throws ConfigError with one sentence for each setting that is wrong or missing
 */
export const readConfig = (env: Environment): Config => {
  const given = givenIn(env);
  const unresolved = unresolvedIn(given);
  const read = Env.safeParse(given);
  const credential = readCredential(given);
  const problems = Array.from(unresolved, unresolvedWords);
  const issues = read.success ? [] : read.error.issues;
  // Of a reference there is nothing else to say.
  problems.push(
    ...issues.filter(({ path }) => !unresolved.has(String(path[0]))).map((issue) => issue.message),
  );
  if (typeof credential === "string" && !CREDENTIALS.some((name) => unresolved.has(name)))
    problems.push(credential);
  problems.push(...mismatchesIn(given));
  if (!read.success || typeof credential === "string" || problems.length > 0) throw new ConfigError(problems);

  const settings = read.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    bot: { id: settings.BOT_ID, tenantId: settings.BOT_TENANT_ID, credential },
    databaseUrl: settings.DATABASE_URL,
    databaseIdentity: settings.DATABASE_IDENTITY,
    dataDir: settings.DATA_DIR,
    sealKey: settings.SEAL_KEY,
    entraEndpoint: settings.ENTRA_ENDPOINT,
    graphEndpoint: settings.GRAPH_ENDPOINT,
    botOpenIdMetadata: settings.BOT_OPENID_METADATA,
    callingOpenIdMetadata: settings.CALLING_OPENID_METADATA,
    serviceUrlHosts: allowedServiceHosts(settings),
    adminGroupId: settings.ADMIN_GROUP_ID,
    schoolFile: settings.SCHOOL_FILE,
    smtpUrl: settings.SMTP_URL,
    metricsToken: settings.METRICS_TOKEN,
    securityLogFile: settings.SECURITY_LOG_FILE,
    teamsAppId: settings.TEAMS_CATALOG_ID ?? settings.TEAMS_APP_ID,
    isCatalogId: settings.TEAMS_CATALOG_ID !== undefined,
    packageId: settings.TEAMS_APP_ID,
  };
};

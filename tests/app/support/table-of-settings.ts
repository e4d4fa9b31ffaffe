import { join } from "node:path";
import { cannot, type Row, says, starts } from "./case.ts";
import { NO_RIGHTS, SECRET, SIGNS_IN } from "./one-start.ts";

/** What App Service leaves in a setting whose secret it could not read. */
export const REFERENCE = `@Microsoft.KeyVault(SecretUri=https://oakfield.vault.azure.net/secrets/${SECRET})`;

const NAMES_A_THING = cannot(
  "it names something of Microsoft's: what answers is asked when it is used, and logged",
);
const NO_FILE = cannot("it names no file or folder");
export const OPENED = "The record cannot be opened. Look at DATABASE_URL:";

const endpoint = (name: string): Row => ({
  missing: starts(undefined),
  malformed: says("graph.microsoft.com", new RegExp(`^${name} must be an https address such as https://`)),
  "pointing at nothing": starts("https://127.0.0.1:1"),
  "without rights": NO_FILE,
});

export const TABLE: Readonly<Record<string, Row>> = {
  PORT: {
    missing: cannot("it is 3978 then, which another program of this machine may have"),
    malformed: says("eighty", "PORT must be a number from 0 to 65535."),
    "pointing at nothing": cannot("any port is one"),
    "without rights": cannot("machines differ in which ports are closed: below"),
  },
  HOST: {
    missing: starts(undefined),
    malformed: says(
      "not a host",
      "HOST must be an address or a name of this machine, without a port, such as 127.0.0.1.",
    ),
    "pointing at nothing": says(
      "192.0.2.1",
      "Lesson Guard cannot listen. Look at PORT and HOST: this machine has no such address (EADDRNOTAVAIL).",
    ),
    "without rights": NO_FILE,
  },
  PUBLIC_URL: {
    missing: says(undefined, "PUBLIC_URL is missing: the https address at which Teams reaches this app."),
    malformed: says(
      "http://lessons.oakfield.example",
      "PUBLIC_URL must be an https address (plain http only for this machine itself).",
    ),
    "pointing at nothing": starts("https://nowhere.invalid"),
    "without rights": NO_FILE,
  },
  BOT_ID: {
    missing: says(undefined, /^BOT_ID is missing: /),
    malformed: says("lesson-guard", /^BOT_ID must be the application \(client\) id/),
    "pointing at nothing": NAMES_A_THING,
    "without rights": NAMES_A_THING,
  },
  BOT_TENANT_ID: {
    missing: says(undefined, /^BOT_TENANT_ID is missing: /),
    malformed: says("oakfield.example", /^BOT_TENANT_ID must be the directory \(tenant\) id/),
    "pointing at nothing": NAMES_A_THING,
    "without rights": NAMES_A_THING,
  },
  BOT_PASSWORD: {
    missing: says(undefined, /^BOT_PASSWORD is missing: the bot's client secret/),
    malformed: says(REFERENCE, /^BOT_PASSWORD is a reference to a key vault that was not resolved: /),
    "pointing at nothing": cannot("a secret that Microsoft refuses is logged and counted (sign-in-standing)"),
    "without rights": NO_FILE,
  },
  BOT_PASSWORD_ENDS: {
    missing: starts(undefined, "BOT_PASSWORD_ENDS is not set"),
    malformed: says("14/01/2027", /^BOT_PASSWORD_ENDS must be the day/),
    "pointing at nothing": cannot("a day that is over is logged daily (sign-in-watch)"),
    "without rights": NO_FILE,
  },
  BOT_CERTIFICATE_FILE: {
    missing: says(undefined, /^BOT_PASSWORD is missing: .*BOT_CERTIFICATE_FILE/, { BOT_PASSWORD: "" }),
    malformed: [
      says(({ given }) => given("no.pem", "hello"), /^BOT_CERTIFICATE_FILE must be PEM/, {
        BOT_PASSWORD: "",
      }),
      says(
        ({ given }) =>
          given(
            "bot.pem",
            "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n",
          ),
        /^The bot's certificate cannot be read\. Look at BOT_CERTIFICATE_FILE or BOT_CERTIFICATE: the cause is ERR_OSSL\w+\.$/,
        { BOT_PASSWORD: "" },
      ),
      says(REFERENCE, /^BOT_CERTIFICATE_FILE is a reference to a key vault that was not resolved: [^\n]+$/, {
        BOT_PASSWORD: "",
      }),
    ],
    "pointing at nothing": says(
      ({ folder }) => join(folder, "nothing.pem"),
      /^BOT_CERTIFICATE_FILE cannot be read \(ENOENT\): /,
      { BOT_PASSWORD: "" },
    ),
    "without rights": says(
      ({ closedFile }) => closedFile(),
      /^BOT_CERTIFICATE_FILE cannot be read \((EACCES|EPERM)\): /,
      {
        BOT_PASSWORD: "",
      },
    ),
  },
  BOT_CERTIFICATE: {
    missing: says(undefined, /^BOT_PASSWORD is missing: .*BOT_CERTIFICATE,/, { BOT_PASSWORD: "" }),
    malformed: [
      says("hello", "BOT_CERTIFICATE must be PEM with the certificate and its private key.", {
        BOT_PASSWORD: "",
      }),
      says("hello", "Set only one of BOT_PASSWORD and BOT_CERTIFICATE."),
      says(REFERENCE, /^BOT_CERTIFICATE is a reference to a key vault that was not resolved: [^\n]+$/, {
        BOT_PASSWORD: "",
      }),
    ],
    "pointing at nothing": NO_FILE,
    "without rights": NO_FILE,
  },
  DATABASE_URL: {
    missing: starts(undefined),
    malformed: [
      says(`mysql://lg:${SECRET}@db/lg`, /^DATABASE_URL must be an address such as postgres:/),
      says(`postgres://lg:${SECRET}@db.example/lg`, /^DATABASE_URL must end with \?sslmode=verify-full/),
      says(REFERENCE, /^DATABASE_URL is a reference to a key vault that was not resolved: [^\n]+$/),
    ],
    "pointing at nothing": [
      says(`postgres://lg:${SECRET}@127.0.0.1:1/record`, `${OPENED} nothing answers there (ECONNREFUSED).`),
      says(
        `postgres://lg:${SECRET}@no-such-host.invalid/record?sslmode=verify-full`,
        new RegExp(`^${OPENED} .*\\((ENOTFOUND|EAI_AGAIN)\\)\\.$`),
      ),
      says(
        ({ at }) => at({ pathname: "/no_such_database" }),
        `${OPENED} there is no database of this name (3D000).`,
      ),
      says(
        ({ at }) => at({ search: "?sslmode=verify-full" }),
        `${OPENED} the database server does not speak TLS (NO_TLS).`,
      ),
      says(
        ({ at }) => at({ search: "?options=-c%20search_path%3Dolder,pg_catalog" }),
        "The record cannot be opened. Look at DATABASE_URL: the server there is PostgreSQL 13.14, and 14 is the oldest that will do.",
      ),
    ],
    "without rights": [
      says(
        ({ at }) => at({ username: SIGNS_IN, password: `${SECRET}-old` }),
        `${OPENED} the user or the password is wrong (28P01).`,
      ),
      says(({ at }) => at({ username: SIGNS_IN }), `${OPENED} it names no password (NO_PASSWORD).`),
      says(
        ({ at }) => at({ username: "no_such_user", password: SECRET }),
        `${OPENED} the database does not let this user sign in (28000).`,
      ),
      says(
        ({ at }) => at({ username: NO_RIGHTS }),
        /^The user in DATABASE_URL cannot take on the roles that keep schools apart\. /,
      ),
    ],
  },
  DATABASE_IDENTITY: {
    missing: starts(undefined),
    malformed: [
      says(
        "lesson-guard",
        "DATABASE_IDENTITY must be the client id of a managed identity, or the word system.",
        {
          DATABASE_URL: "postgres://lg@localhost/lg",
        },
      ),
      says("system", "DATABASE_URL is missing: DATABASE_IDENTITY signs in to that database."),
      says("system", "DATABASE_URL must name no password, because DATABASE_IDENTITY signs in without one.", {
        DATABASE_URL: `postgres://lg:${SECRET}@localhost/lg`,
      }),
    ],
    "pointing at nothing": cannot("below, with what answers for Azure"),
    "without rights": cannot("below, with what answers for Azure"),
  },
  SEAL_KEY: {
    missing: [
      starts(undefined),
      says(undefined, /^SEAL_KEY is missing: /, { DATABASE_URL: "postgres://lg@localhost/lg" }),
    ],
    malformed: [
      says(SECRET, /^SEAL_KEY must be an Ed25519 private key/),
      says(REFERENCE, /^SEAL_KEY is a reference to a key vault that was not resolved: [^\n]+$/),
    ],
    "pointing at nothing": NO_FILE,
    "without rights": says(
      undefined,
      "The key for seals cannot be read or made. Look at SEAL_KEY and DATA_DIR: it is a folder, not a file (EISDIR).",
      {
        DATA_DIR: "with-a-folder-for-a-key",
      },
    ),
  },
  DATA_DIR: {
    missing: cannot("it is the folder `data` beside the program then"),
    malformed: [
      says(
        ({ given }) => given("file", ""),
        "The record cannot be opened. Look at DATA_DIR: it is a file, not a folder (EEXIST).",
      ),
      says(
        ({ given }) => join(given("other", ""), "data"),
        "The record cannot be opened. Look at DATA_DIR: part of the path is a file, not a folder (ENOTDIR).",
      ),
    ],
    "pointing at nothing": cannot("a folder that is not there is made"),
    "without rights": says(
      ({ inClosedFolder }) => inClosedFolder(),
      /^The record cannot be opened\. Look at DATA_DIR: the account that runs Lesson Guard is not allowed to \((EACCES|EPERM)\)\.$/,
    ),
  },
  ENTRA_ENDPOINT: endpoint("ENTRA_ENDPOINT"),
  GRAPH_ENDPOINT: endpoint("GRAPH_ENDPOINT"),
  BOT_OPENID_METADATA: endpoint("BOT_OPENID_METADATA"),
  CALLING_OPENID_METADATA: endpoint("CALLING_OPENID_METADATA"),
  SERVICE_URL_HOSTS: {
    missing: starts(undefined),
    malformed: says("https://smba.trafficmanager.net/uk/", /^SERVICE_URL_HOSTS must be host names/),
    "pointing at nothing": starts("nowhere.invalid"),
    "without rights": NO_FILE,
  },
  ADMIN_GROUP_ID: {
    missing: starts(
      undefined,
      "no one is an administrator: set ADMIN_GROUP_ID, or groups.administrators in SCHOOL_FILE",
    ),
    malformed: says("Administrators", "ADMIN_GROUP_ID must be the object id of an Entra group."),
    "pointing at nothing": NAMES_A_THING,
    "without rights": NAMES_A_THING,
  },
  SCHOOL_FILE: {
    missing: starts(undefined),
    malformed: [
      says(({ given }) => given("school.json", "{"), "SCHOOL_FILE is not valid JSON."),
      says(({ given }) => given("half.json", '{"name": "Oakfield"}'), /^SCHOOL_FILE has a mistake: /),
      says(
        ({ folder }) => folder,
        "The school's settings cannot be read. Look at SCHOOL_FILE: it is a folder, not a file (EISDIR).",
      ),
    ],
    "pointing at nothing": says(
      ({ folder }) => join(folder, "nothing.json"),
      "The school's settings cannot be read. Look at SCHOOL_FILE: it is not there (ENOENT).",
    ),
    "without rights": says(
      ({ closedFile }) => closedFile(),
      /^The school's settings cannot be read\. Look at SCHOOL_FILE: the account that runs Lesson Guard is not allowed to \((EACCES|EPERM)\)\.$/,
    ),
  },
  SMTP_URL: {
    missing: starts(undefined),
    malformed: says(`mail.oakfield.example:${SECRET}`, /^SMTP_URL must be an address such as smtps:/),
    "pointing at nothing": starts(`smtps://lg:${SECRET}@127.0.0.1:1`),
    "without rights": cannot("the mail server is asked when there is a message"),
  },
  METRICS_TOKEN: {
    missing: starts(
      undefined,
      "METRICS_TOKEN is not set: there are no metrics, and no alarm can be made of them",
    ),
    malformed: says("short", "METRICS_TOKEN must have 24 characters or more; make it at random."),
    "pointing at nothing": NO_FILE,
    "without rights": NO_FILE,
  },
  SECURITY_LOG_FILE: {
    missing: cannot("its lines go among the others then, which no test should print"),
    malformed: says(
      ({ folder }) => folder,
      "The security log cannot be written. Look at SECURITY_LOG_FILE: it is a folder, not a file (EISDIR).",
    ),
    "pointing at nothing": says(
      ({ folder }) => join(folder, "no/such/folder.log"),
      "The security log cannot be written. Look at SECURITY_LOG_FILE: it is not there (ENOENT).",
    ),
    "without rights": says(
      ({ inClosedFolder }) => inClosedFolder(),
      /^The security log cannot be written\. Look at SECURITY_LOG_FILE: the account that runs Lesson Guard is not allowed to \((EACCES|EPERM)\)\.$/,
    ),
  },
  TEAMS_APP_ID: {
    missing: says(undefined, /^TEAMS_APP_ID is missing: /),
    malformed: says("lesson-guard", /^TEAMS_APP_ID must be the app's id from its manifest/),
    "pointing at nothing": NAMES_A_THING,
    "without rights": NAMES_A_THING,
  },
  TEAMS_CATALOG_ID: {
    missing: starts(undefined, "TEAMS_CATALOG_ID is not set: links on cards may open nothing on phones"),
    malformed: says("lesson-guard", /^TEAMS_CATALOG_ID must be the app's id in the Teams admin centre/),
    "pointing at nothing": NAMES_A_THING,
    "without rights": NAMES_A_THING,
  },
};

import { statSync } from "node:fs";
import { parseArgs } from "node:util";

export type CommandLine = {
  /** undefined: the usual one, or the next that is free. */
  readonly port: number | undefined;
  readonly json: boolean;
  readonly app: string | undefined;
  readonly appUrl: string | undefined;
  readonly data: string | undefined;
  /** A tenant in which nothing has been set up. */
  readonly bare: boolean;
  /** As quick as Microsoft, or at once: for tests, which otherwise wait most of the time. */
  readonly pace: "microsoft" | "at once";
  /** Of the environment, so that what watches a server can be tried here; undefined: a random one. */
  readonly metricsToken: string | undefined;
};

/** Settings of a server that are set here and have no effect: practice has its own. */
const OWN = [
  "ADMIN_GROUP_ID",
  "BOT_CERTIFICATE",
  "BOT_CERTIFICATE_FILE",
  "BOT_OPENID_METADATA",
  "BOT_PASSWORD",
  "BOT_PASSWORD_ENDS",
  "BOT_TENANT_ID",
  "CALLING_OPENID_METADATA",
  "DATABASE_IDENTITY",
  "DATABASE_URL",
  "DATA_DIR",
  "ENTRA_ENDPOINT",
  "GRAPH_ENDPOINT",
  "PUBLIC_URL",
  "SCHOOL_FILE",
  "SEAL_KEY",
  "SERVICE_URL_HOSTS",
  "SMTP_URL",
  "TEAMS_APP_ID",
  "TEAMS_CATALOG_ID",
] as const;

/** For the person who set them; undefined where nothing was set in vain. */
export const notUsed = (environment: Readonly<Record<string, string | undefined>>): string | undefined => {
  const set = OWN.filter((name) => (environment[name] ?? "") !== "");
  if (set.length === 0) return undefined;
  const keep = set.includes("DATA_DIR") ? " --data DIR keeps the record in a folder." : "";
  return `Not used here: ${set.join(", ")}. Practice has settings of its own.${keep}`;
};

export const USUAL_PORT = 3000;

export const HELP = `npm start [-- options]: a practice school with Lesson Guard in it, on this machine alone.

  --port N       the port of its page: ${USUAL_PORT} or the next that is free; PORT says the same; 0 takes any free one
  --data DIR     keep the record there; without it a temporary folder, gone at the end
  --at-once      Microsoft answers at once; without it a round trip takes 400 ms, and a change a second
  --bare         nothing is set up in the tenant: no permission, no policy, no one has the app; for trying the set-up
  --app SCRIPT   run another program than the application
  --app-url URL  run no program: the application listens at this address
  --json         print a second line with every address and credential, for tests
  --help         this page

METRICS_TOKEN and SECURITY_LOG_FILE have the effect that they have on a server; other settings have none here.
Ctrl+C stops it.
`;

/**
 * What `npm start --` was given; "help" where that was asked for.
 * @throws Error with one sentence for a person
 */
export const readCommandLine = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): CommandLine | "help" => {
  const values = parsed(args);
  if (values.help) return "help";
  return {
    port: portIn("--port", values.port) ?? portIn("PORT", environment["PORT"]),
    json: values.json,
    app: values.app,
    appUrl: addressIn(values["app-url"]),
    data: folderIn(values.data),
    bare: values.bare,
    pace: values["at-once"] ? "at once" : "microsoft",
    metricsToken: environment["METRICS_TOKEN"] || undefined,
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        json: { type: "boolean", default: false },
        app: { type: "string" },
        "app-url": { type: "string" },
        data: { type: "string" },
        bare: { type: "boolean", default: false },
        "at-once": { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
    }).values;
  } catch (error) {
    // Node's own sentence begins with what is wrong, and goes on about its own rules.
    const [what = ""] = (error instanceof Error ? error.message : "").split(". ");
    throw new Error(`${what.replace(/\.$/, "")}. For all options: npm start -- --help`);
  }
};

const portIn = (from: string, text: string | undefined): number | undefined => {
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`${from} takes a number from 0 to 65535.`);
  return port;
};

const addressIn = (text: string | undefined): string | undefined => {
  if (text === undefined || /^https?:$/.test(URL.parse(text)?.protocol ?? "")) return text;
  throw new Error("--app-url takes an address such as http://127.0.0.1:3978.");
};

/** One that is not there is made. */
const folderIn = (path: string | undefined): string | undefined => {
  if (path === "") throw new Error("--data takes the name of a folder.");
  if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Error(`--data takes a folder, and ${path} is a file.`);
  return path;
};

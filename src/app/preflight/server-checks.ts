import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { MICROSOFT } from "../../config.ts";
import { errorFromFailure, isUnreached } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { daysLeft, signInEnd } from "../../meeting/sign-in-end.ts";
import { amber, dayOf, type Finding, green, grey, late, red } from "./line.ts";
import { insideOf, type Look } from "./look.ts";
import type { Check } from "./run-checks.ts";

// What stands on the school's own server.

const PATIENCE_MS = 4_000;
const SOON_DAYS = 30;
const DOOR_SOON_DAYS = 14;
const NOTHING = "No lesson is protected and no alert leaves.";
const UNREACHED = "Teams and Graph cannot reach Lesson Guard: no press, no panel, no list of who is there.";

/** Microsoft refuses tokens of a machine that is more than five minutes wrong. */
const REFUSED_MS = 5 * 60_000;
const WRONG_MS = 60_000;

/** Entra's own number: it has no such tenant. */
const NO_TENANT = 90_002;

/** Entra's description of the tenant, which it shows without a sign-in. */
const microsoft = async (look: Look): Promise<Finding> => {
  const { entraEndpoint, bot } = look.config;
  const url = `${entraEndpoint}/${bot.tenantId}/v2.0/.well-known/openid-configuration`;
  const asked = look.now();
  try {
    const answer = await look.fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    look.found.clocks = { asked, theirs: answer.headers.get("date"), answered: look.now() };
    const body = Object(await answer.json().catch(() => undefined)) as { readonly error_codes?: unknown };
    if (answer.ok) return green("it answers, and knows your organisation");
    return Array.isArray(body.error_codes) && body.error_codes.includes(NO_TENANT)
      ? red(
          "it has no organisation with this id",
          NOTHING,
          "Set BOT_TENANT_ID to the Directory (tenant) ID: entra.microsoft.com, App registrations, Lesson Guard.",
        )
      : answer.status >= 500 || answer.status === 429
        ? late(`it answers with ${answer.status}`)
        : red(`it answers with ${answer.status}`, NOTHING, AWAY);
  } catch (error) {
    const isOwn = entraEndpoint !== MICROSOFT.entra;
    const failure = errorFromFailure({ service: "entra", operation: "read tenant", repeatable: true }, error);
    return isOwn && isUnreached(failure)
      ? red(`it does not answer (${reasonOf(error)})`, NOTHING, AWAY)
      : late(`it did not answer (${reasonOf(error)})`, NO_WAY);
  }
};

const AWAY = "Look at the server’s way to the internet, and at ENTRA_ENDPOINT.";
const NO_WAY =
  "Check again in a minute. If it stays like this, see whether Microsoft 365 has an outage, and whether this server has a way to the internet.";

const clock = ({ found }: Look): Finding => {
  const { asked, theirs, answered } = found.clocks ?? { asked: "", theirs: null, answered: "" };
  const date = Date.parse(theirs ?? "");
  if (Number.isNaN(date)) return grey("not checked: Microsoft’s answer has no date");
  // Their date is in whole seconds, and was set at some moment between question and answer.
  const off = Math.max(Date.parse(asked) - date - 1_000, date - Date.parse(answered), 0);
  if (off < WRONG_MS) return green("this server’s clock is right");
  const says = `this server’s clock differs from Microsoft’s by ${Math.round(off / 60_000)} min`;
  const mend = "Switch on the time service of the server (NTP).";
  return off >= REFUSED_MS
    ? red(says, "Microsoft 365 refuses to sign Lesson Guard in, and staff cannot sign in.", mend)
    : amber(says, "Times in the record are wrong by as much.", mend);
};

class TooLate extends Error {}
const DOOR_MEND = "Look at its name in DNS, its certificate, the firewall, and the web server in front.";

/** On a connection of its own: one that is open already says nothing of the certificate as it is now. */
const health = async (publicUrl: string): Promise<{ readonly status: number; readonly body: string }> => {
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    const { get } = publicUrl.startsWith("https:") ? https : http;
    const asked = get(`${publicUrl}/health`, { agent: false, timeout: PATIENCE_MS }, done);
    asked.once("timeout", () => asked.destroy(new TooLate()));
    asked.once("error", failed);
  });
  return { status: answer.statusCode ?? 0, body: await text(answer) };
};

const isUp = (body: string): boolean => {
  try {
    return (Object(JSON.parse(body)) as { readonly up?: unknown }).up === true;
  } catch {
    return false;
  }
};

/** From this machine: what Teams sees from outside may be another thing. */
const address = async ({ config: { publicUrl } }: Look): Promise<Finding> => {
  try {
    const { status, body } = await health(publicUrl);
    if (isUp(body)) return green(`${publicUrl} answers, seen from this server`);
    return red(
      `${publicUrl} answers, but it is not Lesson Guard that is up (${status})`,
      UNREACHED,
      "Look at PUBLIC_URL, and at where the web server in front hands requests on to (PORT).",
    );
  } catch (error) {
    if (error instanceof TooLate)
      return late(
        `${publicUrl} did not answer in time, asked from this server`,
        `Check again in a minute. If it stays like this: ${DOOR_MEND}`,
      );
    return red(`${publicUrl} does not answer from here (${reasonOf(error)})`, UNREACHED, DOOR_MEND);
  }
};

const certificate = async ({ config: { publicUrl }, now }: Look): Promise<Finding> => {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== "https:") return grey("not checked: the address is on this machine itself, without TLS");
  const ends = await new Promise<string | undefined>((done) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      timeout: PATIENCE_MS,
    });
    socket.once("secureConnect", () => {
      done(socket.getPeerCertificate().valid_to);
      socket.end();
    });
    socket.once("timeout", () => socket.destroy(new Error("timeout")));
    socket.once("error", () => done(undefined));
  });
  if (ends === undefined) return grey("not checked: its certificate could not be read");
  const left = daysLeft({ of: "certificate", at: new Date(ends).toISOString() }, now());
  const on = dayOf(new Date(ends).toISOString());
  if (left >= DOOR_SOON_DAYS) return green(`good until ${on}`);
  return amber(
    `it ends on ${on}, in ${left} days`,
    `After that: ${UNREACHED}`,
    "Renew it, and see why it was not renewed by itself.",
  );
};

const end = ({ config, now }: Look): Finding => {
  const name = config.bot.credential.kind === "secret" ? "client secret" : "certificate";
  const mend =
    "Make a new one: entra.microsoft.com, App registrations, Lesson Guard, Certificates & secrets. Then set BOT_PASSWORD and BOT_PASSWORD_ENDS, or BOT_CERTIFICATE_FILE.";
  try {
    const known = signInEnd(config.bot.credential);
    if (known === undefined)
      return amber(
        `the day on which the ${name} ends is not known`,
        "No one is told before it ends; from then on nothing works.",
        "Set BOT_PASSWORD_ENDS to the day that Entra shows beside the secret.",
      );
    const [day, left] = [dayOf(known.at), daysLeft(known, now())];
    if (left < 0) return red(`the ${name} ended on ${day}`, NOTHING, mend);
    if (left < SOON_DAYS)
      return amber(`the ${name} ends on ${day}, in ${left} days`, `After that: ${NOTHING}`, mend);
    return green(`the ${name} is good until ${day}`);
  } catch (error) {
    return red(
      `the certificate cannot be read (${reasonOf(error)})`,
      NOTHING,
      "Look at BOT_CERTIFICATE_FILE.",
    );
  }
};

const program = ({ inside }: Look): Finding => (typeof inside === "string" ? grey(inside) : green("it runs"));

const record = async (look: Look): Promise<Finding> => {
  try {
    await insideOf(look).beat();
    return green("it can be read and written");
  } catch (error) {
    return red(
      `it cannot be written (${reasonOf(error)})`,
      "Nothing can be pressed. Alerts of before still leave.",
      look.config.databaseUrl === undefined
        ? "Look at the disk of DATA_DIR: full, read-only, or damaged."
        : "Look at the database in DATABASE_URL: whether it runs, and has room.",
    );
  }
};

const [FULL_BYTES, LITTLE_BYTES] = [64 * 1024 ** 2, 1024 ** 3];

const disk = async ({ config: { dataDir }, freeBytes }: Look): Promise<Finding> => {
  const free = await freeBytes(dataDir);
  const says = `${Math.floor(free / 1024 ** 2)} MB are free`;
  const mend = "Make room on the disk of DATA_DIR. Copies of the record belong on another disk.";
  if (free < FULL_BYTES) return red(says, "When it is full nothing can be pressed any more.", mend);
  return free < LITTLE_BYTES
    ? amber(says, "When it is full nothing can be pressed any more.", mend)
    : green(says);
};

/** A copy each school day: over a long weekend four days pass without one. */
const COPY_OLD_DAYS = 4;
const DAY_MS = 24 * 60 * 60_000;

const copies = async ({
  config: { databaseUrl, dataDir },
  now,
  lastCopy: newest,
}: Look): Promise<Finding> => {
  if (databaseUrl !== undefined) return grey("not checked: PostgreSQL has its own copies");
  const at = await newest(dataDir);
  const means = "When the disk is lost, so is all that was recorded since.";
  const mend =
    "Run npm run backup each school day (in a release: node dist/commands/backup.mjs), and move the file to another machine: docs/admin/one-box.md, step 4.";
  if (at === undefined) return amber("no copy is known", means, mend);
  const days = Math.floor((Date.parse(now()) - Date.parse(at)) / DAY_MS);
  return days > COPY_OLD_DAYS
    ? amber(`the newest is ${days} days old, of ${dayOf(at)}`, means, mend)
    : green(`the newest is of ${dayOf(at)}`);
};

const WAITS_LONG_SECONDS = 120;

const work = async (look: Look): Promise<Finding> => {
  const seconds = Math.round(await insideOf(look).waitsSeconds());
  return seconds <= WAITS_LONG_SECONDS
    ? green("nothing waits to be sent")
    : amber(
        `something has waited for ${Math.round(seconds / 60)} min to be sent`,
        "Messages and changes of a lesson may come late.",
        "Mend what is red here. It is then sent by itself.",
      );
};

export const SERVER_CHECKS: readonly Check<Look>[] = [
  { id: "program", name: "Lesson Guard", look: program },
  { id: "microsoft", name: "Microsoft’s sign-in service", look: microsoft },
  { id: "clock", name: "Clock", needs: ["microsoft"], look: clock },
  { id: "address", name: "Address", look: address },
  {
    id: "certificate",
    name: "Certificate of the address",
    needs: ["address"],
    optional: true,
    look: certificate,
  },
  { id: "end", name: "End of the sign-in", look: end },
  { id: "record", name: "Record", needs: ["program"], look: record },
  { id: "disk", name: "Disk", look: disk },
  { id: "copies", name: "Copies of the record", optional: true, look: copies },
  { id: "work", name: "Outgoing work", needs: ["record"], look: work },
];
